"""W2 in Numba: Levenberg-Marquardt on the normal equations, one series after another, residuals, gradient and J'J in one pass."""

import harness

given = harness.options()

import curves
import numba
import numpy as np
from numba import njit, prange

numba.set_num_threads(given.workers)
LOGISTIC = given.workload == "W2-logistic"


@njit(fastmath=True)
def self_start(t, y):
    n = len(t)
    ceiling = 1.05 * y.max()
    sum_t, sum_z, sum_tt, sum_tz = 0.0, 0.0, 0.0, 0.0
    for k in range(n):
        x = min(max(y[k] / ceiling, 0.02), 0.98)
        z = np.log(x / (1 - x)) if LOGISTIC else -np.log(-np.log(x))
        sum_t += t[k]
        sum_z += z
        sum_tt += t[k] * t[k]
        sum_tz += t[k] * z
    rate = max((sum_tz - sum_t * sum_z / n) / (sum_tt - sum_t * sum_t / n), 1e-3)
    return ceiling, rate, (sum_t - sum_z / rate) / n


@njit(fastmath=True)
def sums(t, y, ceiling, rate, midpoint):
    """J'J (upper triangle), J'residual, sum of squares."""
    a00, a01, a02, a11, a12, a22 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    g0, g1, g2, ssr = 0.0, 0.0, 0.0, 0.0
    for k in range(len(t)):
        elapsed = t[k] - midpoint
        e = np.exp(-rate * elapsed)
        share = 1 / (1 + e) if LOGISTIC else np.exp(-e)
        slope = ceiling * share * e * share if LOGISTIC else ceiling * share * e
        by_rate, by_midpoint = slope * elapsed, -slope * rate
        residual = y[k] - ceiling * share
        a00 += share * share
        a01 += share * by_rate
        a02 += share * by_midpoint
        a11 += by_rate * by_rate
        a12 += by_rate * by_midpoint
        a22 += by_midpoint * by_midpoint
        g0 += share * residual
        g1 += by_rate * residual
        g2 += by_midpoint * residual
        ssr += residual * residual
    return a00, a01, a02, a11, a12, a22, g0, g1, g2, ssr


@njit(fastmath=True)
def fit(t, y, parameters, covariance):
    ceiling, rate, midpoint = self_start(t, y)
    now = sums(t, y, ceiling, rate, midpoint)
    damping = 1e-3
    for _ in range(100):
        a00, a01, a02, a11, a12, a22, g0, g1, g2, ssr = now
        d0 = a00 * (1 + damping)
        l1, l2 = a01 / d0, a02 / d0
        d1, u = a11 * (1 + damping) - l1 * a01, a12 - l1 * a02
        l3 = u / d1
        d2 = a22 * (1 + damping) - l2 * a02 - l3 * u
        y1 = g1 - l1 * g0
        step2 = (g2 - l2 * g0 - l3 * y1) / d2
        step1 = y1 / d1 - l3 * step2
        step0 = g0 / d0 - l1 * step1 - l2 * step2
        tried = sums(t, y, ceiling + step0, rate + step1, midpoint + step2)
        if tried[9] <= ssr:
            ceiling, rate, midpoint, now = ceiling + step0, rate + step1, midpoint + step2, tried
            damping = max(damping * 0.1, 1e-12)
            if ssr - now[9] < 1e-10 * ssr:
                break
        else:
            damping *= 10
            if damping > 1e12:
                break
    a00, a01, a02, a11, a12, a22, g0, g1, g2, ssr = now
    c00, c01, c02 = a11 * a22 - a12 * a12, a02 * a12 - a01 * a22, a01 * a12 - a02 * a11
    scale = ssr / (len(t) - 3) / (a00 * c00 + a01 * c01 + a02 * c02)
    parameters[0], parameters[1], parameters[2] = ceiling, rate, midpoint
    covariance[0, 0] = c00 * scale
    covariance[0, 1] = covariance[1, 0] = c01 * scale
    covariance[0, 2] = covariance[2, 0] = c02 * scale
    covariance[1, 1] = (a00 * a22 - a02 * a02) * scale
    covariance[1, 2] = covariance[2, 1] = (a01 * a02 - a00 * a12) * scale
    covariance[2, 2] = (a00 * a11 - a01 * a01) * scale
    return ssr


@njit(parallel=True)
def fit_all(times, values, starts, parameters, ssr, covariances):
    for k in prange(len(ssr)):
        points = slice(starts[k], starts[k + 1])
        ssr[k] = fit(times[points], values[points], parameters[k], covariances[k])


series = curves.read(given)
times, values = (np.concatenate(columns) for columns in zip(*series))
starts = np.cumsum([0] + [len(t) for t, _ in series])
COUNT = len(series)


def run(seed):
    parameters, ssr, covariances = np.empty((COUNT, 3)), np.empty(COUNT), np.empty((COUNT, 3, 3))
    fit_all(times, values, starts, parameters, ssr, covariances)
    return parameters, ssr, covariances


harness.measure(given.workload, "Numba", "f64", given, run, COUNT, COUNT, "fit", summary=curves.summary)
