"""Reference values of sensitivity estimators (made with SciPy 1.17.1, NumPy 2.4.6).

    python3 sensitivity_indices.py

First-order and total indices of a small table of outcomes by SciPy's estimator, their
errors over four replicates by leaving each out, and statistics of elementary effects with NumPy.
"""
import numpy as np
import scipy
from scipy.stats import t
from scipy.stats._sensitivity_analysis import saltelli_2010

print("scipy", scipy.__version__, "numpy", np.__version__)
# Outcomes in tenths, so that the decimals are short: row i, matrix j.
a = np.array([31, -12, 45, 7, 18, -33, 26, 52, -8, 14, 39, -21]) / 10
b = np.array([5, 28, -17, 41, -26, 13, 34, -9, 47, 22, -38, 16]) / 10
h = np.array([
    [24, 3, 21, 20, -6, -11, 31, 30, 17, 19, 8, -2],
    [15, 9, 12, 28, 4, -20, 29, 27, 6, 11, 20, -13],
]) / 10


def indices(rows):
    # The estimator behind scipy.stats.sobol_indices, which itself wants a power of two of rows.
    centre = np.concatenate([a[rows], b[rows]]).mean()
    first, total = saltelli_2010(
        a[None, rows] - centre, b[None, rows] - centre, h[:, None, :][:, :, rows] - centre)
    return np.concatenate([np.ravel(first), np.ravel(total)])


everything = np.arange(12)
whole = indices(everything)
print("indices", list(whole))
without = np.array([indices(everything[everything % 4 != g]) for g in range(4)])
error = np.sqrt(3 / 4 * ((without - without.mean(0)) ** 2).sum(0))
print("errors over 4 replicates", list(error))
print("half widths", list(t.ppf(0.975, 3) * error))
both = np.concatenate([a, b])
print("mean", both.mean(), "variance", both.var())
kept = everything[everything != 5]
print("without row 5", list(indices(kept)))

x = np.array([1.5, -0.5, 2.0, 3.5, -1.0, 0.25, 2.75, 1.25])
n = len(x)
print("mean", x.mean(), "half", t.ppf(0.975, n - 1) * x.std(ddof=1) / n**0.5)
print("mean size", abs(x).mean(), "half", t.ppf(0.975, n - 1) * abs(x).std(ddof=1) / n**0.5)
theta = np.log(x.var(ddof=1))
pseudo = n * theta - (n - 1) * np.array([np.log(np.delete(x, i).var(ddof=1)) for i in range(n)])
se = pseudo.std(ddof=1) / n**0.5
factor = np.exp(t.ppf(0.975, n - 1) * se / 2)
s = x.std(ddof=1)
print("deviation", s, "error", s / 2 * se, "interval", s / factor, s * factor)
