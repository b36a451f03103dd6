"""Reference fits of hard curves: Levenberg-Marquardt with 50 digits on simulated data.

Writes the cases of Tests/ExperimentsTests/Fits/HardCurves.swift. Needs mpmath 1.4.1.
"""

import random
import re

import mpmath as mp

mp.mp.dps = 50
FUNCTIONS = dict(exp=mp.exp, log=mp.log, sin=mp.sin, cos=mp.cos, atan=mp.atan, pi=mp.pi)


def compiled(expression, names):
    exact = re.sub(r"(?<![A-Za-z_\d.])(\d+\.?\d*)", r'M("\1")', expression.replace("^", "**"))
    code = compile(exact, "curve", "eval")
    return lambda b, x: eval(code, dict(FUNCTIONS, M=mp.mpf, x=x, **dict(zip(names, b))))


def solve(f, data, start):
    n, m = len(start), len(data)
    b = [mp.mpf(v) for v in start]

    def squares(b):
        return sum((f(b, x) - y) ** 2 for y, x in data)

    def jacobian(b):
        result = mp.matrix(m, n)
        for j in range(n):
            h = abs(b[j]) * mp.mpf(10) ** -16
            up, down = list(b), list(b)
            up[j] += h
            down[j] -= h
            for i, (_, x) in enumerate(data):
                result[i, j] = (f(up, x) - f(down, x)) / (2 * h)
        return result

    least, damping = squares(b), mp.mpf(0)
    for _ in range(300):
        j = jacobian(b)
        r = mp.matrix([f(b, x) - y for y, x in data])
        a, g = j.T * j, j.T * r
        d = [mp.sqrt(a[k, k]) for k in range(n)]
        while True:
            system = mp.matrix(n, n)
            for i in range(n):
                for k in range(n):
                    system[i, k] = a[i, k] / d[i] / d[k]
                system[i, i] += damping
            step = mp.lu_solve(system, mp.matrix([-g[k] / d[k] for k in range(n)]))
            trial = [b[k] + step[k] / d[k] for k in range(n)]
            cost = squares(trial)
            if cost <= least * (1 + mp.mpf(10) ** -40):
                break
            damping = max(damping * 10, mp.mpf("1e-6"))
        size = max(abs(trial[k] - b[k]) / abs(trial[k]) for k in range(n))
        b, least = trial, cost
        damping = damping / 100 if damping > 1e-12 else mp.mpf(0)
        if size < mp.mpf(10) ** -20:
            break
    j = jacobian(b)
    covariance = (j.T * j) ** -1
    errors = [mp.sqrt(least / (m - n) * covariance[k, k]) for k in range(n)]
    return b, errors, least


def line(a, b, n):
    return [a + (b - a) * i / (n - 1) for i in range(n)]


CASES = [
    ("three exponentials, exact to 13 digits",
     "b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)",
     [0.12, 0.9, 0.77, 2.6, 1.4, 4.7], line(0, 1.15, 24), 0, 13,
     [[1.2, 0.3, 5.6, 5.5, 6.5, 7.6], [0.5, 0.7, 3.6, 4.2, 4, 6.3]]),
    ("two exponentials with near rates", "b1*exp(-b2*x) + b3*exp(-b4*x)",
     [5, 1.0, 3, 1.15], line(0, 6, 25), 1e-4, 14, [[1, 1, 1, 2], [50, 0.1, 1, 10]]),
    ("cubic over cubic", "(b1 + b2*x + b3*x^2 + b4*x^3)/(1 + b5*x + b6*x^2 + b7*x^3)",
     [1300, 1500, 600, 75, 0.97, 0.4, 0.05], line(-3, 2.1, 37), 8, 7,
     [[1000, 1000, 400, 40, 0.7, 0.3, 0.03], [1, 1, 1, 1, 0.1, 0.1, 0.1]]),
    ("sine of unknown frequency with a trend", "b1 + b2*x + b3*sin(b4*x + b5)",
     [5, 0.3, 2, 1.7, 0.4], line(0, 20, 60), 0.5, 6, [[1, 1, 1, 1, 0], [5, 0.2, 1, 1.6, 0.1]]),
    ("power law with an offset", "b1*(b2 + x)^(-1/b3)",
     [-2500, 47, 0.94], line(7, 42, 50), 0.0002, 9, [[-2000, 50, 0.8], [-10, 1, 5]]),
    ("a flat start", "b1*(1 - exp(-b2*x))",
     [213, 0.55], [1, 2, 3, 5, 7, 10], 15, 4, [[1, 1], [1, 50], [1e6, 1e-6]]),
    ("resistance of a thermistor", "b1*exp(b2/(x + b3))",
     [0.0061, 5900, 340], line(45, 130, 16), 3, 6, [[2, 400000, 25000], [1, 1, 1]]),
    ("parameters of very different size", "b1*x^b2 + b3",
     [3.3e-10, 2.4, 7.1e-8], line(1, 40, 30), 1e-9, 8, [[1, 1, 1], [1e-9, 2, 0]]),
    ("two waves of growth", "b1/(1 + exp(b2 - b3*x)) + b4/(1 + exp(b5 - b6*x))",
     [100, 5, 0.5, 60, 20, 0.7], line(0, 45, 46), 1.5, 5,
     [[50, 2, 0.3, 50, 10, 0.3], [1, 1, 1, 1, 5, 1]]),
    ("a resonance on a slope", "b1 - b2*x - atan(b3/(x - b4))/pi",
     [0.2, -6e-6, 1200, -181], line(-4900, -200, 25), 0.005, 6,
     [[0.1, -0.00001, 1000, -100], [0.2, -0.000005, 1200, -150]]),
]


def swift(values):
    text = ", ".join(f"{float(v):.15g}" if not isinstance(v, str) else v for v in values)
    out, row = [], ""
    for word in text.split(" "):
        if len(row) + len(word) > 90:
            out.append(row.rstrip())
            row = ""
        row += word + " "
    return "\n      ".join(out + [row.rstrip()])


print("// Made by tools/references/curve_fits.py.")
print("let hardCurves: [HardCurve] = [")
for title, expression, truth, xs, noise, digits, starts in CASES:
    names = [f"b{k + 1}" for k in range(len(truth))]
    f = compiled(expression, names)
    law = random.Random(title)
    data = []
    for x in xs:
        x = f"{x:.12g}"
        y = float(f([mp.mpf(repr(v)) for v in truth], mp.mpf(x))) + noise * law.gauss(0, 1)
        data.append((f"{y:.{digits}g}", x))
    b, errors, least = solve(f, [(mp.mpf(y), mp.mpf(x)) for y, x in data], truth)
    print("  HardCurve(")
    print(f'    title: "{title}",\n    expression: "{expression}",')
    print(f"    x: [\n      {swift([x for _, x in data])},\n    ],")
    print(f"    y: [\n      {swift([y for y, _ in data])},\n    ],")
    print("    starts: [" + ", ".join("[" + ", ".join(f"{v:g}" for v in s) + "]" for s in starts) + "],")
    print(f"    estimates: [\n      {swift(b)},\n    ],")
    print(f"    errors: [\n      {swift(errors)},\n    ], squares: {float(least):.12g}),")
print("]")
