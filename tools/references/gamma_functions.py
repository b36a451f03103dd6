"""Reference values of the gamma, beta and error functions: mpmath 1.3 at 50 digits.

Prints Tests/SpecialFunctionsTests/Gamma/GammaReference.swift. Arguments are doubles, taken exactly.
"""
import random
from mpmath import mp, mpf, loggamma, erfc, gammainc, betainc, inf, nstr

mp.dps = 50
random.seed(20240607)


def number(x):
    return repr(x) if isinstance(x, float) else nstr(x, 20, min_fixed=-4, max_fixed=16)


def table(name, doc, rows):
    print(f"  /// {doc}")
    columns = len(rows[0])
    print(f"  static let {name}: [({', '.join(['Double'] * columns)})] = [")
    for row in rows:
        print(f"    ({', '.join(number(x) for x in row)}),")
    print("  ]")


def gamma_tails(a, x):
    a, x = mpf(a), mpf(x)
    p = gammainc(a, 0, x, regularized=True)
    q = gammainc(a, x, inf, regularized=True)
    return p, q


def beta_tails(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    p = betainc(a, b, 0, x, regularized=True)
    q = betainc(b, a, 0, 1 - x, regularized=True)
    return p, q


print("/// Written by `tools/references/gamma_functions.py` (mpmath 1.3, 50 digits).")
print("enum GammaReference {")
xs = [1e-4, 0.1, 0.499, 0.75, 1.0625, 1.5, 1.999, 2.25, 3.7, 9.99, 10.5, 123.25, 1e6, 1e15]
table("logGamma", "x, ln Γ(x).", [(x, loggamma(mpf(x))) for x in xs])
xs = [-5.5, -1.25, -0.8125, -0.25, 1e-10, 0.5, 0.79, 0.81, 1.5, 2.75, 5.0, 12.5, 26.25]
table("complement", "x, erfc(x).", [(x, erfc(mpf(x))) for x in xs])
rows = []
for a in [0.01, 0.5, 1.0, 2.5, 12.0, 29.5, 30.0, 75.25, 1000.0, 20000.0]:
    for z in (-5, -1.5, 0.01, 2, 6):
        x = float(a * max(0.02, 1 + z / 4)) if a < 2 else float(a + z * a**0.5)
        if x > 0:
            rows.append((a, x, *gamma_tails(a, x)))
table("incompleteGamma", "a, x, P(a, x), Q(a, x).", rows)
rows = []
for a, b in [(0.02, 3.0), (0.5, 0.5), (1.0, 4.0), (2.5, 30.0), (80.0, 80.0), (0.5, 900.0), (2000.0, 3.5), (1500.0, 2500.0)]:
    mean, sd = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
    for z in (-4, -1, 0.02, 1, 4):
        x = float(mean + z * sd)
        if not 0 < x < 1:
            x = float(mean * 0.05) if x <= 0 else float(1 - (1 - mean) * 0.05)
        rows.append((a, b, x, *beta_tails(a, b, x)))
table("incompleteBeta", "a, b, x, I(a, b; x), 1 − I(a, b; x).", rows)
print("}")
