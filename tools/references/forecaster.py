"""Reference values of the automatic forecaster: its law written again in NumPy and SciPy, from the tables
docs/trend-models.csv and docs/few-points-models.csv and decision 0026.

    python tools/references/forecaster.py > Tests/ForecastingTests/ForecastVectors.swift

numpy 2.4.6, scipy 1.17.1.
"""

import csv
import math
import os

import numpy as np
from scipy.optimize import brentq
from scipy.special import logsumexp
from scipy.stats import norm

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
WILDNESS = {
    "stock": [(0.88, 1), (0.12, 2)],
    "flow": [(0.88, 1), (0.12, 2)],
    "any": [(0.85, 1), (0.12, 2), (0.03, 4)],
    "rollout": [(0.80, 1), (0.14, 2), (0.06, 4)],
    "patents": [(0.88, 1), (0.12, 2)],
}
# Kind, dates, values, things in a unit of the values, a ceiling.
CASES = [
    ("count", [2015, 2020], [120, 405], None),
    ("stock", [2015, 2020], [120, 405], 1),
    ("any", [2015, 2016, 2017, 2018, 2019, 2020], [120, 160, 213, 270, 335, 405], None),
    ("flow", list(range(2005, 2020)), [71, 74, 70, 78, 83, 80, 88, 95, 93, 99, 101, 98, 107, 111, 110], None),
    ("rollout", [2010, 2011, 2012, 2014, 2015], [1, 3, 9, 31, 64], 10000),
    ("any", [2018.5, 2019, 2019.25, 2020.75, 2022], [10, 11.2, 10.9, 13.1, 12.8], None),
    ("stock", [2015, 2018, 2020], [900, 700, 640], 1e6),
    ("rollout", [2022], [130], 1),
    ("stock", [2018, 2019, 2020, 2021], [41, 33, 45, 38], 1),
    ("rollout", [2010, 2015], [12, 31], None, 400),
    ("patents", [2016, 2018, 2020], [150, 210, 190], 1),
]


def rows(name):
    with open(os.path.join(ROOT, "docs", name)) as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def settings():
    """Power and wildness of each kind, from the last lines of the table."""
    found = {}
    with open(os.path.join(ROOT, "docs", "few-points-models.csv")) as file:
        for line in file:
            if line.startswith("#"):
                kind, rest = line[2:].split(": power ")
                power, wild = rest.split(", wildness ")
                pairs = [pair.split("x") for pair in wild.split()]
                found[kind] = [float(v) for v in power.split()], [(float(a), float(b)) for a, b in pairs]
    return found


FEW, OLD, SETTINGS = rows("few-points-models.csv"), rows("trend-models.csv"), settings()


def transition(m, d):
    """State (z seen, level, growth): the matrices of a step of d years."""
    alpha, beta, phi, mu, sigma = m["alpha"], m["beta"], m["phi"] ** d, m["mu"], m["sigma"]
    F = np.array([[0, 1, d], [0, 1, d], [0, 0, phi]], float)
    c = np.array([0, 0, mu * (1 - phi)])
    g = np.array([1, alpha, beta], float)
    return F, c, np.outer(g, g) * sigma**2 * d


def kalman(m, t, z, shear):
    """Law of (level, growth) at the end, log density of what came after the first observation."""
    x = np.array([z[0], z[0] + m.get("offset", 0), m["m0"]], float)
    P = np.diag([0, m.get("level_variance", 0), m["tau"] ** 2]).astype(float)
    judged = np.array(z) + shear * (np.array(t) - t[-1])
    y = x.copy()
    y[:2] += judged[0] - z[0]
    log = 0.0
    for i in range(1, len(t)):
        n = max(1, math.ceil(t[i] - t[i - 1] - 1e-9))
        F, c, Q = transition(m, (t[i] - t[i - 1]) / n)
        for _ in range(n):
            x, y, P = F @ x + c, F @ y + c, F @ P @ F.T + Q
        S = P[0, 0]
        K = P[:, 0] / S
        log -= 0.5 * (math.log(S) + (judged[i] - y[0]) ** 2 / S)
        x, y = x + K * (z[i] - x[0]), y + K * (judged[i] - y[0])
        P = P - np.outer(K, P[0])
    x[1] = min(x[1], y[1])
    return x, P, log


def ahead(m, x, P, h, wild):
    """Mean and deviation of z a whole number of years ahead."""
    F, c, Q = transition(m, 1.0)
    P = P.copy()
    for _ in range(h):
        x, P = F @ x + c, F @ P @ F.T + Q
    return x[0], math.sqrt(P[0, 0]) * wild


def features(t, y, items, ceiling):
    unit = lambda v: min(1.0, max(0.0, v))
    n, last, span = len(y), y[-1], t[-1] - t[0]
    g = math.log(last / y[0]) / span if span > 0 else 0.0
    few = unit((8 - n) / 5)
    digits = math.log10(max(1, last * items)) if items and not ceiling else 0.0
    share = last / ceiling if ceiling else 0.0
    level = [few * unit((digits - a) / 1.5) for a in (4, 5.5, 7)]
    gap = min(max(span / (n - 1), 1), 10) if n > 1 else 1
    f = [min(math.log(n / 2), math.log(10)) if n > 1 else -0.5, unit(g / 0.1), math.log(gap), *level, share, unit(share / 0.05),
         unit((g - 0.1) / 0.3), *[v * unit(g / 0.3) for v in level]]
    wild = 0.0002 * unit((n - 2) / 3)
    chance = 1 / (1 + (np.mean(y) * items / 8) ** 2) if items else 0.0
    return np.array(f), sum(level) / 3, max(0, 0.02 - g) * few if n > 1 else 0.0, max(wild, chance) if max(wild, chance) >= 0.00002 else 0.0, chance > 0.02


def position(scale, x, last, ceiling):
    """z of a value, and dz / d log x."""
    if not ceiling:
        return (math.log(x / last), 1.0) if scale == "relative" else (2 * (math.sqrt(x / last) - 1), math.sqrt(x / last))
    if scale == "relative":
        logit = lambda v: math.log(v / (ceiling - v))
        return (ceiling - last) / ceiling * (logit(x) - logit(last)), (ceiling - last) / (ceiling - x)
    angle = lambda v: math.asin(math.sqrt(v / ceiling))
    return (2 * math.sqrt((ceiling - last) / last) * (angle(x) - angle(last)),
            math.sqrt((ceiling - last) * x / (last * (ceiling - x))))


def law(kind, t, y, items, h, ceiling):
    """Weights, scales, means and deviations of the mixture."""
    column = "stock" if kind == "count" else kind
    f, stage, shear, freedom, few = features(t, y, items, ceiling)
    last = y[-1]
    z = {scale: [position(scale, v, last, ceiling)[0] for v in y] for scale in ("relative", "root")}
    steep = {scale: sum(math.log(position(scale, v, last, ceiling)[1]) for v in y[1:]) for scale in z}
    (constant, slope), wildness = SETTINGS[column]
    power = 1 / (1 + math.exp(-constant - slope * f[0]))
    parts = []  # score, [(share, scale, mean, deviation)]

    def prior(row):
        names = [n for n in row if n.startswith(column + "_")]
        return float(row[names[0]]) + sum(float(row[n]) * v for n, v in zip(names[1:], f))

    priors = []
    for row in FEW[:-1]:
        m = dict(alpha=float(row["level_response"]), beta=float(row["growth_response"]), phi=float(row["persistence"]),
                 sigma=float(row["volatility"]), tau=float(row["growth_spread"]),
                 mu=float(row["steady_growth"]) + stage * float(row["steady_growth_late"]),
                 m0=float(row["initial_growth"]) + stage * float(row["initial_growth_late"]))
        x, P, log = kalman(m, t, z[row["scale"]], shear)
        priors.append(prior(row))
        parts.append((priors[-1] + power * (log + steep[row["scale"]]),
                      [(s, row["scale"], *ahead(m, x, P, h, max(1, min(w, 1.2 / ahead(m, x, P, 5, 1)[1]))))
                       for s, w in wildness]))
    old = []
    older = "stock" if column == "patents" else column
    for row in OLD:
        if float(row[older]) > 0:
            m = dict(alpha=float(row["level_response"]), beta=float(row["growth_response"]), phi=float(row["persistence"]),
                     sigma=float(row["volatility"]), tau=float(row["growth_spread"]), mu=float(row["steady_growth"]),
                     m0=float(row["steady_growth"]))
            x, P, log = kalman(m, t, z[row["scale"]], shear)
            limit = (0.3 if row["scale"] == "relative" else 0.8) / m["sigma"]
            old.append((math.log(float(row[older])) + log + steep[row["scale"]],
                        [(s, row["scale"], *ahead(m, x, P, h, max(1, min(w, limit)))) for s, w in WILDNESS[column]]))
    evidence = logsumexp([o[0] for o in old])
    priors.append(prior(FEW[-1]))
    parts.append((priors[-1] + power * evidence,
                  [(math.exp(o[0] - evidence) * s, scale, m, d) for o in old for s, scale, m, d in o[1]]))
    if freedom > 0:
        scale = "root" if few else "relative"
        steps = [(b - a) ** 2 / max(1, q - p) for a, b, p, q in zip(z[scale], z[scale][1:], t, t[1:])]
        size = math.sqrt(np.mean(steps)) if steps and sum(steps) > 0 else 0.1 * max(1, max(map(abs, z[scale])))
        free = []
        for alpha in (0.02, 0.15, 0.4, 0.7, 1):
            for spread in (0.02, 0.4):
                for octave in (-2, -1, 0, 1, 2):
                    sigma = size * 2.0**octave if few else min(1, size * 2.0**octave)
                    m = dict(alpha=alpha, beta=0, phi=0.8, sigma=sigma, tau=spread * sigma, mu=0, m0=0,
                             level_variance=((1 - alpha) * sigma) ** 2)
                    x, P, log = kalman(m, t, z[scale], shear)
                    free.append((log + steep[scale], (1, scale, *ahead(m, x, P, h, 1))))
        evidence = logsumexp([o[0] for o in free])
        score = logsumexp(priors) + math.log(freedom / (1 - freedom)) + power * (evidence - math.log(len(free)))
        parts.append((score, [(math.exp(o[0] - evidence), *o[1][1:]) for o in free]))
    total = logsumexp([p[0] for p in parts])
    return [(math.exp(p[0] - total) * s, scale, m, d) for p in parts for s, scale, m, d in p[1]]


def correction(kind, t, y, parts, h, ceiling):
    """The factor towards the mean of Theta and drift; 1 for short series."""
    n = len(y)
    if kind not in ("any", "flow") or ceiling or n <= 5 or max(abs(np.diff(t) - (t[-1] - t[0]) / (n - 1))) > 0.02 * (t[-1] - t[0]) / (n - 1):
        return 1.0
    step = (t[-1] - t[0]) / (n - 1)
    half = np.polyfit(np.arange(n), y, 1)[0] / 2

    def smooth(a):
        level, squares = y[0], 0.0
        for v in y[1:]:
            squares, level = squares + (v - level) ** 2, level + a * (v - level)
        return squares, level

    a = min((k / 40 for k in range(2, 41)), key=lambda k: smooth(k)[0])
    steps = max(h, step) / step
    theta = smooth(a)[1] + half * (steps - 1 + (1 - (1 - a) ** n) / a)
    drift = y[-1] + steps * (y[-1] - y[0]) / (n - 1)
    values = [y[-1] * (math.exp(m) if scale == "relative" else max(0, 1 + m / 2) ** 2) for _, scale, m, _ in parts]
    centre = math.exp(sum(p[0] * math.log(max(v, y[-1] / 1000)) for p, v in zip(parts, values)))
    share = 0.5 * min(1, (n - 5) / 5) * min(1, max(0, 2 - abs(math.log(y[-1] / y[0]) / (t[-1] - t[0])) / 0.05))
    full = min(max(1 + share * ((theta + drift) / 2 / centre - 1), 0.3), 3)
    return 1 + min(1, h / step) * (full - 1)


def cdf(parts, last, x, ceiling):
    value = 0.0
    for weight, scale, mean, deviation in parts:
        z = position(scale, x, last, ceiling)[0]
        value += weight * norm.cdf((z - mean) / deviation)
    return value


def main():
    print("// Written by tools/references/forecaster.py; do not edit.\nenum ForecastVectors {")
    print("  /// Kind, dates, values, things in a unit, a ceiling, and for some horizons the 5, 50 and 95 % quantiles and the\n  /// probability of 1.25 times the last value.")
    print("  static let cases:\n    [(kind: String, times: [Double], values: [Double], items: Double?, ceiling: Double?, rows: [[Double]])] = [")
    for kind, t, y, items, *ceiling in CASES:
        ceiling = float(ceiling[0]) if ceiling else None
        t, y = [float(v) for v in t], [float(v) for v in y]
        print(f'    (\n      "{kind}", {t}, {y}, {"nil" if items is None else float(items)}, {ceiling or "nil"},\n      [')
        for h in (1, 3, 5):
            parts = law(kind, t, y, items, h, ceiling)
            c = correction(kind, t, y, parts, h, ceiling)
            solve = lambda p: c * brentq(lambda x: cdf(parts, y[-1], x, ceiling) - p, 1e-9 * y[-1], 1e4 * y[-1] if not ceiling else ceiling * (1 - 1e-12), xtol=1e-13, rtol=1e-14)
            row = [solve(p) for p in (0.05, 0.5, 0.95)] + [1 - cdf(parts, y[-1], 1.25 * y[-1] / c, ceiling)]
            print(f"        [{h}, " + ", ".join(f"{v:.12g}" for v in row) + "],")
        print("      ]\n    ),")
    print("  ]\n}")


if __name__ == "__main__":
    main()
