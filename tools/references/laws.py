"""Reference values of the laws: SciPy 1.17 frozen distributions, printed as Tests/DistributionsTests/Laws/LawReference.swift.

Each row: the law as it is written in a scenario, x, density or mass, P(X <= x), P(X > x); then the moments. For large
shapes SciPy's gamma and Poisson densities have eleven right digits only: those two come from mpmath 1.3.
"""
from mpmath import exp, gammainc, inf, log, loggamma, mp, mpf
from scipy import stats

mp.dps = 40


def exact(law, x):
    """Density or mass, lower and upper tail of gamma and Poisson laws."""
    x = mpf(x)
    if law.dist.name == "gamma":
        a, scale = mpf(law.args[0]), mpf(law.kwds["scale"])
        y = x / scale
        density = exp((a - 1) * log(y) - y - loggamma(a)) / scale
        return density, gammainc(a, 0, y, regularized=True), gammainc(a, y, inf, regularized=True)
    m = mpf(law.args[0])
    mass = exp(x * log(m) - m - loggamma(x + 1))
    return mass, gammainc(x + 1, m, inf, regularized=True), gammainc(x + 1, 0, m, regularized=True)


LAWS = [
    ("normal", [(None, 3.0), (None, 0.5)], stats.norm(3, 0.5), [2.0, 3.0, 5.5]),
    ("normal", [("mean", -2.0), ("sd", 4.0)], stats.norm(-2, 4), [-20.0, -2.5, 7.0]),
    ("lognormal", [("median", 2.0), ("sigma", 0.8)], stats.lognorm(0.8, scale=2), [0.05, 2.5, 40.0]),
    ("uniform", [(None, -1.0), (None, 3.0)], stats.uniform(-1, 4), [-0.5, 2.75]),
    ("triangular", [(None, 1.0), (None, 2.0), (None, 5.0)], stats.triang(0.25, 1, 4), [1.5, 2.0, 4.5]),
    ("triangular", [(None, 0.0), (None, 0.0), (None, 2.0)], stats.triang(0, 0, 2), [0.25, 1.75]),
    ("pert", [(None, 1.0), (None, 2.0), (None, 5.0)], stats.beta(2, 4, 1, 4), [1.25, 2.5, 4.9]),
    ("beta", [(None, 2.0), (None, 30.0)], stats.beta(2, 30), [0.001, 0.06, 0.4]),
    ("beta", [(None, 0.5), (None, 0.75), ("min", 2.0), ("max", 6.0)], stats.beta(0.5, 0.75, 2, 4), [2.01, 4.0, 5.9]),
    ("gamma", [(None, 0.3), (None, 2.0)], stats.gamma(0.3, scale=2), [1e-6, 0.5, 12.0]),
    ("gamma", [("mean", 3.0), ("sd", 1.5)], stats.gamma(4, scale=0.75), [0.1, 3.0, 15.0]),
    ("gamma", [("shape", 5000.0), ("scale", 0.01)], stats.gamma(5000, scale=0.01), [47.0, 50.0, 53.5]),
    ("exponential", [("mean", 4.0)], stats.expon(scale=4), [0.01, 3.0, 90.0]),
    ("student_t", [(None, 1.0)], stats.t(1), [-50.0, 0.5, 1e6]),
    ("student_t", [(None, 4.5), (None, 2.0), (None, 3.0)], stats.t(4.5, 2, 3), [-20.0, 1.5, 40.0]),
    ("student_t", [(None, 200.0)], stats.t(200), [-6.0, 0.1, 3.0]),
    ("weibull", [(None, 0.7), (None, 2.0)], stats.weibull_min(0.7, scale=2), [0.001, 1.5, 30.0]),
    ("weibull", [(None, 3.5), (None, 10.0)], stats.weibull_min(3.5, scale=10), [1.0, 9.0, 20.0]),
    ("poisson", [(None, 0.2)], stats.poisson(0.2), [0.0, 1.0, 6.0]),
    ("poisson", [(None, 37.5)], stats.poisson(37.5), [10.0, 37.0, 80.0]),
    ("poisson", [(None, 12000.0)], stats.poisson(12000), [11600.0, 12000.0, 12500.0]),
    ("binomial", [(None, 12.0), (None, 0.3)], stats.binom(12, 0.3), [0.0, 4.0, 11.0]),
    ("binomial", [(None, 5000.0), (None, 0.98)], stats.binom(5000, 0.98), [4850.0, 4900.0, 4940.0]),
    ("negative_binomial", [(None, 2.5), (None, 0.2)], stats.nbinom(2.5, 0.2), [0.0, 8.0, 90.0]),
    ("negative_binomial", [("mean", 300.0), ("size", 75.0)], stats.nbinom(75, 0.2), [180.0, 300.0, 450.0]),
    ("bernoulli", [(None, 0.25)], stats.bernoulli(0.25), [0.0, 1.0]),
]

print("/// Written by `tools/references/laws.py` (SciPy 1.17, mpmath 1.3).")
print("struct LawReference {")
print("  let name: String")
print("  let arguments: [(String?, Double)]")
print("  let mean: Double")
print("  let variance: Double")
print("  /// x, density or mass, P(X ≤ x), P(X > x).")
print("  let points: [(Double, Double, Double, Double)]")
print()
print("  static let all: [LawReference] = [")
for name, arguments, law, xs in LAWS:
    words = ", ".join("(%s, %r)" % ("nil" if label is None else '"%s"' % label, value) for label, value in arguments)
    mean, variance = (float(v) for v in law.stats(moments="mv"))
    if law.dist.name == "t" and law.args[0] <= 1:
        mean = float("nan")  # SciPy says infinite; the integral does not exist.
    swift = lambda v: ".nan" if v != v else ".infinity" if v == float("inf") else repr(float(v))
    print("    LawReference(")
    print(f'      name: "{name}", arguments: [{words}],')
    print(f"      mean: {swift(mean)}, variance: {swift(variance)},")
    print("      points: [")
    density = law.pmf if hasattr(law.dist, "pmf") else law.pdf
    for x in xs:
        row = exact(law, x) if law.dist.name in ("gamma", "poisson") else (density(x), law.cdf(x), law.sf(x))
        print(f"        ({x!r}, " + ", ".join(repr(float(v)) for v in row) + "),")
    print("      ]),")
print("  ]")
print("}")
