"""Derives the Cornish-Fisher expansion used by Distributions/Counts and measures its error.

The laws of counts with variance V = mu + c mu^2 (binomial, Poisson, negative binomial) have cumulants
k[r+1] = V dk[r]/dmu, so that all of them depend on the skewness s = V'/sqrt(V) and on e = 1/V only. At y = k + 1/2
the distribution function of a law of integers has the Edgeworth series of a continuous law whose cumulants are
those of the law less those of a uniform variable on (-1/2, 1/2) (Kolassa and McCullagh 1990).
"""
import sympy as sp

w, y, s, e, h = sp.symbols("w y s e h")
ORDER = 4

# Standardised cumulants lambda_r = kappa_r / sigma^r; derivation with V and c, V' = s sqrt(V), c = (s^2 - e) / 4.
V, c, mu = sp.symbols("V c mu", positive=True)
f = mu + c * mu**2
kappas = {1: mu}
for r in range(1, ORDER + 3):
    kappas[r + 1] = sp.expand(f * sp.diff(kappas[r], mu))
d1 = sp.symbols("d1")


def in_s_and_e(r):
    # mu = (d1 - 1) / (2c), V = (d1^2 - 1) / (4c); then d1^2 = s^2 V, c = (s^2 - e) / 4, V = 1 / e.
    k = sp.simplify(kappas[r].subs(mu, (d1 - 1) / (2 * c)))
    k = sp.simplify(k.subs(c, (s**2 - e) / 4).subs(d1, s / sp.sqrt(e)))
    return sp.factor(sp.simplify(k * sp.sqrt(e) ** r))


lam = {r: sp.expand(in_s_and_e(r)) for r in range(2, ORDER + 3)}
lam[2] -= e / 12
lam[4] += e**2 / 120
if 6 in lam:
    lam[6] -= e**3 / 252
print(lam)
# Order counting: s -> h s, e -> h^2 e.
scaled = {r: sp.expand(l.subs({s: h * s, e: h**2 * e}, simultaneous=True)) for r, l in lam.items()}


def truncate(expression):
    p = sp.Poly(sp.expand(expression), h)
    return sum(co * h**m[0] for m, co in p.terms() if m[0] <= ORDER)


D = sp.symbols("D")
exponent = (scaled[2] - 1) * D**2 / 2 + sum((-1) ** r * scaled[r] * D**r / sp.factorial(r) for r in range(3, ORDER + 3))
exponent = truncate(exponent)
operator, power = 1, 1
for n in range(1, ORDER + 1):
    power = truncate(power * exponent)
    operator += power / sp.factorial(n)
operator = sp.Poly(sp.expand(operator - 1), D)


def he(n, x):
    return sp.expand(sp.hermite_prob(n, x)) if hasattr(sp, "hermite_prob") else sp.expand(2 ** (-sp.Rational(n, 2)) * sp.hermite(n, x / sp.sqrt(2)))


# G(y) = Phi(y) + phi(y) * E(y)
E = sum(co * (-1) ** (m[0] - 1) * he(m[0] - 1, y) for m, co in operator.terms())
E = truncate(E)
# w = y + sum h^k A_k(y): sum (w - y)^n / n! (-1)^(n-1) He_{n-1}(y) = E(y).
delta = 0
for order in range(1, ORDER + 1):
    total, power = 0, 1
    for n in range(1, order + 1):
        power = truncate(power * delta) if n > 1 else delta
        total += power * (-1) ** (n - 1) * he(n - 1, y) / sp.factorial(n)
    residual = sp.Poly(sp.expand(E - total), h).coeff_monomial(h**order)
    delta = sp.expand(delta + h**order * residual)
# Invert: y = w + sum h^k B_k(w).
inverse = 0
for order in range(1, ORDER + 1):
    trial = w + inverse
    value = truncate(sp.expand(trial + delta.subs(y, trial)))
    inverse = sp.expand(inverse - h**order * sp.Poly(sp.expand(value), h).coeff_monomial(h**order))
for order in range(1, ORDER + 1):
    print(order, sp.collect(sp.expand(inverse.coeff(h, order)), [s, e]))


# The error at the jumps, as a share of the bound that CountExpansion states; it must stay below 1.
import numpy as np
from scipy import stats

expand = sp.lambdify((w, s, e), sum(inverse.coeff(h, order) for order in range(1, ORDER + 1)))


def errors(name, law, skew):
    mean, variance = law.stats(moments="mv")
    sd = np.sqrt(variance)
    low, high = max(0, np.floor(mean - 9 * sd)), np.ceil(mean + 9 * sd)
    k = np.unique(np.floor(np.linspace(low, high, 4001)))
    lower, upper = law.cdf(k), law.sf(k)
    z = np.where(lower < 0.5, stats.norm.ppf(lower), -stats.norm.ppf(upper))
    keep = np.isfinite(z) & (abs(z) < 8.3)
    k, z = k[keep], z[keep]
    e2 = 1 / variance
    m = max(skew**2, e2)
    error = mean + sd * (z + expand(z, skew, e2)) + 0.5 - (k + 1)
    z6 = z**6
    bound = sd * (m**2.5 * (6e-4 + 1.2e-5 * z6) + np.sqrt(e2) * m**2 * (0.05 + 0.004 * z6)) + 1e-14 * mean + 1e-12 * sd
    rows = []
    for a, b in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8.3)):
        i = (abs(z) >= a) & (abs(z) < b)
        rows.append(float(np.max(abs(error[i]) / bound[i])) if i.any() else 0)
    print(f"{name:32s} m={m:8.2g} bound={bound.min():8.2g}", " ".join(f"{r:7.3f}" for r in rows))


for mean in (5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 60, 100, 300, 1000, 1e4):  # SciPy loses its tails beyond
    errors(f"poisson {mean}", stats.poisson(mean), 1 / np.sqrt(mean))
for n in (20, 30, 40, 50, 100, 300, 1000, 10000, 10**6):
    for p in (0.5, 0.4, 0.3, 0.2, 0.1, 0.02, 0.001, 0.7, 0.9, 0.99):
        law = stats.binom(n, p)
        skew, e2 = (1 - 2 * p) / np.sqrt(n * p * (1 - p)), 1 / (n * p * (1 - p))
        if max(skew**2, e2) <= 0.2:
            errors(f"binomial {n} {p}", law, skew)
for r in (20, 30, 50, 100, 300, 1000, 1e5):
    for p in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        skew, e2 = (2 - p) / np.sqrt(r * (1 - p)), p * p / (r * (1 - p))
        if max(skew**2, e2) <= 0.2:
            errors(f"negative binomial {r} {p}", stats.nbinom(r, p), skew)
