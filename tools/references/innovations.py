"""Rational functions behind Formulas/Innovation: the normal quantile to nine digits.

Python 3, NumPy, SciPy. Prints the coefficients, lowest power first, and the largest relative error on the grid of the
fit. A fit is a least-squares fit of p - f q, divided by the last q (Sanathanan and Koerner 1963), with weights that grow
where the error is large (Lawson 1961).
"""
import numpy as np
from numpy.polynomial import chebyshev, polynomial
from scipy.special import ndtri


def fit(f, x, n, m, rounds=400):
    """p of degree n over q of degree m with a small largest relative error, in powers of x; q(0) = 1."""
    a, b = x.min(), x.max()
    basis = chebyshev.chebvander((2 * x - a - b) / (b - a), max(n, m))
    weight, q, best = np.ones_like(x), np.ones_like(x), (np.inf, None)
    for _ in range(rounds):
        scale = np.sqrt(weight) / f / q
        matrix = np.hstack([basis[:, :n + 1] * scale[:, None], -(f * scale)[:, None] * basis[:, 1:m + 1]])
        c = np.linalg.lstsq(matrix, f * scale, rcond=None)[0]
        p, q = basis[:, :n + 1] @ c[:n + 1], 1 + basis[:, 1:m + 1] @ c[n + 1:]
        error = np.abs(1 - p / q / f)
        if error.max() < best[0]:
            best = error.max(), c
        weight = weight * (error / error.max() + 1e-3)
        weight /= weight.sum()

    def powers(c):
        line, total = np.array([-(a + b) / (b - a), 2 / (b - a)]), np.zeros(1)
        for i, k in enumerate(chebyshev.cheb2poly(c)):
            total = polynomial.polyadd(total, k * polynomial.polypow(line, i))
        return total

    p, q = powers(best[1][:n + 1]), powers(np.concatenate([[1], best[1][n + 1:]]))
    return p / q[0], q / q[0]


def show(name, f, x, n, m):
    p, q = fit(f, x, n, m)
    error = np.abs(1 - polynomial.polyval(x, p) / polynomial.polyval(x, q) / f).max()
    print(f"{name}: largest relative error {error:.1e}")
    print("  p", *(repr(float(c)) for c in p))
    print("  q", *(repr(float(c)) for c in q))


if __name__ == "__main__":
    grid = np.sqrt(0.5 * (1 - np.cos(np.linspace(0, np.pi, 20_000))))
    q = grid[grid > 2e-4] * 0.47
    show("middle, z / q in q^2", ndtri(0.5 + q) / q, q * q, 5, 5)
    s = np.linspace(np.sqrt(-np.log(0.0301)), np.sqrt(33 * np.log(2)) + 0.02, 20_000)
    show("outside, |z| in sqrt(-ln p)", -ndtri(np.exp(-s * s)), s, 4, 3)
