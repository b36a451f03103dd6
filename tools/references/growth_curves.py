#!/usr/bin/env python3
"""Values of the growth curves to 20 digits with mpmath, from the differential equations where there
is one. Prints the numbers of Tests/GrowthCurvesTests.

    python3 tools/references/growth_curves.py

Written against Python 3.12 and mpmath 1.3.
"""

from mpmath import mp, mpf, exp, log, findroot

mp.dps = 30


def logistic_2025(k):
    a, b = log(mpf(120) / (k - 120)), log(mpf(405) / (k - 405))
    return k / (1 + exp(-(2 * b - a)))


def gompertz_2025(k):
    a, b = log(k / mpf(120)), log(k / mpf(405))
    return k * exp(-b * b / a)


def show(name, *values):
    print(name, *(mp.nstr(v, 17) for v in values))


for k in (600, 800, 1000, 1200, 2000):
    show(f"2025 with ceiling {k}: logistic, Gompertz", logistic_2025(mpf(k)), gompertz_2025(mpf(k)))
k = findroot(lambda x: logistic_2025(x) - 800, 1000)
r = (log(405 / (k - 405)) - log(120 / (k - 120))) / 5
show("break-even logistic: ceiling, rate, midpoint", k, r, 2020 - log(405 / (k - 405)) / r)
k = findroot(lambda x: gompertz_2025(x) - 800, 1900)
c = log(log(k / 120) / log(k / 405)) / 5
show("break-even Gompertz: ceiling, rate, midpoint", k, c, 2020 + log(log(k / 405)) / c)
show("rates", (mpf(405) / 120) ** (mpf(1) / 5) - 1, (mpf(800) / 405) ** (mpf(1) / 5) - 1)
show("exponential, linear 2025", mpf(405) ** 2 / 120, mpf(690))

# dy/dt of each family, integrated by Taylor series from level 405, growth 0.12, ceiling 1000.
L, g, K = mpf(405), mpf("0.12"), mpf(1000)
z = L / K
nu, rho, wk, hh = mpf("0.7"), mpf(12), mpf(2), mpf(3)
rates = {
    "exponential": lambda t, y: g * y,
    "linear": lambda t, y: g * L,
    "logistic": lambda t, y: g / (1 - z) * y * (1 - y / K),
    "gompertz": lambda t, y: g / log(K / L) * y * log(K / y),
    "richards": lambda t, y: g / (1 - z**nu) * y * (1 - (y / K) ** nu),
    "bass": lambda t, y: (lambda p: K * (p + rho * p * y / K) * (1 - y / K))(
        g * z / ((1 - z) * (1 + rho * z))),
    "weibull": lambda t, y: (lambda u0: (lambda age: (K - y) * u0 * wk / age * (1 + t / age) ** (wk - 1))(
        wk * u0 * (1 - z) / (z * g)))(-log(1 - z)),
    "hill": lambda t, y: (lambda age: y * (1 - y / K) * hh / (age + t))(hh * (1 - z) / g),
}
from mpmath import odefun  # noqa: E402

mp.dps = 20
for name, rate in rates.items():
    show(name + " at +5, +12", *(odefun(lambda t, y: [rate(t, y[0])], 0, [L])(h)[0] for h in (5, 12)))
