#!/usr/bin/env python3
"""Quantiles of how technologies spread, by class, for priors of growth curves.

    python3 tools/reference-classes/reference_classes.py DATA

DATA holds panels/chat_half_of_countries.csv (country, year, technology, level), technology-adoption/series.csv
(series, year, value) with published_fits.csv, panels/uk_enterprises_half_of_areas_to_2022.csv and
panels/us_business_dynamics_1978_2018.csv. Writes docs/reference-classes.csv and
Sources/GrowthCurves/Evidence/ReferencePriorTable.swift; only quantiles leave this script, never a series.

What is counted: logistic curves L / (1 + exp(-k (t - t50))), least squares, one for each technology and country.
A series counts if its data show the ceiling: at least 10 years with growth, R2 >= 0.95, the last level at least
0.7 and the first at most 0.3 of the ceiling, and a standard error of the ceiling of at most a quarter.

Written against Python 3.11, NumPy 2.4, SciPy 1.17, pandas 2.3.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import brentq, curve_fit, least_squares
from scipy.stats import norm

PROBABILITIES = (0.05, 0.25, 0.50, 0.75, 0.95)
CLASSES = {
    "infrastructure": ("telephone", "elecprod"),
    "consumer_durables": ("radio", "tv", "vehicle_car", "Dishwasher", "Radial.tires"),
    "information_technology": ("cellphone", "computer", "internetuser", "Podcasting"),
}
BUSINESSES = ("enterprise_stock", "enterprise_births", "enterprise_deaths")
MEMBERS = {
    "infrastructure": "telephone lines, electricity output",
    "consumer_durables": "radios, television sets, cars, dishwashers, radial tyres",
    "information_technology": "mobile phones, computers, internet users, podcasting",
    "all_technologies": "all of the other classes",
    "enterprise_stock": "active enterprises by British area, firms and establishments of the United States",
    "enterprise_births": "enterprise births by British area, entering establishments of the United States",
    "enterprise_deaths": "enterprise deaths by British area, exiting establishments of the United States",
}
CHAT = "CHAT (Comin and Hobijn 2009, NBER 15319); Our World in Data, CC-BY"
BUSINESS = "Office for National Statistics, Business demography, OGL; US Census Bureau, BDS, public domain"
# Past growth, per year in the logarithm over the last three years, and what may then stand above the level.
GROWTH_BINS = ((-np.inf, 0.05), (0.05, 0.10), (0.10, 0.20), (0.20, 0.40), (0.40, np.inf))


def logistic(t, ceiling, rate, midpoint):
    return ceiling / (1 + np.exp(-np.clip(rate * (t - midpoint), -500, 500)))


def read(folder):
    """(technology, place) -> (years, levels), the panel first, then what only the other table has."""
    out = {}
    panel = pd.read_csv(folder / "panels/chat_half_of_countries.csv")
    for (technology, place), group in panel.groupby(["technology", "country"]):
        group = group.sort_values("year")
        out[technology, place] = (group.year.to_numpy(float), group.level.to_numpy(float))
    table = pd.read_csv(folder / "technology-adoption/series.csv")
    for name, group in table.groupby("series"):
        parts = name.split(":")
        key = (parts[1], parts[2] if len(parts) > 2 else "US")
        group = group.sort_values("year")
        out.setdefault(key, (group.year.to_numpy(float), group.value.to_numpy(float)))
    return out


def fit(t, y):
    """The least-squares logistic curve from nine starts, or None."""
    scale, origin, span = y.max(), t[0], t[-1] - t[0]
    x, z = t - origin, y / scale
    best = None
    for share in (0.25, 0.5, 0.8):
        for rate in (4 / span, 10 / span, 25 / span):
            start = (1.1, rate, span * share)
            try:
                p, cov = curve_fit(logistic, x, z, p0=start, maxfev=4000)
            except RuntimeError:
                continue
            rss = ((z - logistic(x, *p)) ** 2).sum()
            if best is None or rss < best[0] * (1 - 1e-9):
                best = (rss, p, cov)
    if best is None:
        return None
    rss, p, cov = best
    return {
        "ceiling": p[0] * scale, "rate": p[1], "midpoint": p[2] + origin,
        "relative_error": np.sqrt(cov[0, 0]) / abs(p[0]), "r2": 1 - rss / ((z - z.mean()) ** 2).sum(),
    }


def shows_ceiling(f, t, y):
    return (
        f is not None and f["rate"] > 0 and f["ceiling"] > 0 and f["r2"] >= 0.95
        and f["relative_error"] <= 0.25 and y[-1] >= 0.7 * f["ceiling"] and y[0] <= 0.3 * f["ceiling"]
    )


def facts(series):
    """One row a series that counts, and one row a year of it for what stood above the level."""
    rows, stages = [], []
    for (technology, place), (t, y) in series.items():
        t, y = t[y > 0], y[y > 0]
        if len(t) < 10 or y.max() <= y.min():
            continue
        f = fit(t, y)
        if not shows_ceiling(f, t, y):
            continue
        name = next((c for c, members in CLASSES.items() if technology in members), None)
        if name is None:
            continue
        curve = logistic(t, f["ceiling"], f["rate"], f["midpoint"])
        share = curve / f["ceiling"]
        steps = np.diff(t)
        noise = (np.diff(np.log(y)) - np.diff(np.log(curve))) / np.sqrt(steps)
        inside = (share[:-1] > 0.05) & (share[1:] < 0.95)
        rows.append({
            "class": name, "technology": technology, "place": place, "rate": f["rate"],
            "duration": np.log(81) / f["rate"], "greatest_growth": f["rate"] / 4,
            "volatility": np.sqrt((noise[inside] ** 2).mean()) if inside.sum() >= 3 else np.nan,
        })
        for i in range(len(t)):
            if not (0.05 <= share[i] <= 0.9):
                continue
            past = np.flatnonzero(np.isclose(t, t[i] - 3))
            growth = np.log(y[i] / y[past[0]]) / 3 if len(past) else np.nan
            stages.append({"class": name, "key": (technology, place), "growth": growth,
                           "share": share[i], "ratio": max(1.0, f["ceiling"] / y[i])})
    return pd.DataFrame(rows), pd.DataFrame(stages)


def weighted_quantiles(values, weights):
    order = np.argsort(values)
    position = (np.cumsum(weights[order]) - 0.5 * weights[order]) / weights.sum()
    return np.interp(PROBABILITIES, position, values[order])


def ratio_quantiles(stages):
    """K / y with every series of equal weight, however long it is."""
    weights = 1 / stages.groupby("key")["ratio"].transform("size").to_numpy(float)
    return weighted_quantiles(stages["ratio"].to_numpy(), weights)


def lognormal(quantiles):
    """Median and log sd by least squares on the logarithms of the five quantiles."""
    z = norm.ppf(PROBABILITIES)
    sigma, mu = np.polyfit(z, np.log(quantiles), 1)
    return float(np.exp(mu)), float(sigma)


def normal(quantiles):
    """Mean and sd by least squares on the five quantiles."""
    sd, mean = np.polyfit(norm.ppf(PROBABILITIES), quantiles, 1)
    return float(mean), float(sd)


def lognormal_above_one(quantiles):
    """The same for a lognormal law truncated to values above 1."""
    def law(p):
        mu, sigma = p[0], np.exp(p[1])
        below = norm.cdf(-mu / sigma)
        return mu + sigma * norm.ppf(below + np.array(PROBABILITIES) * (1 - below))

    # From a grid of starts: with much mass at 1 the two parameters trade off against each other.
    target, best = np.log(quantiles), None
    for sigma in (0.3, 0.6, 1.0, 1.5):
        found = least_squares(lambda p: law(p) - target, (target[2], np.log(sigma)), bounds=((-1.0, -3.0), (5.0, 1.0)))
        if best is None or found.cost < best.cost:
            best = found
    return float(np.exp(best.x[0])), float(np.exp(best.x[1]))


def business(folder):
    """Growth and volatility of counts of enterprises: no ceiling is visible in them."""
    areas = pd.read_csv(folder / "panels/uk_enterprises_half_of_areas_to_2022.csv")
    names = {"active": "enterprise_stock", "births": "enterprise_births", "deaths": "enterprise_deaths"}
    rows = []

    def add(name, t, y):
        if len(y) < 4 or (y <= 0).any():
            return
        growth = np.diff(np.log(y)) / np.sqrt(np.diff(t))
        rows.append({"class": name, "growth": np.log(y[-1] / y[0]) / (t[-1] - t[0]), "volatility": growth.std(ddof=1)})

    for (measure, _), group in areas.groupby(["measure", "area"]):
        group = group.sort_values("year")
        add(names[measure], group.year.to_numpy(float), group["count"].to_numpy(float))
    states = pd.read_csv(folder / "panels/us_business_dynamics_1978_2018.csv")
    for column, name in (("firms", "enterprise_stock"), ("estabs", "enterprise_stock"),
                         ("estabs_entry", "enterprise_births"), ("estabs_exit", "enterprise_deaths")):
        add(name, states.year.to_numpy(float), states[column].to_numpy(float))
    return pd.DataFrame(rows)


def number(x):
    return f"{x:.4g}"


def table(rows, stages, firms):
    """(class, quantity, condition, series, five quantiles, two parameters of the law, sources)."""
    out = []
    for name in [*CLASSES, "all_technologies"]:
        mine = rows if name == "all_technologies" else rows[rows["class"] == name]
        spans = stages if name == "all_technologies" else stages[stages["class"] == name]
        for quantity in ("rate", "duration", "greatest_growth", "volatility"):
            values = mine[quantity].dropna().to_numpy()
            q = np.quantile(values, PROBABILITIES)
            out.append((name, quantity, "", len(values), q, lognormal(q), CHAT))
        middle = spans[(spans.share >= 0.1) & (spans.share <= 0.9)]
        q = ratio_quantiles(middle)
        out.append((name, "ceiling_over_level", "", middle.key.nunique(), q, lognormal_above_one(q), CHAT))
        for low, high in GROWTH_BINS:
            part = spans[(spans.growth >= low) & (spans.growth < high)]
            if part.key.nunique() < 25:
                continue
            q = ratio_quantiles(part)
            label = f"past growth {low:g}..{high:g}"
            out.append((name, "ceiling_over_level", label, part.key.nunique(), q, lognormal_above_one(q), CHAT))
    for name in BUSINESSES:
        mine = firms[firms["class"] == name]
        for quantity in ("growth", "volatility"):
            q = np.quantile(mine[quantity], PROBABILITIES)
            law = lognormal(q) if quantity == "volatility" else normal(q)
            out.append((name, quantity, "", len(mine), q, law, BUSINESS))
    return out


def write_csv(lines, path):
    with open(path, "w", newline="\n") as out:
        out.write("class,quantity,condition,series,p5,p25,p50,p75,p95,law,law_median,law_sigma,members,sources\n")
        for name, quantity, condition, count, q, law, sources in lines:
            kind = {"growth": "normal", "ceiling_over_level": "lognormal above 1"}.get(quantity, "lognormal")
            laws = [kind, number(law[0]), number(law[1])]
            out.write(",".join([name, quantity, condition, str(count), *map(number, q), *laws,
                                f'"{MEMBERS[name]}"', f'"{sources}"']) + "\n")


def write_swift(lines, path):
    def find(name, quantity, condition=""):
        return next(x for x in lines if x[0] == name and x[1] == quantity and x[2] == condition)

    def law(line):
        return f"Fitted({number(line[5][0])}, {number(line[5][1])})"

    with open(path, "w", newline="\n") as out:
        out.write("// Written by tools/reference-classes/reference_classes.py; the quantiles behind it are in\n"
                  "// docs/reference-classes.csv.\n\nextension ReferencePrior {\n  /// The classes, the widest last.\n"
                  "  static let table: [ReferencePrior] = [\n")
        for name in [*CLASSES, "all_technologies"]:
            out.write("    ReferencePrior(\n"
                      f'      name: "{name}",\n      members: "{MEMBERS[name]}",\n'
                      f'      count: {find(name, "rate")[3]},\n'
                      f'      rate: {law(find(name, "rate"))},\n      duration: {law(find(name, "duration"))},\n'
                      f'      greatestGrowth: {law(find(name, "greatest_growth"))},\n'
                      f'      volatility: {law(find(name, "volatility"))},\n'
                      f'      ceilingOverLevel: {law(find(name, "ceiling_over_level"))},\n'
                      "      byPastGrowth: [\n")
            for line in lines:
                if line[0] != name or not line[2].startswith("past growth"):
                    continue
                low, high = line[2].removeprefix("past growth ").split("..")
                low = "-Double.infinity" if low == "-inf" else low
                high = "Double.infinity" if high == "inf" else high
                out.write(f"        Stage(pastGrowth: {low}..<{high}, law: {law(line)}),\n")
            out.write("      ]),\n")
        out.write("  ]\n}\n")


def cross_check(folder):
    """Our rates against the published ones of the same series."""
    published = pd.read_csv(folder / "technology-adoption/published_fits.csv").set_index("series")
    series = pd.read_csv(folder / "technology-adoption/series.csv")
    off = []
    for name, group in series.groupby("series"):
        if name not in published.index or published.hatch_R2[name] < 0.95:
            continue
        t, y = group.year.to_numpy(float), group.value.to_numpy(float)
        f = fit(t, y)
        if f:
            off.append(abs(np.log(f["rate"] / published.hatch_k[name])))
    print(f"rates within 1 % of the published ones: {np.mean(np.array(off) < 0.01):.3f} of {len(off)} series")


def vintages(series):
    """How far ceilings rise later: series that already showed one five years before their end."""
    ratios = []
    for t, y in series.values():
        t, y = t[y > 0], y[y > 0]
        early = t <= t[-1] - 5 if len(t) else t > 0
        if early.sum() < 10 or y[early].max() <= y[early].min():
            continue
        before = fit(t[early], y[early])
        if not shows_ceiling(before, t[early], y[early]):
            continue
        ratios.append(y[-1] / before["ceiling"])
    ratios = np.array(ratios)
    print(f"last value over the ceiling shown five years before: {len(ratios)} series, quantiles 5 to 95 %:",
          *map(number, np.quantile(ratios, PROBABILITIES)), f"; above 1: {np.mean(ratios > 1):.2f}")


def main():
    folder = Path(sys.argv[1])
    root = Path(__file__).resolve().parents[2]
    rows, stages = facts(read(folder))
    print(rows.groupby(["class", "technology"]).size())
    lines = table(rows, stages, business(folder))
    write_csv(lines, root / "docs/reference-classes.csv")
    write_swift(lines, root / "Sources/GrowthCurves/Evidence/ReferencePriorTable.swift")
    for line in lines:
        print(*line[:4], *map(number, line[4]), *map(number, line[5]))
    cross_check(folder)
    vintages(read(folder))


if __name__ == "__main__":
    main()
