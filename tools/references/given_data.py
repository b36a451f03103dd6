"""Reference values of given-data indices.

    python tools/references/given_data.py

numpy 2.4.6, scipy 1.17.1, SALib 1.6.0. Data are Weyl sequences, frac((row + 1) sqrt(prime)).
Printed: delta of normal pairs and of the Ishigami function by integration, what SALib estimates on
the same samples, and the comparison of hits and misses by scipy. The values stand in
Tests/SensitivityTests/GivenData.
"""

import warnings

import numpy as np
from scipy import integrate, stats

warnings.filterwarnings("ignore")


def weyl(n, prime):
    x = (np.arange(n) + 1) * np.sqrt(float(prime))
    return x - np.floor(x)


def normal_delta(rho):
    """E over x of the total variation between N(rho x, 1 - rho^2) and N(0, 1), crossings solved."""
    s = np.sqrt(1 - rho * rho)

    def distance(x):
        m = rho * x
        a, b, c = 1 - s * s, -2 * m, m * m + 2 * s * s * np.log(s)
        root = np.sqrt(b * b - 4 * a * c)
        low, high = (-b - root) / (2 * a), (-b + root) / (2 * a)
        inside = lambda law: law.cdf(high) - law.cdf(low)
        return abs(inside(stats.norm(m, s)) - inside(stats.norm()))

    value, _ = integrate.quad(lambda x: distance(x) * stats.norm.pdf(x), -9, 9, epsabs=1e-11)
    return value


def ishigami_delta(cells=1000, grid=1500, classes=160):
    """Each conditional law by the exact law of one factor's term, averaged over a grid of another.

    7 sin(b)^2 has the distribution function 2/pi asin(sqrt(t/7)), k sin(a) has 1/2 + asin(t/k)/pi.
    """
    mid = lambda n: (np.arange(n) + 0.5) / n * 2 * np.pi - np.pi
    edges = np.linspace(-12, 19, cells + 1)
    square = lambda t: 2 / np.pi * np.arcsin(np.sqrt(np.clip(t / 7, 0, 1)))
    sine = lambda t, k: 0.5 + np.arcsin(np.clip(t / k, -1, 1)) / np.pi
    k = 1 + 0.1 * mid(grid)[:, None] ** 4
    laws = [
        [square(edges - np.sin(x) * k).mean(axis=0) for x in mid(classes)],
        [sine(edges - 7 * np.sin(x) ** 2, k).mean(axis=0) for x in mid(classes)],
        [square(edges - np.sin(mid(grid))[:, None] * (1 + 0.1 * x**4)).mean(axis=0) for x in mid(classes)],
    ]
    deltas = []
    for law in laws:
        shares = np.diff(np.array(law), axis=1)
        deltas.append(0.5 * np.abs(shares - shares.mean(axis=0)).sum(axis=1).mean())
    return deltas


def salib(x, y, resamples=10):
    """SALib's bias-reduced delta of the sample as it is (equation 30 of Plischke et al.)."""
    from SALib.analyze import delta

    np.random.seed(1)
    n = len(y)
    exponent = 2 / (7 + np.tanh((1500 - n) / 500))
    edges = np.linspace(0, n, int(np.round(min(np.ceil(n**exponent), 48))) + 1)
    grid = np.linspace(y.min(), y.max(), 100)
    value, reach, _ = delta.bias_reduced_delta(
        y, grid, x, edges, resamples, 0.95, n, "raw", None, "x", 10
    )
    return "%.4f +- %.4f" % (value, reach)


if __name__ == "__main__":
    for rho in (0.1, 0.3, 0.6, 0.9):
        n = 2000
        x, e = stats.norm.ppf(weyl(n, 2)), stats.norm.ppf(weyl(n, 3))
        y = rho * x + np.sqrt(1 - rho**2) * e
        print(f"normal rho {rho}: delta {normal_delta(rho):.9f}; SALib {salib(x, y)}", flush=True)
    print("Ishigami delta", ["%.4f" % d for d in ishigami_delta()], flush=True)
    n = 2000
    X = [weyl(n, p) * 2 * np.pi - np.pi for p in (2, 3, 5)]
    y = np.sin(X[0]) + 7 * np.sin(X[1]) ** 2 + 0.1 * X[2] ** 4 * np.sin(X[0])
    print("Ishigami SALib", [salib(x, y) for x in X], flush=True)
    # Hits and misses: a continuous factor and one with ties.
    n = 500
    chance = 0.2 + 0.5 * weyl(n, 2)
    hit = weyl(n, 5) < chance
    for name, x in (("continuous", weyl(n, 2)), ("tied", np.floor(5 * weyl(n, 2)))):
        d = stats.ks_2samp(x[hit], x[~hit]).statistic
        m, k = hit.sum(), (~hit).sum()
        u = stats.mannwhitneyu(x[hit], x[~hit]).statistic / (m * k)
        below = np.array([((x[~hit] < v).mean() + (x[~hit] == v).mean() / 2) for v in x[hit]])
        above = np.array([((x[hit] > v).mean() + (x[hit] == v).mean() / 2) for v in x[~hit]])
        se = np.sqrt(below.var(ddof=1) / m + above.var(ddof=1) / k)
        root = np.sqrt(m * k / n)
        p = stats.kstwobign.sf((root + 0.12 + 0.11 / root) * d)
        print(f"{name}: distance {d:.15g}, p {p:.12g}, area {u:.15g}, error {se:.15g}")
