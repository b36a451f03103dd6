"""Learns how far above the last value of a series the ceiling of its spread came to stand (decision 0028).

    python tools/forecaster/ceilings.py DATA WAYMARK     (about a minute; numpy, pandas, scipy)

Diffusions are cut at every date from the third observation and from 5 to 98 % of the ceiling that the whole series shows
(a logistic curve: R² at least 0.95, standard error at most a quarter, first value at most 0.3 and last at least 0.8 of it).
The program fits a logistic curve to what was known then. The law of room = ceiling / last value - 1 is lognormal; its
centre and the logarithm of its spread are lines in what the fit and the last increments show, by maximum likelihood,
each stage of the spread weighing alike, each series too. Technologies, programmes and adoption series of 60 % of the
places (short_histories.py) are learnt from; the table that is printed is of the other 40 %. Prints the coefficients for
CeilingExperience.swift.
"""

import io
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.stats import norm

from short_histories import series

GROUPS = ("chat", "tech", "stock", "share")
STAGES = ((0.1, 0.2), (0.25, 0.35), (0.45, 0.55), (0.6, 0.7), (0.75, 0.85), (0.9, 0.98))
LEAST_ROOM = 0.02
# CeilingExperience.swift: higher than this is "not shown", if it is likelier than that.
FAR, LIMIT, MASS = 2.2, 0.36, 0.92


def logistic_fits(program, frame):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        frame.to_csv(file, index=False)
        file.flush()
        out = subprocess.run([program, "fit", file.name, "--time", "year", "--value", "value", "--group", "cut", "--curve", "logistic",
                              "--format", "csv", "--quiet"], check=False, capture_output=True, text=True).stdout
    rows = pd.read_csv(io.StringIO(out))
    table = rows.pivot(index="group", columns="parameter", values="estimate")
    return table.join(rows[rows.parameter == "ceiling"].set_index("group")[["standard_error", "low95", "high95", "rss", "n", "grade"]])


def diffusions(folder, program):
    """Series that show their ceiling: (years, values, ceiling, put aside)."""
    every = []
    for group, _, _, aside, points in series(folder):
        years = sorted(y for y in points if points[y] > 0)
        if group in GROUPS and len(years) >= 10:
            every.append((np.array(years, float), np.array([points[y] for y in years]), aside))
    fits = logistic_fits(program, pd.concat(pd.DataFrame({"cut": i, "year": t, "value": y}) for i, (t, y, _) in enumerate(every)))
    for i, (t, y, aside) in enumerate(every):
        if i not in fits.index or not np.isfinite(fits.ceiling[i]) or fits.rate[i] <= 0:
            continue
        f = fits.loc[i]
        left = y - f.ceiling / (1 + np.exp(-f.rate * (t - f.midpoint)))
        if (left**2).sum() <= 0.05 * ((y - y.mean()) ** 2).sum() and f.standard_error <= 0.25 * f.ceiling \
                and y[-1] >= 0.8 * f.ceiling and y[0] <= 0.3 * f.ceiling:
            yield t, y, f.ceiling, aside


def features(t, y, fit):
    """What a cut series shows: CeilingExperience.swift."""
    steps = np.diff(y) / np.diff(t)
    smooth = pd.Series(steps).rolling(3, min_periods=1).mean().to_numpy()
    shows = np.isfinite(fit.ceiling) and fit.rate > 0 and fit.rate * (t[-1] - fit.midpoint) > -9
    noise = np.sqrt(fit.rss / max(1, len(t) - 3)) / y[-1]
    return [
        1, np.clip(fit.rate * (t[-1] - fit.midpoint), -4, 6) if shows else 0, np.log(len(t)),
        np.clip(np.log(fit.ceiling / y[-1]), -0.3, 2) if shows else 0, np.log(np.clip(noise, 0.003, 0.5)),
        np.clip(steps[-1] / max(smooth.max(), 1e-300), -1, 1.5), np.clip(y[-1] / y.max() - 1, -0.3, 0), 0 if shows else 1]


def main(folder, program):
    cuts, facts = [], []
    for number, (t, y, ceiling, aside) in enumerate(diffusions(folder, program)):
        for n in range(3, len(t) + 1):
            share = y[n - 1] / ceiling
            if 0.05 <= share <= 0.98 and y[n - 1] > y[0]:
                cuts.append((t[:n], y[:n]))
                facts.append((number, aside, share))
    fits = logistic_fits(program, pd.concat(pd.DataFrame({"cut": i, "year": t, "value": y}) for i, (t, y) in enumerate(cuts)))
    number, aside, share = (np.array(column) for column in zip(*facts))
    known = np.array([i in fits.index for i in range(len(cuts))])
    Z = np.array([features(*cuts[i], fits.loc[i]) if known[i] else [np.nan] * 8 for i in range(len(cuts))])
    each = 1 / np.bincount(number)[number]
    stage = np.floor(share * 20).astype(int)
    learn, test = known & ~aside, known & aside
    weight = each / np.bincount(stage[learn], each[learn], minlength=20)[stage]
    ratio = np.log(1 / share)
    room = np.log(np.maximum(np.expm1(ratio), LEAST_ROOM))
    k = Z.shape[1]

    def law(p, Z):
        return Z @ p[:k], np.exp(np.clip(Z @ p[k:], -3, 2))

    def loss(p):
        centre, spread = law(p, Z[learn])
        return -(weight[learn] * norm.logpdf(room[learn], centre, spread)).sum() / weight[learn].sum()

    p = minimize(loss, np.zeros(2 * k), method="L-BFGS-B", options=dict(maxiter=5000, maxfun=10**6)).x.round(3)
    centre, spread = law(p, Z)
    print("cuts learnt from", learn.sum(), "of", len(set(number[learn])), "series; others", test.sum(), "of", len(set(number[test])))
    print("centre", p[:k].tolist(), "\nspread", p[k:].tolist())
    print("share of the others below quantiles:",
          [(u, round(np.average((room <= centre + spread * norm.ppf(u))[test], weights=weight[test]), 3)) for u in (.025, .1, .25, .5, .75, .9, .975)])
    far = norm.sf((np.log(FAR - 1) - centre) / spread)
    low, high = np.full(len(room), -np.inf), np.full(len(room), np.inf)
    for a in np.linspace(0, 1 - MASS, 17):
        ends = [np.log1p(np.exp(centre + spread * norm.ppf(np.clip(u * (1 - far), 1e-12, 1)))) for u in (a, a + MASS)]
        better = ends[1] - ends[0] < high - low
        low, high = np.where(better, ends[0], low), np.where(better, ends[1], high)
    low = np.where(low <= np.log1p(LEAST_ROOM), -LEAST_ROOM, low)
    held = (ratio >= low) & (ratio <= high)
    wald = np.array([known[i] and fits.low95[i] <= cuts[i][1][-1] / share[i] <= fits.high95[i] for i in range(len(cuts))])
    grade = np.array([fits.grade[i] if known[i] else "D" for i in range(len(cuts))])
    print("stage: cuts, of them with an interval, narrower than 2, held of these, held or not shown, median factor; 95 % by standard error, and of grade A")
    for a, b in STAGES:
        m = test & (share >= a) & (share < b)
        mean = lambda what, where=m: round(np.average(what[where], weights=each[where]), 2) if where.any() else "-"
        given = far < LIMIT
        narrow = given & (high - low < np.log(2))
        print(f"{a}-{b}", m.sum(), mean(given), mean(narrow), mean(held, m & given), mean(held | ~given),
              round(np.exp(np.median((high - low)[m & given])), 2), "|", mean(wald), mean(wald, m & (grade == "A")))


if __name__ == "__main__":
    main(*sys.argv[1:])
