"""Reference values for LinearAlgebraTests, in exact rational or 50-digit arithmetic.

Run: python3 tools/references/linear_algebra.py   (Python 3.11, mpmath 1.3.0)
"""
from fractions import Fraction as F
import mpmath as mp

mp.mp.dps = 50


def solve(a, b):
    """Gauss elimination in rational arithmetic; b may have several columns."""
    n = len(a)
    rows = [list(a[i]) + list(b[i]) for i in range(n)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(n):
            if i != k and rows[i][k] != 0:
                f = rows[i][k] / rows[k][k]
                rows[i] = [p - f * q for p, q in zip(rows[i], rows[k])]
    return [[v / rows[i][i] for v in rows[i][n:]] for i in range(n)]


def regression(columns, y):
    """Exact least squares by normal equations, which in rational arithmetic lose nothing."""
    n, m = len(columns), len(y)
    gram = [[sum(p * q for p, q in zip(columns[i], columns[j])) for j in range(n)] for i in range(n)]
    rhs = [[sum(p * q for p, q in zip(columns[i], y))] + [F(int(i == j)) for j in range(n)]
           for i in range(n)]
    solution = solve(gram, rhs)
    b = [row[0] for row in solution]
    rss = sum((y[i] - sum(columns[j][i] * b[j] for j in range(n))) ** 2 for i in range(m))
    s2 = mp.mpf(rss.numerator) / rss.denominator / (m - n)
    errors = [mp.sqrt(s2 * mp.mpf(row[1 + j].numerator) / row[1 + j].denominator)
              for j, row in enumerate(solution)]
    return b, errors, rss


def show(name, values):
    print(name, [float(v) for v in values])


# The Hilbert matrix of order 6.
n = 6
hilbert = mp.matrix(n, n)
for i in range(n):
    for j in range(n):
        hilbert[i, j] = mp.mpf(float(1) / (i + j + 1))
show("hilbert cholesky diagonal", [mp.cholesky(hilbert)[i, i] for i in range(n)])

# A 5 by 3 matrix: singular values and least-squares solution.
a = [[F(v) for v in row] for row in
     [[1, 2, 3], [4, 5, 6], [7, 8, 10], [1, 0, -1], [2, -3, 1]]]
rhs = [F(v) for v in [1, -1, 2, 0.5, 3]]
b, errors, rss = regression([[row[j] for row in a] for j in range(3)], rhs)
show("5x3 solution", b)
show("5x3 standard errors", errors)
print("5x3 rss", float(rss))
for damping in ["1e-6", "1", "1e6"]:
    stacked = [[mp.sqrt(damping) * (i == j) for j in range(3)] for i in range(3)]
    stacked += [[row[j].numerator / mp.mpf(scale) for j, scale in enumerate(["2", "0.5", "4"])] for row in a]
    s = mp.svd_r(mp.matrix(stacked), compute_uv=False)
    show(f"5x3 damped by {damping}, condition", [max(s) / min(s)])
    gram = mp.matrix(stacked).T * mp.matrix(stacked)
    rest = mp.matrix(stacked).T * mp.matrix([0, 0, 0] + [-v.numerator / mp.mpf(v.denominator) for v in rhs])
    show(f"5x3 damped by {damping}, solution", mp.lu_solve(gram, rest))
