public import Tables
public import Wording

/// What an analysis says of each factor: columns of numbers, as `sensitivity --format csv` prints
/// them.
public struct SensitivityTable: Hashable, Sendable {
  /// A factor and its numbers.
  public struct Row: Hashable, Sendable {
    /// The name of the factor.
    public let factor: String
    /// One number per column; not a number where the sample cannot show one.
    public let values: [Double]
  }

  /// How it was analysed.
  public let method: SensitivityMethod
  /// What was explained: a target or `indicator@period`.
  public let output: String
  /// The scale of the output, as a phrase.
  public let measure: String
  /// The names of the numbers.
  public let columns: [String]
  /// The factors, in the order of the scenario.
  public let rows: [Row]
  /// How many paths were simulated.
  public let paths: Int
  /// The share of them with a value that is not a finite number.
  public let failedShare: Double
  /// What the reader has to know, as sentences.
  public let notes: [Phrase]

  /// The rows, the most important factor first, by the size of a column.
  ///
  /// - Returns: rows; those without a number last.
  public func ranked(by column: String) -> [Row] {
    guard let place = columns.firstIndex(of: column) else { return rows }
    return rows.enumerated().sorted { one, two in
      let (a, b) = (abs(one.element.values[place]), abs(two.element.values[place]))
      if a.isNaN || b.isNaN { return !a.isNaN || (b.isNaN && one.offset < two.offset) }
      return a == b ? one.offset < two.offset : a > b
    }.map(\.element)
  }
}

extension SensitivityTable: Tabular {
  /// `sensitivity.csv`: `factor` and the columns, in the order of the scenario.
  public var tables: [TableFile] {
    let numbers = columns.enumerated().map { place, name in
      Column<Row>.number(name) { $0.values[place].isFinite ? $0.values[place] : nil }
    }
    return [TableFile("sensitivity.csv", RowTable([.text("factor") { $0.factor }] + numbers), rows)]
  }
}

/// How the part of each factor is found.
public enum SensitivityMethod: String, Sendable, CaseIterable {
  /// First-order and total indices from a design.
  case sobol
  /// Elementary effects from trajectories.
  case morris
  /// First-order indices and Borgonovo's delta from any sample.
  case givenData = "given-data"
  /// Partial rank correlations.
  case prcc
  /// Which number to collect next.
  case nextStatistic = "next-statistic"

  /// The column by which factors are ranked.
  public var rankingColumn: String {
    switch self {
    case .sobol: "total"
    case .morris: "mu_star"
    case .givenData: "first"
    case .prcc: "prcc"
    case .nextStatistic: "share"
    }
  }
}
