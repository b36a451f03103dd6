"""Coefficients of SpecialFunctions/Gamma, derived with mpmath 1.3 at 60 digits.

Each table is printed as Swift literals; the fits are near-minimax (Chebyshev) and their error is printed beside them.
"""
from mpmath import mp, mpf, erf, erfc, exp, sqrt, loggamma, zeta, euler, pi, chebyfit, bernoulli, fabs

mp.dps = 60


def show(name, coefficients):
    print(f"  {name}: [")
    for c in coefficients:
        print(f"    {mp.nstr(c, 21)},")
    print("  ]")


# erf(x) / x on [0, 1] as a polynomial in t = x^2, lowest power first.
def erf_ratio(t):
    x = sqrt(t)
    return erf(x) / x if t > mpf(10) ** -30 else 2 / sqrt(pi) * (1 - t / 3)


poly, error = chebyfit(erf_ratio, [0, 1], 14, error=True)
print("erf, error", mp.nstr(error, 3))
show("erf", poly[::-1])

# (1 + 2x) exp(x^2) erfc(x) for x >= 0.8 as a polynomial in u = (x - c) / (x + c).
C = mpf(3)
LOW = mpf("0.8")


def erfcx_scaled(u):
    if u >= 1:
        return 2 / sqrt(pi)
    x = C * (1 + u) / (1 - u)
    if x > 1000:
        y = 1 / (2 * x * x)
        s = 1 - y + 3 * y**2 - 15 * y**3 + 105 * y**4 - 945 * y**5
        return (1 + 2 * x) * s / (x * sqrt(pi))
    return (1 + 2 * x) * exp(x * x) * erfc(x)


poly, error = chebyfit(erfcx_scaled, [(LOW - C) / (LOW + C), 1], 23, error=True)
print("erfcx, error", mp.nstr(error, 3), "sum of magnitudes", mp.nstr(sum(fabs(c) for c in poly), 4))
show("erfcx", poly[::-1])

# ln Gamma(2 + z) / z on [-1/2, 1/2].
poly, error = chebyfit(
    lambda z: loggamma(2 + z) / z if fabs(z) > mpf(10) ** -30 else 1 - euler, [mpf(-1) / 2, mpf(1) / 2], 20, error=True)
print("lgamma, error", mp.nstr(error, 3))
show("logGammaAtTwo", poly[::-1])

# Stirling series of ln Gamma.
show("stirling", [bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 10)])

# Temme (1979): mu(eta), eta^2 / 2 = mu - ln(1 + mu), and c_k(eta) by DLMF 8.12.8 to 8.12.12.
N = 90


def multiply(a, b):
    out = [mpf(0)] * N
    for i, x in enumerate(a):
        if x:
            for j in range(N - i):
                out[i + j] += x * b[j]
    return out


# mu = sum m_n eta^n from mu mu' = eta (1 + mu).
m = [mpf(0)] * N
m[1] = mpf(1)
for n in range(2, N):
    s = sum(m[i] * (n + 1 - i) * m[n + 1 - i] for i in range(2, n))
    m[n] = (m[n - 1] - s) / (n + 1)
# eta / mu as a power series r.
shifted = m[1:] + [mpf(0)]
r = [mpf(0)] * N
r[0] = 1 / shifted[0]
for n in range(1, N - 1):
    r[n] = -sum(shifted[i] * r[n - i] for i in range(1, n + 1)) / shifted[0]
# g_k of Gamma*(z) = sum g_k z^-k, by exponentiating the Stirling series.
K = 11
log_terms = [mpf(0)] * (K + 1)
for k in range(1, K + 1):
    if k % 2:
        log_terms[k] = bernoulli(k + 1) / (k * (k + 1))
g = [mpf(1)] + [mpf(0)] * K
for k in range(1, K + 1):
    g[k] = sum(j * log_terms[j] * g[k - j] for j in range(1, k + 1)) / k
# c_0 = 1/mu - 1/eta = (r - 1) / eta.
c = r[1:] + [mpf(0)]
SMALLEST = mpf(30)
WIDEST = mpf("0.48")
print("temme")
for k in range(0, K):
    if k > 0:
        sign = -1 if k % 2 else 1
        # c_k = (c_{k-1}' + sign g_k eta / mu) / eta: the constant term cancels.
        d = [(n + 1) * c[n + 1] for n in range(N - 1)] + [mpf(0)]
        t = [d[n] + sign * g[k] * r[n] for n in range(N)]
        assert fabs(t[0]) < mpf(10) ** -30, (k, t[0])
        c = t[1:] + [mpf(0)]
    kept = [x for n, x in enumerate(c[:40]) if fabs(x) * WIDEST**n / SMALLEST**k > mpf(10) ** -18]
    if not kept:
        break
    show(f"c{k}", c[: len(kept)])
