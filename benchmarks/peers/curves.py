"""W2: the data, the two curves, their self-start, and the check of fits. Import it after harness."""

import harness
import numpy as np

LONGEST = 30


def read(given):
    """Lists of times and values of every series."""
    name = given.workload.removeprefix("W2-")
    table = np.fromfile(given.data / f"w2_{name}.bin").reshape(-1, 1 + 2 * LONGEST)
    return [(row[1 : 1 + int(row[0])], row[1 + LONGEST : 1 + LONGEST + int(row[0])]) for row in table]


def logistic(t, ceiling, rate, midpoint):
    return ceiling / (1 + np.exp(-rate * (t - midpoint)))


def gompertz(t, ceiling, rate, midpoint):
    return ceiling * np.exp(-np.exp(-rate * (t - midpoint)))


def logistic_jacobian(t, ceiling, rate, midpoint):
    elapsed = t - midpoint
    e = np.exp(-rate * elapsed)
    share = 1 / (1 + e)
    slope = ceiling * share * share * e
    return np.stack((share, slope * elapsed, -slope * rate), 1)


def gompertz_jacobian(t, ceiling, rate, midpoint):
    elapsed = t - midpoint
    e = np.exp(-rate * elapsed)
    share = np.exp(-e)
    slope = ceiling * share * e
    return np.stack((share, slope * elapsed, -slope * rate), 1)


def self_start(name, t, y):
    """Regression of the transformed series on time, with the ceiling at 1.05 of the greatest value."""
    ceiling = 1.05 * y.max()
    x = np.clip(y / ceiling, 0.02, 0.98)
    z = np.log(x / (1 - x)) if name == "W2-logistic" else -np.log(-np.log(x))
    centred = t - t.mean()
    rate = max(centred @ z / (centred @ centred), 1e-3)
    return ceiling, rate, t.mean() - z.mean() / rate


def summary(parameters, ssr, covariance):
    """What the reference table holds of all fits together."""
    parameters, covariance = np.asarray(parameters), np.asarray(covariance)
    relative = np.sqrt(covariance[:, 0, 0]) / parameters[:, 0]
    return {
        "sum_ln_ssr": np.log(ssr).sum(),
        "sum_rate": parameters[:, 1].sum(),
        "median_relative_sd_ceiling": np.sort(relative)[len(relative) // 2],
    }
