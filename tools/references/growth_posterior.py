#!/usr/bin/env python3
"""Posteriors of growth curves by quadrature, written from the model with NumPy and SciPy.

Prints the table that Tests/GrowthPosteriorsTests/PosteriorTruths.swift holds:

    python3 tools/references/growth_posterior.py

The likelihood is the joint normal density of the logarithms with covariance sigma^2 min(|s|, |t|)
counted backwards from the last observation, plus the variances of errors; a lower bound is the
conditional normal tail. The grids are tensor products in growth, logit share or log ceiling, and
log volatility, over a box that is narrowed once to where the marginals are.

Written against Python 3.12, NumPy 2.4, SciPy 1.17.
"""

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.special import log_ndtr, ndtr

HALF_LOG_2PI = 0.5 * np.log(2 * np.pi)


def log_f(family, tau, g, z):
    """log(f(t + tau) / L)."""
    if family == "exponential":
        return g * tau
    if family == "linear":
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(1 + g * tau > 0, np.log(np.maximum(1 + g * tau, 1e-300)), -np.inf)
    if family == "gompertz":
        k = -np.log(z)
        with np.errstate(over="ignore"):
            return -k * np.expm1(-g / k * tau)
    # y = K / (1 + (1/z - 1) exp(-r tau))
    r = g / (1 - z)
    return -np.log(z) - np.logaddexp(0, np.log(1 / z - 1) - r * tau)


class Problem:
    def __init__(self, name, family, points, ceiling=None, target=None, positive=False):
        self.name, self.family, self.points = name, family, points
        self.ceiling, self.target = ceiling, target

    def log_posterior(self, g, c, s):
        """On open grids g, c, s (three axes); c is logit share or the ceiling's coordinate."""
        t = np.array([p[0] for p in self.points], float)
        t -= t[-1]
        level = self.points[-1][1]
        exact = max(p[1] for p in self.points if len(p) == 2)
        sigma = np.exp(s)
        total = -5 * s - 0.02 / sigma**2 + s
        z = None
        if self.family not in ("exponential", "linear"):
            if self.ceiling is None:
                top = level / exact
                p = 1 / (1 + np.exp(-c))
                z = top * p
                total = total + 0.5 * np.log1p(-z) + np.log(p) + np.log1p(-p)
            else:
                kind, a, b = self.ceiling
                if kind == "lognormal":
                    k = exact + np.exp(c)
                    total = total - 0.5 * ((np.log(k) - np.log(a)) / b) ** 2 - np.log(k) + c
                elif kind == "uniform":
                    lo = max(a, exact)
                    p = 1 / (1 + np.exp(-c))
                    k = lo + (b - lo) * p
                    total = total + np.log(p) + np.log1p(-p)
                elif kind == "normal":
                    k = exact + np.exp(c)
                    total = total - 0.5 * ((k - a) / b) ** 2 + c
                elif kind == "known":
                    k = np.full_like(c, a)
                z = level / k
        else:
            total = total - 0.5 * c**2
        # Of a fall below a ceiling it is the growth of the odds that is judged.
        judged = g if z is None else np.where(g < 0, g / (1 - z), g)
        total = total - 0.5 * ((judged - 0.03) / 0.10) ** 2
        self.z = z
        h = [log_f(self.family, ti, g, z) + np.log(level) for ti in t]
        values = [i for i, p in enumerate(self.points[:-1]) if not (len(p) == 3 and p[2] == "least")]
        bounds = [i for i, p in enumerate(self.points[:-1]) if len(p) == 3 and p[2] == "least"]
        assert len(bounds) <= 1
        out = np.array(np.broadcast_to(total, np.broadcast_shapes(g.shape, c.shape, s.shape)))
        for j in range(s.size):
            v = sigma.ravel()[j] ** 2
            lanes = (slice(None), slice(None), j)
            if values:
                cov = v * np.minimum.outer(np.abs(t[values]), np.abs(t[values]))
                for a_, i in enumerate(values):
                    p = self.points[i]
                    if len(p) == 3:
                        cov[a_, a_] += (p[2] / p[1]) ** 2
                chol = np.linalg.cholesky(cov)
                res = [np.log(self.points[i][1]) - h[i] for i in values]
                res = np.stack([np.broadcast_to(r, out.shape[:2] + (1,))[..., 0] for r in res])
                with np.errstate(invalid="ignore"):
                    white = np.tensordot(np.linalg.inv(chol), res, axes=(1, 0))
                    q = (white**2).sum(0)
                q = np.where(np.isfinite(q), q, np.inf)
                out[lanes] += -0.5 * q - np.log(np.diag(chol)).sum()
            for i in bounds:
                mean = h[i][..., 0]
                var = v * abs(t[i])
                if values:
                    cross = v * np.minimum(np.abs(t[i]), np.abs(t[values]))
                    solved = np.linalg.solve(cov, cross)
                    mean = mean + np.tensordot(solved, res, axes=(0, 0))
                    var -= cross @ solved
                out[lanes] += log_ndtr((mean - np.log(self.points[i][1])) / np.sqrt(var))
        return np.where(np.isnan(out), -np.inf, out)

    def grid(self, box, n):
        axes = [np.linspace(lo, hi, n) for lo, hi in box]
        g, c, s = axes[0][:, None, None], axes[1][None, :, None], axes[2][None, None, :]
        lp = self.log_posterior(g, c, s)
        w = np.exp(lp - lp.max())
        return axes, w / w.sum()

    def solve(self):
        box = [(-1.2, 1.5), (-16, 16), (-5.5, 2.0)]
        if self.ceiling is not None and self.ceiling[0] in ("lognormal", "normal"):
            exact = max(p[1] for p in self.points if len(p) == 2)
            box[1] = (np.log(exact) - 14, np.log(exact) + 7)
        for n in (91, 91, 121):
            axes, w = self.grid(box, n)
            for k in range(3):
                m = w.sum(axis=tuple(i for i in range(3) if i != k))
                keep = np.nonzero(m > m.max() * 1e-8)[0]
                step = axes[k][1] - axes[k][0]
                box[k] = (axes[k][keep[0]] - 2 * step, axes[k][keep[-1]] + 2 * step)
        n = 151
        axes, w = self.grid(box, n)
        g = axes[0]
        mg = w.sum(axis=(1, 2))
        row = [mean_sd(g, mg), quantiles(g, mg)]
        sg = np.exp(axes[2])
        ms = w.sum(axis=(0, 1))
        row += [mean_sd(sg, ms), quantiles(sg, ms)]
        if self.z is not None and self.ceiling != "known":
            z = np.broadcast_to(self.z, (1, n, 1))[0, :, 0]
            mz = w.sum(axis=(0, 2))
            order = np.argsort(z)
            row += [mean_sd(z, mz), quantiles(z[order], mz[order])]
        else:
            row += [(0, 0), (0, 0, 0)]
        G, S = g[:, None, None], np.exp(axes[2])[None, None, :]
        with np.errstate(invalid="ignore", divide="ignore"):
            centre = np.log(self.points[-1][1]) + log_f(self.family, 5.0, G, self.z)
        p = ndtr((centre - np.log(self.target)) / (S * np.sqrt(5)))
        hit = float((w * np.broadcast_to(p, w.shape)).sum())
        return row, hit


def mean_sd(x, m):
    mean = (x * m).sum()
    return mean, np.sqrt(((x - mean) ** 2 * m).sum())


def quantiles(x, m):
    cdf = np.cumsum(m) - m / 2
    keep = np.concatenate([[True], np.diff(cdf) > 1e-14])
    f = PchipInterpolator(cdf[keep], x[keep])
    return tuple(float(f(p)) for p in (0.05, 0.5, 0.95))


LUOHU = [(2015, 120), (2020, 405)]
LONG = list(zip(range(2015, 2023), [120, 150, 190, 240, 280, 330, 380, 405]))
EXPO = list(zip(range(2016, 2022), [100, 131, 168, 221, 290, 378]))
FULL = list(zip(range(2014, 2022), [300, 420, 510, 560, 585, 592, 598, 601]))
NEAR = list(zip(range(2019, 2024), [75, 80, 85, 90, 95]))
FALL = list(zip(range(2017, 2023), [500, 430, 410, 350, 300, 270]))
PROBLEMS = [
    Problem("two points, exponential", "exponential", LUOHU, target=800),
    Problem("two points, logistic", "logistic", LUOHU, target=800),
    Problem("two points, lognormal ceiling", "logistic", LUOHU, ("lognormal", 1100, 0.35), 800),
    Problem("two points, uniform ceiling", "logistic", LUOHU, ("uniform", 450, 1500), 800),
    Problem("two points, Gompertz", "gompertz", LUOHU, ("lognormal", 1100, 0.35), 800),
    Problem("ceiling law mostly below the data", "logistic", LUOHU, ("lognormal", 300, 0.4), 500),
    Problem("eight points", "logistic", LONG, target=500),
    Problem("eight points, Gompertz", "gompertz", LONG, target=500),
    Problem("eight points, wide ceiling", "logistic", LONG, ("lognormal", 900, 1.0), 500),
    Problem("eight points, normal ceiling", "gompertz", LONG, ("normal", 700, 150), 500),
    Problem("exponential data", "exponential", EXPO, target=1000),
    Problem("exponential data, wide ceiling", "logistic", EXPO, ("lognormal", 3000, 1.5), 1000),
    Problem("exponential data, share prior", "logistic", EXPO, target=1000),
    Problem("exponential data, line", "linear", EXPO, target=600),
    Problem("saturated", "logistic", FULL, target=620),
    Problem("saturated, lognormal ceiling", "logistic", FULL, ("lognormal", 700, 0.2), 620),
    Problem("saturated, uniform ceiling, Gompertz", "gompertz", FULL, ("uniform", 500, 800), 620),
    Problem("near its ceiling", "logistic", NEAR, ("normal", 100, 1.5), 80),
    Problem("near its ceiling, Gompertz", "gompertz", NEAR, ("normal", 100, 1.5), 80),
    Problem("falling", "exponential", FALL, target=200),
    Problem("falling line", "linear", FALL, target=200),
    Problem("three points", "logistic", LONG[::3], ("lognormal", 900, 0.5), 500),
    Problem("uneven dates", "logistic", [(2012, 60), (2018.25, 240), (2019, 280), (2022.5, 405)],
            ("lognormal", 900, 0.5), 500),
    Problem("values with errors", "logistic",
            [(2015, 120, 25.0), (2017, 190, 20.0), (2018, 240), (2020, 330, 40.0), (2022, 405)],
            ("lognormal", 900, 0.5), 500),
    Problem("a bound between", "logistic", [(2015, 120), (2018, 250, "least"), (2020, 330), (2022, 405)],
            ("lognormal", 900, 0.5), 500),
    Problem("a bound first, errors", "exponential",
            [(2015, 180, "least"), (2017, 190, 20.0), (2020, 330, 30.0), (2022, 405)], target=500),
]


def main():
    for problem in PROBLEMS:
        row, hit = problem.solve()
        numbers = [x for part in row for x in part] + [hit]
        print(f"    // {problem.name}")
        text = ", ".join(f"{x:.6g}" for x in numbers)
        print(f"    [{text}],")


if __name__ == "__main__":
    main()
