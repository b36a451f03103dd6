"""Reference fits of scatter models and profile intervals by general optimisers: the whole likelihood in
all parameters at once, with no reweighting.

    python tools/references/scatter_models.py > Tests/CurveFittingTests/ScatterReferences.swift

numpy 2.4.6, scipy 1.17.1.
"""

import numpy as np
from scipy.optimize import brentq, least_squares, minimize
from scipy.special import gammaln
from scipy.stats import t as student

rng = np.random.default_rng(20261121)
T = np.array([0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 19, 20], float)
logistic = lambda p, t=T: p[0] / (1 + np.exp(-p[1] * (t - p[2])))
TRUE = np.array([100, 0.4, 9])
f = logistic(TRUE)
t_data = np.round(f + 2 * rng.standard_t(3, len(T)), 3)
t_data[5] += 25
power_data = np.round(f * (1 + 0.3 * rng.standard_normal(len(T)) / np.sqrt(f)), 3)
count_data = rng.negative_binomial(8, 8 / (8 + f)).astype(float)
e = np.zeros(len(T))
e[0] = 3 * rng.standard_normal()
for i in range(1, len(T)):
    k = 0.7 ** (T[i] - T[i - 1])
    e[i] = k * e[i - 1] + 3 * np.sqrt(1 - k * k) * rng.standard_normal()
ar_data = np.round(f + e, 3)


def least(nll, start):
    best = minimize(nll, start, method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 40000, "maxfev": 40000})
    for _ in range(6):
        best = minimize(nll, best.x, method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-14, "maxiter": 40000, "maxfev": 40000})
    return best.x, -best.fun


def show(name, values, params, loglik, extra):
    print(f"  static let {name}: (values: [Double], estimates: [Double], scatter: Double, logLikelihood: Double) = (")
    print("    [" + ", ".join("%g" % v for v in values) + "],")
    print("    [" + ", ".join("%.10g" % p for p in params) + "], %.10g, %.12g" % (extra, loglik))
    print("  )")


def t_nll(p, y=t_data, nu=4.0):
    s, r = np.exp(p[3]), y - logistic(p)
    return -np.sum(gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(nu * np.pi) - np.log(s) - (nu + 1) / 2 * np.log1p((r / s) ** 2 / nu))


def ar_nll(p, y=ar_data):
    phi = 1 / (1 + np.exp(-p[3]))
    r = y - logistic(p)
    k = phi ** np.diff(T)
    w = np.concatenate([[r[0]], (r[1:] - k * r[:-1]) / np.sqrt(1 - k * k)])
    n = len(y)
    return n / 2 * (np.log(np.sum(w**2) / n) + 1 + np.log(2 * np.pi)) + 0.5 * np.sum(np.log(1 - k * k))


print("// Written by tools/references/scatter_models.py; do not edit.")
print("/// Logistic curves (ceiling, rate, midpoint) with the greatest likelihood under each scatter model.")
print("enum ScatterReferences {")
print("  static let times: [Double] = [" + ", ".join("%g" % x for x in T) + "]")
p, l = least(t_nll, [*TRUE, 0.5])
show("studentT", t_data, p[:3], l, np.exp(p[3]))
p, l = least(ar_nll, [*TRUE, 0.5])
show("autoregressive", ar_data, p[:3], l, 1 / (1 + np.exp(-p[3])))

# Power and negative binomial scatter: estimating equations of weighted least squares at each value of
# the scatter parameter, and the likelihood maximised over that alone.
def weighted(y, weight, start=TRUE):
    p = np.array(start, float)
    for _ in range(300):
        w = np.sqrt(weight(logistic(p)))
        q = least_squares(lambda q: w * (y - logistic(q)), p, xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale=TRUE).x
        done = np.max(np.abs(q / p - 1)) < 1e-13
        p = q
        if done:
            break
    return p


def power_at(k):
    p = weighted(power_data, lambda f: f ** (-2 * k))
    f = logistic(p)
    n = len(f)
    rss = np.sum((power_data - f) ** 2 * f ** (-2 * k))
    return p, -n / 2 * (np.log(rss / n) + 1 + np.log(2 * np.pi)) - k * np.sum(np.log(f))


def count_at(rho):
    size = np.exp(rho)
    p = weighted(count_data, lambda f: 1 / (f + f * f / size))
    f, y = logistic(p), count_data
    return p, np.sum(gammaln(y + size) - gammaln(size) - gammaln(y + 1) + size * np.log(size / (size + f)) + y * np.log(f / (size + f)))


from scipy.optimize import minimize_scalar
k = minimize_scalar(lambda k: -power_at(k)[1], bounds=(0, 2), method="bounded", options={"xatol": 1e-10}).x
p, l = power_at(k)
show("power", power_data, p, l, k)
rho = minimize_scalar(lambda r: -count_at(r)[1], bounds=(-1, 8), method="bounded", options={"xatol": 1e-10}).x
p, l = count_at(rho)
show("negativeBinomial", count_data, p, l, np.exp(rho))

# Profile intervals of an additive fit to the first eleven of the autocorrelated values.
n = 11
y, tt = ar_data[:n], T[:n]
fit = least_squares(lambda q: y - logistic(q, tt), TRUE, xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale=TRUE)
rss, limit = 2 * fit.cost, student.ppf(0.975, n - 3) ** 2 * 2 * fit.cost / (n - 3)


def profile(j, value, start):
    rest = [i for i in range(3) if i != j]
    def residuals(q):
        p = np.empty(3)
        p[j], p[rest] = value, q
        return y - logistic(p, tt)
    s = least_squares(residuals, start, xtol=1e-15, ftol=1e-15, gtol=1e-15, x_scale=TRUE[rest])
    return 2 * s.cost - rss - limit, s.x


print("  /// The 95 % profile intervals of ceiling, rate and midpoint, from the first eleven values of `autoregressive`.")
print("  static let profiles: [[Double]] = [")
for j in range(3):
    ends = []
    for sign in (-1, 1):
        step, start, a = 0.02 * abs(fit.x[j]), np.delete(fit.x, j), fit.x[j]
        b = a
        for _ in range(400):
            b = a + sign * step
            m, q = profile(j, b, start)
            if m > 0:
                break
            a, start = b, q
        else:
            ends.append(sign * np.inf)
            continue
        ends.append(brentq(lambda v: profile(j, v, start)[0], a, b, xtol=1e-11))
    print("    [" + ", ".join(("%.8g" % x) if np.isfinite(x) else (".infinity" if x > 0 else "-.infinity") for x in ends) + "],")
print("  ]")
print("}")
