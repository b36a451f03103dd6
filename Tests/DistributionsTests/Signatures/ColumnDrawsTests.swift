import Distributions
import Testing
import _TestSupport

@Suite struct ColumnDrawsTests {
  static let forms: [(String, [String?], [[Double]])] = [
    ("normal", [nil, nil], [[0, 3, -1], [1, 0.1, 20]]),
    ("normal", ["sd", "mean"], [[1, 0.1, 20], [0, 3, -1]]),
    ("normal", ["p90", "p10"], [[5, 6, 1], [1, 5.5, -4]]),
    ("lognormal", ["mu", "sigma"], [[0, 1, -3], [0.1, 1, 2]]),
    ("lognormal", ["sigma", "median"], [[0.1, 1, 2], [3, 1e6, 0.2]]),
    ("lognormal", ["mean", "sd"], [[3, 1e6, 0.2], [1, 1e5, 0.9]]),
    ("lognormal", ["p10", "p90"], [[3, 1e6, 0.2], [7, 1e7, 0.9]]),
    ("uniform", ["max", "min"], [[3, 1e6, 0.2], [1, 1e5, -0.9]]),
    ("exponential", ["mean"], [[3, 1e6, 0.2]]),
    ("exponential", ["rate"], [[3, 1e6, 0.2]]),
    ("exponential", ["p50"], [[3, 1e6, 0.2]]),
    ("poisson", [nil], [[3, 1e6, 0.2]]),
    ("binomial", [nil, nil], [[3, 1e6, 20], [0.5, 0.01, 0.9]]),
    ("negative_binomial", ["mean", "size"], [[3, 1e6, 20], [0.5, 3, 90]]),
    ("negative_binomial", [nil, nil], [[3, 1.5, 20], [0.5, 0.01, 0.9]]),
    ("bernoulli", [nil], [[0.2, 0.5, 0.9]]),
    ("gamma", ["mean", "sd"], [[3, 1e6, 0.2], [1, 1e5, 0.9]]),
    ("triangular", [nil, nil, nil], [[0, 1, 2], [1, 1, 5], [3, 4, 5]]),
    ("discrete", ["0", "7"], [[0.2, 0.5, 1], [0.8, 0.5, 0]]),
  ]

  @Test(arguments: forms)
  func `a draw with columns is the quantile of the law of its path`(
    name: String, labels: [String?], columns: [[Double]]
  ) throws {
    let construction = try LawSignature.construction(name, labels: labels)
    for p in [0.03, 0.5, 0.91] {
      var draws = [p, p, p]
      var span = draws.mutableSpan
      construction.draw(&span, parameters: columns)
      for path in 0..<3 {
        let law = try construction.make(columns.map { $0[path] })
        let exact = law.quantile(p)
        // Centred values lose digits where the quantile is near 0.
        let spread = (law.quantile(0.84) - law.quantile(0.16)) / 2
        let tolerance = Tolerance(relative: 1e-12).orAbsolute(1e-14 * spread)
        #expect(draws[path].agrees(with: exact, within: tolerance), "\(law) at \(p)")
      }
    }
  }

  @Test func `limits give the certain value and what is no law gives NaN`() throws {
    let cases: [(String, [String?], [[Double]], [Double?])] = [
      ("normal", [nil, nil], [[4, 4, .nan], [0, -1, 1]], [4, nil, nil]),
      ("lognormal", ["median", "sigma"], [[4, -4, 0], [0, 1, 1]], [4, nil, nil]),
      ("lognormal", ["mean", "sd"], [[4, -4, 4], [0, 1, -1]], [4, nil, nil]),
      ("lognormal", ["p10", "p90"], [[4, -4, 4], [4, 1, 3]], [4, nil, nil]),
      ("uniform", [nil, nil], [[4, 4, .nan], [4, 3, 1]], [4, nil, nil]),
      ("exponential", ["mean"], [[0, -1, .nan]], [0, nil, nil]),
      ("exponential", ["rate"], [[.infinity, -1, 0]], [0, nil, nil]),
      ("poisson", [nil], [[0, -1, .nan]], [0, nil, nil]),
      ("binomial", [nil, nil], [[4, 4, 0.5], [1, 1.1, 0.5]], [4, nil, nil]),
      ("bernoulli", [nil], [[1, 1.1, -0.1]], [1, nil, nil]),
      ("negative_binomial", [nil, nil], [[0, -1, 2], [0.5, 0.5, 0]], [0, nil, nil]),
      ("gamma", [nil, nil], [[-1, 0, .nan], [1, 1, 1]], [nil, nil, nil]),
    ]
    for (name, labels, columns, expected) in cases {
      let construction = try LawSignature.construction(name, labels: labels)
      var draws = [0.3, 0.3, 0.3]
      var span = draws.mutableSpan
      construction.draw(&span, parameters: columns)
      for (draw, value) in zip(draws, expected) {
        if let value {
          #expect(draw.agrees(with: value, within: .fewUlps), "\(name) \(labels)")
        } else {
          #expect(draw.isNaN, "\(name) \(labels): \(draw)")
        }
      }
    }
  }
}
