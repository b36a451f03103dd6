import Distributions
import Testing

/// What a file may write: any numbers at all.
@Suite struct ExtremeLawTests {
  private static let numbers: [Double] = [
    -1e308, -1, 0, .leastNonzeroMagnitude, 1e-308, 1e-100, 1e-9, 0.5, 1, 2, 1e6, 1e9, 1e12, 1e15,
    1e100, 1e308,
  ]

  private static let forms: [(name: String, labels: [String?])] = [
    ("normal", [nil, nil]), ("lognormal", ["mu", "sigma"]), ("lognormal", ["median", "sigma"]),
    ("lognormal", ["mean", "sd"]), ("lognormal", ["p10", "p90"]), ("uniform", [nil, nil]),
    ("triangular", [nil, nil, nil]), ("pert", [nil, nil, nil]), ("beta", [nil, nil]),
    ("beta", ["mean", "sd"]), ("beta", ["p10", "p90"]), ("gamma", [nil, nil]),
    ("gamma", ["mean", "sd"]), ("gamma", ["p10", "p90"]), ("exponential", ["mean"]),
    ("exponential", ["rate"]), ("student_t", [nil, nil, nil]), ("weibull", [nil, nil]),
    ("weibull", ["mean", "sd"]), ("weibull", ["p10", "p90"]), ("poisson", [nil]),
    ("binomial", [nil, nil]), ("negative_binomial", [nil, nil]),
    ("negative_binomial", ["mean", "size"]), ("bernoulli", [nil]),
  ]

  /// Every law of numbers of any size is refused or answers soon, with numbers.
  @Test(arguments: forms.indices)
  func `a law of any numbers is refused or answers soon`(index: Int) throws {
    let (name, labels) = Self.forms[index]
    var choices: [[Double]] = [[]]
    for _ in labels { choices = choices.flatMap { c in Self.numbers.map { c + [$0] } } }
    let clock = ContinuousClock()
    for values in choices {
      guard let law = try? Law.make(name, arguments: zip(labels, values).map { ($0, $1) }) else {
        continue
      }
      let start = clock.now
      for p in [1e-12, 0.01, 0.3, 0.5, 0.9, 1 - 1e-12] {
        let value = law.quantile(p)
        #expect(value.isFinite, "\(name)\(values) at \(p)")
      }
      let spent = clock.now - start
      #expect(spent < .milliseconds(400), "\(name)\(values) took \(spent)")
    }
  }
}
