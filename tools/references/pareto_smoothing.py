#!/usr/bin/env python3
"""Generalized Pareto fits by Zhang and Stephens (2009) and Pareto-smoothed weights, with NumPy.

Prints the numbers in Tests/SamplingTests/ParetoSmoothingTests.swift:

    python3 tools/references/pareto_smoothing.py
"""

import numpy as np


def fit(x):
    """k and sigma, k drawn towards 1/2 by ten observations (Vehtari et al. 2024)."""
    n = len(x)
    m = 30 + int(np.sqrt(n))
    b = 1 - np.sqrt(m / (np.arange(1, m + 1) - 0.5))
    b = b / (3 * x[int(n / 4 + 0.5) - 1]) + 1 / x[-1]
    k = np.log1p(-b[:, None] * x).mean(axis=1)
    like = n * (np.log(-b / k) - k - 1)
    weight = 1 / np.exp(like[None, :] - like[:, None]).sum(axis=1)
    mean = (weight * b).sum()
    k = np.log1p(-mean * x).mean()
    return (n * k + 5) / (n + 10), -k / mean


def smooth(log_weights):
    n = len(log_weights)
    w = np.exp(log_weights - log_weights.max())
    m = min(n // 5, int(np.ceil(3 * np.sqrt(n))))
    order = np.argsort(w, kind="stable")[-m - 1:]
    cut = w[order[0]]
    k, sigma = fit(w[order[1:]] - cut)
    p = (np.arange(m) + 0.5) / m
    w[order[1:]] = np.minimum(1, cut + sigma * np.expm1(-k * np.log1p(-p)) / k)
    w /= w.sum()
    return k, 1 / (w**2).sum(), w.max()


if __name__ == "__main__":
    u = (np.arange(200) + 0.5) / 200
    for shape in (-0.3, 0.2, 0.7, 1.5):
        x = np.expm1(-shape * np.log1p(-u)) / shape
        print("fit", shape, *(f"{v:.12g}" for v in fit(x)))
    v = (np.arange(2000) * 0.618033988749895) % 1
    v = (v * 2000 + 0.5) / 2001
    for shape in (0.1, 0.5, 0.9):
        print("smooth", shape, *(f"{x:.12g}" for x in smooth(-shape * np.log1p(-v))))
