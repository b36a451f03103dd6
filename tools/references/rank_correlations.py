"""Reference rank correlations: scipy's ranks, Spearman correlation and Student law; partial
correlation from residuals of numpy's least squares; intervals after Bonett and Wright (2000).

    python tools/references/rank_correlations.py > Tests/SensitivityTests/RankCorrelation/RankReferences.swift

numpy 2.4.6, scipy 1.17.1. Data are Weyl sequences, frac((row + 1) sqrt(prime)); the third factor
takes six values, so that ranks are tied.
"""

import numpy as np
from scipy import stats

N = 120


def weyl(prime):
    x = (np.arange(N) + 1) * np.sqrt(float(prime))
    return x - np.floor(x)


X = np.column_stack([weyl(2), 0.7 * weyl(2) + weyl(3), np.floor(6 * weyl(5)), weyl(7)])
y = 3 * X[:, 0] ** 3 - X[:, 1] ** 2 + 0.1 * X[:, 2] + 0.3 * weyl(11)
R = np.column_stack([stats.rankdata(c) for c in X.T])
ry = stats.rankdata(y)
Z = (R - R.mean(0)) / R.std(0)
zy = (ry - ry.mean()) / ry.std()
beta, *_ = np.linalg.lstsq(Z, zy, rcond=None)
rest = ((zy - Z @ beta) ** 2).sum() / N
k = X.shape[1]


def residual(target, others):
    A = np.column_stack([np.ones(N), others])
    c, *_ = np.linalg.lstsq(A, target, rcond=None)
    return target - A @ c


print("// swift-format-ignore-file")
print("// Made by tools/references/rank_correlations.py: numpy 2.4.6, scipy 1.17.1.\n")
print("enum RankReferences {")
print("  /// Spearman r, its p; PRCC, t, p, lower, upper; SRRC and its standard error.")
print("  static let rows: [[Double]] = [")
for j in range(k):
    s = stats.spearmanr(X[:, j], y)
    others = np.delete(R, j, axis=1)
    r = np.corrcoef(residual(R[:, j], others), residual(ry, others))[0, 1]
    df = N - 2 - (k - 1)
    t = r * np.sqrt(df / (1 - r * r))
    reach = stats.norm.ppf(0.975) * np.sqrt((1 + r * r / 2) / (N - (k - 1) - 3))
    low, high = np.tanh(np.arctanh(r) + np.array([-reach, reach]))
    se = np.sqrt(rest / df * np.linalg.inv(Z.T @ Z / N)[j, j])
    row = [s.statistic, s.pvalue, r, t, 2 * stats.t.sf(abs(t), df), low, high, beta[j], se]
    print("    [" + ", ".join(f"{v:.12g}" for v in row) + "],")
print("  ]")
print(f"  static let rSquared = {1 - rest:.12g}")
print("}")
