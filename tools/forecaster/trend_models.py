"""Trend models with one source of error, run through a series, as choose.py weighs them (decision 0007).

Model of z on a scale where z = 0 at the last observation (log, or 2(sqrt(y/y_n) - 1)):
    z_t = l + b + e,  l <- l + b + alpha e,  b <- mu + phi (b - mu) + beta e,  e ~ N(0, sigma^2 dt)
and b ~ N(mu, tau^2) at the first observation, integrated out in closed form.

Columns of a table of models: alpha, beta, phi, sigma, tau, mu, lam (0 log, 0.5 square root).
"""

import numpy as np
from numba import njit


@njit(cache=True)
def run(t, z, alpha, beta, phi, mu, out):
    """One-step errors u + w b1 with variance v sigma^2 (rows of out); level and growth as lines in b1."""
    lu, lw, bu, bw = z[0], 0.0, 0.0, 1.0
    for i in range(1, len(t)):
        gap = t[i] - t[i - 1]
        steps = max(int(np.ceil(gap - 1e-9)), 1)
        d = gap / steps
        kept = phi**d
        for _ in range(steps):
            lu, lw = lu + bu * d, lw + bw * d
            bu, bw = mu + (bu - mu) * kept, bw * kept
        v = cl = cb = 0.0
        for r in range(steps):
            carried = beta * d * (1 - kept**r) / (1 - kept) if phi < 1 else beta * d * r
            seen = 1.0 if r == 0 else alpha + carried
            v += seen * seen * d
            cl += seen * (alpha + carried) * d
            cb += seen * beta * kept**r * d
        eu, ew = z[i] - lu, -lw
        out[i - 1, 0], out[i - 1, 1], out[i - 1, 2] = eu, ew, v
        lu, lw = lu + cl / v * eu, lw + cl / v * ew
        bu, bw = bu + cb / v * eu, bw + cb / v * ew
    return lu, lw, bu, bw


@njit(cache=True)
def predict(t, z, horizons, models, log_evidence, mean, variance):
    """Evidence of each model, and mean and variance of z some whole years after the last observation."""
    out = np.empty((len(t), 3))
    for k in range(models.shape[0]):
        alpha, beta, phi, sigma, tau, mu = models[k, :6]
        lu, lw, bu, bw = run(t, z, alpha, beta, phi, mu, out)
        s2 = sigma * sigma
        a, b = 1 / tau**2, mu / tau**2
        log = 0.5 * np.log(a) - 0.5 * mu * mu / tau**2
        for i in range(len(t) - 1):
            v = out[i, 2] * s2
            a += out[i, 1] ** 2 / v
            b -= out[i, 0] * out[i, 1] / v
            log -= 0.5 * (np.log(v) + out[i, 0] ** 2 / v)
        centre = b / a
        log_evidence[k] = log + 0.5 * b * b / a - 0.5 * np.log(a)
        for j in range(len(horizons)):
            h = int(round(horizons[j]))
            g = (1 - phi**h) / (1 - phi)
            slope = lw + bw * g
            squares = 0.0
            for r in range(h):
                c = 1.0 if r == 0 else alpha + beta * (1 - phi**r) / (1 - phi)
                squares += c * c
            mean[k, j] = lu + mu * (h - g) + bu * g + slope * centre
            variance[k, j] = s2 * squares + slope * slope / a


def forecast(t, y, horizons, models):
    """log evidence (comparable between scales), means and variances of z: arrays models x horizons."""
    t, y, horizons = (np.asarray(x, float) for x in (t, y, horizons))
    last = y[-1]
    evidence = np.full(len(models), -1e30)
    mean = np.zeros((len(models), len(horizons)))
    variance = np.ones_like(mean)
    for lam in np.unique(models[:, 6]):
        rows = np.where(models[:, 6] == lam)[0]
        if lam == 0 and (y <= 0).any():
            continue
        z = np.log(y / last) if lam == 0 else 2 * (np.sqrt(y / last) - 1)
        # The density is compared in logarithms of the value.
        jacobian = 0.0 if lam == 0 else 0.5 * np.log(np.maximum(y, 1e-3 * last) / last).sum()
        e, m, v = np.empty(len(rows)), np.empty((len(rows), len(horizons))), np.empty((len(rows), len(horizons)))
        predict(t, z, horizons, np.ascontiguousarray(models[rows, :6]), e, m, v)
        evidence[rows], mean[rows], variance[rows] = e + jacobian, m, v
    return evidence, mean, variance
