"""Published logistic and Gompertz fits of technology adoption, found again without starts."""

import time

import numpy as np
import pandas as pd
from scipy.optimize import curve_fit

from common import Section, markdown, relative

CLOSE = 1e-3


def logistic(t, ceiling, rate, midpoint):
    return ceiling / (1 + np.exp(-np.clip(rate * (t - midpoint), -500, 500)))


def gompertz(t, ceiling, rate, midpoint):
    return ceiling * np.exp(-np.exp(-np.clip(rate * (t - midpoint), -500, 30)))


def squares(curve, p, data):
    return float(((data.value - curve(data.year.to_numpy(float), *p)) ** 2).sum())


def scipy_fit(curve, data):
    t, y = data.year.to_numpy(float), data.value.to_numpy(float)
    try:
        p, _ = curve_fit(curve, t, y, p0=(1.05 * y.max(), 8 / (t[-1] - t[0]), t.mean()), maxfev=20000)
        return p
    except (RuntimeError, TypeError):
        return np.full(3, np.nan)


def run(context):
    section = Section("Technology adoption: published fits")
    published = pd.read_csv(context.data / "technology-adoption/published_fits.csv").set_index("series")
    series = pd.read_csv(context.data / "technology-adoption/series.csv")
    groups = {k: g.sort_values("year") for k, g in series.groupby("series") if k in published.index}
    rows, notes = [], []
    for name, curve in (("logistic", logistic), ("gompertz", gompertz)):
        frame, seconds, _ = context.waymark("fit", series, "--time", "year", "--value", "value", "--group", "series",
                                            "--curve", name)
        mine = {k: g.set_index("parameter") for k, g in frame.groupby("group")}
        begin = time.perf_counter()
        with np.errstate(all="ignore"):
            theirs = {k: scipy_fit(curve, g) for k, g in groups.items()}
        scipy_seconds = time.perf_counter() - begin
        hits, scipy_hits, better, scored = 0, 0, 0, 0
        for k, data in groups.items():
            expected = published.loc[k]
            total = float(((data.value - data.value.mean()) ** 2).sum())
            rss = float(mine[k].rss.iloc[0]) if k in mine else np.nan
            if name == "logistic":
                truth = [expected.hatch_L, expected.hatch_k, expected.hatch_t50]
                own = [mine[k].estimate.get(n, np.nan) for n in ("ceiling", "rate", "midpoint")] if k in mine else [np.nan] * 3
                other, reference = list(theirs[k]), squares(curve, truth, data)
            else:
                if not np.isfinite(expected.hatch_gompertz_k):
                    continue
                truth = [expected.hatch_gompertz_k]
                own = [mine[k].estimate.get("rate", np.nan)] if k in mine else [np.nan]
                other, reference = [theirs[k][1]], (1 - expected.hatch_gompertz_R2) * total
            scored += 1
            hit = all(relative(a, b) <= CLOSE for a, b in zip(own, truth))
            hits += hit
            scipy_hits += all(relative(a, b) <= CLOSE for a, b in zip(other, truth))
            if not hit:
                lower = rss <= reference * (1 - 1e-9)
                better += lower
                ended = mine[k].termination.iloc[0] if k in mine else "no fit"
                notes.append(f"{name} {k}: ours ended as *{ended}*, RSS {rss / reference:.6f} of the published fit's; SciPy's ceiling is "
                             f"{theirs[k][0] / data.value.max():.3g} times the greatest value")
        rows.append([name, scored, f"{hits / scored:.1%}", better, f"{scipy_hits / scored:.1%}", f"{seconds:.2f}", f"{scipy_seconds:.2f}"])
        if name == "logistic":
            section.check("Adoption: at least 97 % of the published logistic triples to 1e-3", f"{hits / scored:.1%} of {scored}",
                          hits / scored >= 0.97)
        if scipy_hits > hits:
            section.worse.append(f"adoption, {name}: {hits} of {scored} published fits, SciPy {scipy_hits}")
    section.add("Logistic: ceiling, rate and midpoint all within 1e-3 (relative) of the published ones; Gompertz: the published rate. Ours "
                "without starts, SciPy from 1.05 × the maximum, 8 / span and the middle.")
    section.add(markdown(["curve", "series", "waymark", "of the rest, ours with smaller RSS", "SciPy", "seconds waymark", "seconds SciPy"], rows))
    if notes:
        section.add("Not the published values:\n\n" + "\n".join(f"- {n}" for n in notes))
    return section
