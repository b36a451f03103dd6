#!/usr/bin/env python3
"""Second implementation of the default forecaster, written from its formulas with NumPy and SciPy.

Prints the vectors that Tests/GrowthModelsTests/Forecasting/ForecastVectors.swift holds:

    python3 tools/references/forecaster.py

With a CSV of competition series (columns sn, set = train or test, t, value) it prints sMAPE and MASE:

    python3 tools/references/forecaster.py score FILE

Written against Python 3.12, NumPy 2.4, SciPy 1.17.
"""

import csv
import sys

import numpy as np
from scipy.stats import t as student

C, MU0, NU0, S0, THETA = 4.0, 0.02, 4.0, 0.10, 0.4


def simple_smoothing(z):
    """Least-squares alpha and final level; the first level is projected out."""
    n = len(z)
    best = None
    for alpha in [0.02 * i for i in range(1, 50)] + [0.9999]:
        base, particular, errors, weights = 1.0, 0.0, [], []
        for value in z:
            errors.append(value - particular)
            weights.append(base)
            particular += alpha * (value - particular)
            base *= 1 - alpha
        errors, weights = np.array(errors), np.array(weights)
        first = errors @ weights / (weights @ weights)
        sse = ((errors - first * weights) ** 2).sum()
        if best is None or sse < best[0]:
            best = (sse, alpha, particular + base * first)
    return best[1], best[2]


def damped_holt(z):
    """Least-squares damped trend by grid, started on a line through the first five points."""
    t = np.arange(1, 6)
    slope, intercept = np.polyfit(t, z[:5], 1)
    best = None
    for alpha in [0.1 * i for i in range(1, 10)]:
        for beta in [0.05 + 0.1 * i for i in range(5)]:
            for phi in (0.8, 0.85, 0.9, 0.95, 0.98):
                level, trend, sse = intercept, slope, 0.0
                for value in z:
                    predicted = level + phi * trend
                    error = value - predicted
                    sse += error * error
                    level = predicted + alpha * error
                    trend = phi * trend + GAIN(alpha, beta) * error
                if best is None or sse < best[0]:
                    best = (sse, alpha, beta, phi, level, trend)
    return best[3], best[4], best[5]


def GAIN(alpha, beta):
    return alpha * beta


class Forecast:
    def __init__(self, times, values, mu0=MU0, ceiling=None, lines=True):
        t, y = np.array(times, float), np.array(values, float)
        self.y, self.ceiling = y[-1], ceiling
        if ceiling:
            self.c = np.sqrt((ceiling - y[-1]) / y[-1])
            self.phi = 2 * np.arcsin(np.sqrt(y[-1] / ceiling))
            z = self.c * (2 * np.arcsin(np.sqrt(y / ceiling)) - self.phi)
        elif (y <= 0).any():
            self.unit = np.abs(y).mean() or 1.0
            self.floor = (y >= 0).all()
            z, mu0 = (y - y[-1]) / self.unit, 0.0
        else:
            z = 2 * (np.sqrt(y / y[-1]) - 1)
        n = len(y)
        if n == 1:
            self.b, self.s2, self.df, span = mu0, S0**2, NU0, 1.0
        else:
            span = t[-1] - t[0]
            self.slope = np.polyfit(t - t.mean(), z, 1)[0]
            w = span / (span + C)
            self.b = w * self.slope + (1 - w) * mu0
            gaps = np.diff(t)
            e = np.diff(z) - self.b * gaps
            self.df = NU0 + n - 1
            self.s2 = (NU0 * S0**2 + (e**2 / gaps).sum()) / self.df
        self.m = max(span, 1.0)
        self.lines = None
        if lines and n >= 6 and np.ptp(np.diff(t)) <= 0.2 * np.median(np.diff(t)):
            self.step = span / (n - 1)
            self.lines = simple_smoothing(z), damped_holt(z), n
        self.additive = ceiling is None and (y <= 0).any()

    def centre_at_step(self, k):
        a = self.b * k * self.step
        (alpha, level), (phi, last, trend), n = self.lines
        theta = level + 0.5 * self.slope * self.step * ((k - 1) + (1 - (1 - alpha) ** n) / alpha)
        holt = last + trend * sum(phi**j for j in range(1, k + 1))
        return float(np.median([a, theta, holt]))

    def centre(self, h):
        if self.lines is None:
            return self.b * h
        k = h / self.step
        low = int(np.floor(k + 1e-9))
        f = max(0.0, k - low)
        below = self.centre_at_step(low) if low else 0.0
        return below if f < 1e-9 else (1 - f) * below + f * self.centre_at_step(low + 1)

    def sd(self, h):
        def a(tau):
            return -2 * THETA + (1 + 2 * (self.m - 1) * THETA / self.m + THETA**2) * (
                tau + tau * tau / self.m
            )

        return np.sqrt(self.s2 * (a(h) if h >= 1 else h * a(1.0)) / (1 + THETA**2))

    def to_value(self, z):
        if self.ceiling:
            return self.ceiling * np.sin(np.clip(self.phi + z / self.c, 0, np.pi) / 2) ** 2
        if self.additive:
            y = self.y + self.unit * z
            return max(0.0, y) if self.floor else y
        return self.y * max(0.0, 1 + z / 2) ** 2

    def to_z(self, y):
        if self.ceiling:
            return self.c * (2 * np.arcsin(np.sqrt(y / self.ceiling)) - self.phi)
        if self.additive:
            return (y - self.y) / self.unit
        return 2 * (np.sqrt(y / self.y) - 1)

    def quantile(self, q, h):
        return self.to_value(self.centre(h) + self.sd(h) * student.ppf(q, self.df))

    def probability(self, x, h):
        if self.ceiling and x > self.ceiling:
            return 0.0
        return student.sf((self.to_z(x) - self.centre(h)) / self.sd(h), self.df)

    def mean(self, h, count=400001):
        x = np.linspace(-16, 16, count)  # t = sinh x
        tt = np.sinh(x)
        weight = student.pdf(tt, self.df) * np.cosh(x) * (x[1] - x[0])
        values = np.vectorize(self.to_value)(self.centre(h) + self.sd(h) * tt)
        return float((values * weight).sum())


SERIES = {
    "luohu": ([2015, 2020], [120, 405]),
    "luohu six": ([2015, 2016, 2017, 2018, 2019, 2020], [120, 160, 213, 270, 335, 405]),
    "one": ([2020], [130]),
    "gaps": ([2010, 2013, 2014, 2018, 2020], [31.0, 55.5, 52.0, 140.0, 163.0]),
    "wobble": (
        list(range(2008, 2021)),
        [52, 61, 58, 66, 81, 79, 90, 104, 99, 121, 118, 131, 126],
    ),
    "fall": (list(range(2011, 2020)), [940, 905, 880, 910, 822, 790, 745, 760, 700]),
    "losses": (list(range(2013, 2021)), [-12.0, -3.5, 0.0, 4.0, 11.0, 9.5, 16.0, 21.0]),
    "zeros": ([2016, 2017, 2018, 2019, 2020], [0, 0, 3, 10, 40]),
    "quarters": ([2018 + i / 4 for i in range(12)], [10, 11, 11.5, 13, 12.8, 14, 15.5, 15, 17, 18.2, 18, 20]),
}


def vectors():
    cases = [
        ("luohu", None, 0.02, [1, 5]),
        ("luohu", None, 0.0, [5]),
        ("luohu", 1200.0, 0.02, [1, 5]),
        ("luohu six", None, 0.02, [0.5, 1, 2.5, 5, 10]),
        ("one", None, 0.02, [0.25, 1, 3]),
        ("gaps", None, 0.02, [1, 4]),
        ("gaps", 400.0, 0.02, [1, 4]),
        ("wobble", None, 0.02, [0.5, 1, 2, 6]),
        ("wobble", 250.0, 0.02, [1, 6]),
        ("fall", None, 0.02, [1, 6, 15]),
        ("losses", None, 0.02, [1, 5]),
        ("zeros", None, 0.02, [1, 5]),
        ("quarters", None, 0.02, [0.25, 0.5, 1, 2]),
    ]
    for name, ceiling, mu0, horizons in cases:
        times, values = SERIES[name]
        f = Forecast(times, values, mu0=mu0, ceiling=ceiling)
        for h in horizons:
            x = 1.3 * values[-1]
            row = [f.centre(h), f.sd(h), f.df, f.quantile(0.1, h), f.quantile(0.5, h),
                   f.quantile(0.9, h), f.probability(x, h), f.mean(h)]
            cells = ", ".join(f"{float(v):.12g}" for v in row)
            print(f'  ForecastVector("{name}", {ceiling or "nil"}, {mu0}, {h}, [{cells}]),')


def score(path, horizon=6):
    rows = {}
    with open(path) as file:
        for r in csv.DictReader(file):
            rows.setdefault(r["sn"], {"train": [], "test": []})[r["set"]].append(
                float(r["value"]))
    smape, mase, covered = [], [], []
    for r in rows.values():
        y, test = np.array(r["train"]), np.array(r["test"][:horizon])
        f = Forecast(np.arange(len(y)), y)
        forecast = np.array([f.quantile(0.5, h) for h in range(1, len(test) + 1)])
        smape.append(np.mean(200 * abs(test - forecast) / (abs(test) + abs(forecast))))
        mase.append(np.mean(abs(test - forecast)) / np.mean(abs(np.diff(y))))
        covered.append([f.quantile(0.025, h) <= v <= f.quantile(0.975, h)
                        for h, v in enumerate(test, 1)])
    print(len(rows), "series: sMAPE", np.mean(smape), "MASE", np.mean(mase), "cover95",
          np.mean([c for cs in covered for c in cs]))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "score":
        score(sys.argv[2])
    else:
        vectors()
