"""Reference values of the elementary functions and of the normal law.

Python 3, mpmath 1.3.0, 400 bits (120 digits). Writes
Tests/SpecialFunctionsTests/Elementary/ElementaryReferences.swift: arguments and values, each value
as the nearest double and what is left of it, so that errors can be measured in fractions of an ulp.

    python3 tools/references/elementary_functions.py \
        > Tests/SpecialFunctionsTests/Elementary/ElementaryReferences.swift
"""
import math
import random
import struct

import mpmath as mp

mp.mp.prec = 400
random.seed(20240501)
POINTS = 12


def literal(v):
    """A double as a Swift literal; the compiler warns of subnormal ones, so those go by bits."""
    if v == 0:
        return "0"
    if abs(v) < 2.0 ** -1022:
        return f"Double(bitPattern: 0x{struct.unpack('<Q', struct.pack('<d', v))[0]:x})"
    return v.hex()


def uniform(a, b):
    return lambda: random.uniform(a, b)


def power_of_ten(a, b, signs=(-1, 1)):
    return lambda: random.choice(signs) * 10 ** random.uniform(a, b)


def near_one(x):
    return lambda: random.choice((-1, 1)) * (1 - 10 ** random.uniform(-16, -1))


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def density(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def quantile(p):
    q = p if p < 0.5 else 1 - p
    z = -mp.sqrt(-2 * mp.log(q)) + 1 if q < 0.02 else (q - 0.5) * mp.sqrt(2 * mp.pi)
    for _ in range(60):
        step = (mp.log(cdf(z)) - mp.log(q)) * cdf(z) / density(z)
        z -= step
        if abs(step) < mp.mpf(10) ** -80:
            break
    return z if p < 0.5 else -z


multiple = lambda: random.randrange(1, 600000) * math.pi / 2
FUNCTIONS = {
    "exp": (mp.exp, [uniform(-1, 1), uniform(-708, 709.7), uniform(-745, -708), power_of_ten(-20, 0)]),
    "expm1": (mp.expm1, [uniform(-1, 1), uniform(-40, 709), power_of_ten(-20, 0)]),
    "log": (mp.log, [uniform(0.5, 2), power_of_ten(-320, 308, (1,)), uniform(0.99, 1.01)]),
    "log1p": (mp.log1p, [uniform(-0.99, 1), power_of_ten(0, 308, (1,)), power_of_ten(-18, -0.1)]),
    "log2": (lambda x: mp.log(x, 2), [uniform(0.5, 2), power_of_ten(-320, 308, (1,))]),
    "log10": (mp.log10, [uniform(0.5, 2), power_of_ten(-320, 308, (1,))]),
    "logistic": (lambda x: 1 / (1 + mp.exp(-x)), [uniform(-5, 5), uniform(-708, 40)]),
    "tanh": (mp.tanh, [uniform(-1, 1), uniform(-22, 22), power_of_ten(-18, 0)]),
    "sin": (mp.sin, [uniform(-4, 4), uniform(-1e6, 1e6), power_of_ten(-18, 0), multiple]),
    "cos": (mp.cos, [uniform(-4, 4), uniform(-1e6, 1e6), power_of_ten(-18, 0), multiple]),
    "tan": (mp.tan, [uniform(-4, 4), uniform(-1e6, 1e6), power_of_ten(-18, 0), multiple]),
    "atan": (mp.atan, [uniform(-1, 1), uniform(-5, 5), power_of_ten(-300, 300)]),
    "asin": (mp.asin, [uniform(-1, 1), power_of_ten(-10, 0), near_one(0)]),
    "pow": (mp.power, [
        lambda: (random.uniform(0, 3), random.uniform(-20, 20)),
        lambda: (10 ** random.uniform(-300, 300), random.uniform(-1, 1)),
        lambda: (random.uniform(0.9, 1.1), random.uniform(-5000, 5000)),
        lambda: (random.uniform(0, 50), random.choice((0.5, 2.0, 3.0, -1.0, 1 / 3)))]),
    "density": (density, [uniform(-3, 3), uniform(-37, 37)]),
    "cdf": (cdf, [uniform(-3, 3), uniform(-37, 0), uniform(0, 8)]),
    "quantile": (quantile, [uniform(0.07, 0.93), power_of_ten(-12, -1, (1,)),
                            power_of_ten(-300, -12, (1,)), lambda: 1 - 10 ** random.uniform(-12, -1)]),
}

print("""// Made by tools/references/elementary_functions.py; do not edit.

import _TestSupport

/// A value of a function to twice the precision of a double: high + low.
struct Reference: Sendable {
  let x: Double
  /// The second argument, of `pow` only.
  let y: Double
  let high: Double
  let low: Double

  init(_ x: Double, _ high: Double, _ low: Double) { self.init(x, 0, high, low) }

  init(_ x: Double, _ y: Double, _ high: Double, _ low: Double) {
    (self.x, self.y, self.high, self.low) = (x, y, high, low)
  }

  /// The error of a computed value in units in the last place of the true one.
  func error(of value: Double) -> Double { abs((value - high) - low) / high.ulp }
}

enum ElementaryReferences {""")
for name, (f, draws) in FUNCTIONS.items():
    print(f"  static let {name}: [Reference] = [")
    for draw in draws:
        for _ in range(POINTS):
            x = draw()
            x = x if isinstance(x, tuple) else (x,)
            value = f(*[mp.mpf(v) for v in x])
            high = float(value)
            low = float(value - mp.mpf(high))
            print(f"    .init({', '.join(literal(v) for v in (*x, high, low))}),")
    print("  ]\n" if name != "quantile" else "  ]")
print("}")
