"""Short histories of public series and what came one to ten years after, as padded yearly columns."""

import csv
import hashlib
import os
from collections import Counter, defaultdict

import numpy as np

LENGTH, HORIZONS = 24, 10
# How many histories of a group a batch has.
EACH = {"m3": 900, "chat": 500, "tech": 300, "uk active": 250, "uk flow": 250, "us": 150, "stock": 1000, "patents": 350, "share": 300,
        "flow": 500}
GROUPS = list(EACH)
# How often a batch picks the last 1, 2, ... points, and two or three points some years apart.
PICKS = {"last 1": 0.7, "last 2": 1.5, "last 3": 1.5, "last 5": 1.5, "last 8": 1, "last 12": 1, "last 20": 1,
         "2 apart 2": 0.4, "2 apart 3": 0.5, "2 apart 5": 2, "2 apart 8": 0.4, "2 apart 10": 0.5,
         "3 apart 2": 0.3, "3 apart 3": 0.3, "3 apart 5": 0.6, "3 apart 8": 0.2, "3 apart 10": 0.2}
US = ["firms", "estabs", "emp", "estabs_entry", "estabs_exit", "firmdeath_firms", "firmdeath_estabs"]


def put_aside(name):
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 100 < 40


def series(folder):
    """(group, family, name, put aside, {year: value})."""
    def rows(*path):
        with open(os.path.join(folder, *path)) as file:
            return list(csv.DictReader(file))

    def gather(rows, keys, year, value):
        found = defaultdict(dict)
        for row in rows:
            found[tuple(row[k] for k in keys)][round(float(row[year]))] = float(row[value])
        return found.items()

    programmes = rows("programmes", "series.csv")
    measure = {row["series"]: row["measure"] for row in programmes}
    for (what, country), points in gather(programmes, ("series", "country"), "year", "value"):
        group = "patents" if what == "patents_in_force_total" else measure[what]
        yield group, what, f"{what} {country}", put_aside(country), points
    for (what, country), points in gather(rows("panels", "chat_half_of_countries.csv"), ("technology", "country"), "year", "level"):
        yield "chat", what, f"{what} {country}", put_aside(country), points
    for (what, area), points in gather(rows("panels", "uk_enterprises_half_of_areas_to_2022.csv"), ("measure", "area"), "year", "count"):
        yield "uk active" if what == "active" else "uk flow", what, f"{what} {area}", put_aside(area), points
    us = rows("panels", "us_business_dynamics_1978_2018.csv")
    for what in US:
        yield "us", what, what, False, {round(float(r["year"])): float(r[what]) for r in us}
    for (name,), points in gather(rows("technology-adoption", "series.csv"), ("series",), "year", "value"):
        yield "tech", "tech", name, put_aside(name), points
    for (name,), points in gather(rows("competitions", "m3_yearly_train.csv"), ("sn",), "t", "value"):
        yield "m3", "m3", name, False, points


def cut(group, points):
    """(pick, years, values, [(horizon, value)], ceiling) of a series at every date."""
    years = sorted(points)
    ceiling = 100.0 if group == "share" else None
    for origin in years[:-1]:
        came = [(h, points[origin + h]) for h in range(1, (6 if group == "m3" else HORIZONS) + 1) if points.get(origin + h, 0) > 0]
        if not came or points[origin] <= 0:
            continue
        past = [y for y in years if y <= origin and points[y] > 0]
        picks = [(f"last {n}", past[-n:]) for n in (1, 2, 3, 5, 8, 12, 20) if len(past) >= n and past[-1] - past[-n] < LENGTH]
        for gap in (2, 3, 5, 8, 10):
            if points.get(origin - gap, 0) > 0:
                picks.append((f"2 apart {gap}", [origin - gap, origin]))
                if points.get(origin - 2 * gap, 0) > 0 and 2 * gap < LENGTH:
                    picks.append((f"3 apart {gap}", [origin - 2 * gap, origin - gap, origin]))
        for pick, chosen in picks:
            values = [points[y] for y in chosen]
            if not ceiling or max(values + [v for _, v in came]) < ceiling:
                yield pick, chosen, values, came, ceiling


class histories:
    """All histories that may be learnt from, by group."""

    def __init__(self, folder):
        self.each = EACH
        self.of = {g: [] for g in GROUPS}
        for group, family, _, aside, points in series(folder):
            if not aside:
                self.of[group] += [(group, family, *h) for h in cut(group, points)]
        self.chance = {}
        for group, found in self.of.items():
            picks, families = Counter(h[2] for h in found), Counter(h[1] for h in found)
            chance = np.array([PICKS[h[2]] / picks[h[2]] / families[h[1]] ** 0.15 for h in found])
            self.chance[group] = chance / chance.sum()

    def sample(self, generator):
        return [self.of[g][i] for g in GROUPS for i in generator.choice(len(self.of[g]), EACH[g], p=self.chance[g])]


def features(years, values, items, ceiling):
    """What a series shows at a glance: SeriesFeatures.swift."""
    unit = lambda v: min(1.0, max(0.0, v))
    n, span = len(years), years[-1] - years[0]
    growth = np.log(values[-1] / values[0]) / span if n > 1 else 0.0
    few = unit((8 - n) / 5)
    digits = np.log10(max(1, values[-1] * items)) if items else 0.0
    level = [few * unit((digits - a) / 1.5) for a in (4, 5.5, 7)]
    share = values[-1] / ceiling if ceiling else 0.0
    found = [min(np.log(n / 2), np.log(10)) if n > 1 else -0.5, unit(growth / 0.1), np.log(span / (n - 1)) if n > 1 else 0.0,
             *level, share, unit(share / 0.05), unit((growth - 0.1) / 0.3), *[v * unit(growth / 0.3) for v in level]]
    return found, max(0, 0.02 - growth) * few if n > 1 else 0.0


def positions(x, last, ceiling):
    """z and log dz / d log x on the relative and the root scale: ForecastScale.swift."""
    if ceiling is None:
        return (np.log(x / last), 0 * x), (2 * (np.sqrt(x / last) - 1), 0.5 * np.log(x / last))
    c, root = (ceiling - last) / ceiling, np.sqrt((ceiling - last) / last)
    angle = lambda v: np.arcsin(np.sqrt(v / ceiling))
    return ((c * np.log(x * (ceiling - last) / (last * (ceiling - x))), np.log((ceiling - last) / (ceiling - x))),
            (2 * root * (angle(x) - angle(last)), 0.5 * np.log((ceiling - last) * x / (last * (ceiling - x)))))


def tensors(sample, generator, whole=0.5):
    """Columns of a sample; of whole numbers a share is shown as if they counted nothing."""
    n = len(sample)
    zeros = lambda *shape: np.zeros((n, *shape), np.float32)
    d = {name: zeros(LENGTH) for name in ("relative", "root")} | {name: zeros() for name in ("steep_relative", "steep_root", "shear")}
    d |= {f"{name}_{scale}": zeros(HORIZONS) for name in ("came", "slope") for scale in ("relative", "root")}
    d |= {"seen": np.zeros((n, LENGTH), bool), "has": np.zeros((n, HORIZONS), bool), "first": np.zeros(n, np.int32),
          "features": zeros(12), "group": np.zeros(n, np.int32)}
    for i, (group, _, _, years, values, came, ceiling) in enumerate(sample):
        y, last = np.array(values), values[-1]
        place = np.array(years) - years[-1] + LENGTH - 1
        h = np.array([a for a, _ in came]) - 1
        for scale, (z, slope), (later, later_slope) in zip(
            ("relative", "root"), positions(y, last, ceiling), positions(np.array([b for _, b in came]), last, ceiling)):
            d[scale][i, place] = z
            d["steep_" + scale][i] = slope[1:].sum()
            d["came_" + scale][i, h], d["slope_" + scale][i, h] = later, later_slope
        d["seen"][i, place], d["has"][i, h], d["first"][i] = True, True, place[0]
        counts = ceiling is None and np.allclose(y, np.round(y)) and generator.random() >= whole
        d["features"][i], d["shear"][i] = features(years, values, 1 if counts else None, ceiling)
        d["group"][i] = GROUPS.index(group)
    return d


def ladder(items):
    """Two points, 1 to 10 years apart, the last 0.1 to 10 times the first."""
    sample, rows = [], []
    for gap in (1, 2, 3, 5, 7, 10):
        for ratio in np.exp(np.linspace(np.log(0.1), np.log(10), 33)):
            last = items or 1000.0
            sample.append(("m3", "", "", [0, gap], [last / ratio, last], [(1, last)], None))
            rows.append(features([0, gap], [last / ratio, last], 1 if items else None, None)[0])
    d = tensors(sample, np.random.default_rng(0), whole=1)
    d["features"] = np.array(rows, np.float32)
    return d
