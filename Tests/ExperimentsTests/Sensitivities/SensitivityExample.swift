import Experiments
import Scenarios
import Testing

/// A model whose indices are known, written as a scenario file: its indicator `y` in 2021.
struct SensitivityExample: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let text: String
  let first: [Double]
  let total: [Double]

  /// Ishigami's function with a = 7, b = 0.1.
  ///
  /// Source: Ishigami and Homma (1990); indices by Sobol and Levitan (1999), computed to ten digits.
  static let ishigami = SensitivityExample(
    testDescription: "Ishigami",
    text: """
      waymark: 1
      scenario: Ishigami
      time: {start: 2020, end: 2021}
      uncertainties:
        x1: uniform(-3.141592653589793, 3.141592653589793)
        x2: uniform(-3.141592653589793, 3.141592653589793)
        x3: uniform(-3.141592653589793, 3.141592653589793)
      indicators:
        y: {kind: derived, expression: "sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)"}

      """,
    first: [0.3139051911, 0.4424111448, 0], total: [0.5575888552, 0.4424111448, 0.2436836641])

  /// Sobol's g-function, Π (|4 xᵢ − 2| + aᵢ) / (1 + aᵢ).
  ///
  /// Source: Saltelli and Sobol (1995).
  static let g = product("g", variance: 1.0 / 3) { index, a in
    "(abs(4 * x\(index) - 2) + \(a)) / (1 + \(a))"
  }

  /// The g*-function with exponent 2 and shifts 0.1 to 0.8,
  /// Π (3 (2 frac(xᵢ + δᵢ) − 1)² + aᵢ) / (1 + aᵢ).
  ///
  /// Source: Saltelli et al. (2010), equation 27: Vᵢ = α² / ((1 + 2 α) (1 + aᵢ)²).
  static let gStar = product("g*", variance: 0.8) { index, a in
    let shifted = "(x\(index) + 0.\(index))"
    return "(3 * (2 * (\(shifted) - floor\(shifted)) - 1)^2 + \(a)) / (1 + \(a))"
  }

  static let all = [ishigami, g, gStar]

  /// A product of eight factors with mean 1 and variances `variance / (1 + aᵢ)²`.
  private static func product(
    _ name: String, variance: Double, _ factor: (Int, Double) -> String
  ) -> SensitivityExample {
    let a = [0, 1, 4.5, 9, 99, 99, 99, 99]
    let parts = a.map { variance / ((1 + $0) * (1 + $0)) }
    let all = parts.reduce(1) { $0 * (1 + $1) }
    let factors = a.enumerated().map { factor($0 + 1, $1) }
    let uncertainties = (1...8).map { "  x\($0): uniform(0, 1)\n" }.joined()
    return SensitivityExample(
      testDescription: name,
      text: """
        waymark: 1
        scenario: A product
        time: {start: 2020, end: 2021}
        uncertainties:
        \(uncertainties)indicators:
          y: {kind: derived, expression: "\(factors.joined(separator: " * "))"}

        """,
      first: parts.map { $0 / (all - 1) }, total: parts.map { $0 * all / (1 + $0) / (all - 1) })
  }

  /// A scenario from 2020 to 2021 with its parts.
  static func small(_ parts: String) -> String {
    "waymark: 1\nscenario: Small\ntime: {start: 2020, end: 2021}\n" + parts
  }

  /// An analysis of the indicator y of a text, or of what the options name.
  static func table(
    _ text: String, seed: UInt64 = 1,
    _ configure: (inout SensitivityAnalysis.Options) -> Void = { _ in }
  ) throws -> SensitivityTable {
    var options = SensitivityAnalysis.Options()
    options.seed = seed
    options.engine.workers = 2
    configure(&options)
    if options.target == nil, options.indicator == nil { options.indicator = "y" }
    return try SensitivityAnalysis(
      Scenario(text: text, name: "sensitivity.yaml"), options: options
    ).run()
  }
}

extension SensitivityTable {
  /// A column of numbers by its name.
  subscript(_ column: String) -> [Double] {
    guard let place = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0.values[place] }
  }

  var factors: [String] { rows.map(\.factor) }

  /// Whether the interval of each number, made so many times as wide, holds the truth.
  func holds(_ column: String, _ truths: [Double], widened: Double = 1) -> Bool {
    rows.count == truths.count
      && truths.indices.allSatisfy { holds(column, truths[$0], row: $0, widened: widened) }
  }

  /// Whether the interval of a row's number holds the truth.
  func holds(_ column: String, _ truth: Double, row: Int, widened: Double = 1) -> Bool {
    let (value, low, high) = (
      self[column][row], self["\(column)_low95"][row], self["\(column)_high95"][row]
    )
    // An interval may be cut off at 0 or 1.
    let reach = widened - 1
    return low - reach * (value - low) <= truth && truth <= high + reach * (high - value)
  }
}
