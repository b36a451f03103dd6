/// What is wanted of a table: columns by name, or whatever its layout makes plain.
public struct DataRequest: Sendable {
  /// The column of the dates.
  public var time: String?
  /// The column of the values, an expression of columns, or a row of a table whose dates run across.
  public var value: String?
  /// The column that names the series.
  public var group: String?
  /// Further columns that must be there.
  public var predictors: [String] = []
  /// Whether rows of one series may be in several units, as their column of units tells them; each
  /// observation has its own then.
  public var takesUnitsByRow = false
  /// Whether the column that tells several series apart is looked for where dates and values are named too.
  public var tellsSeries = false
  /// Whether a scenario asks: its keys name columns where a command has options.
  public var isOfScenario = false
  /// What the values are; nil where names and dates are to say it.
  public var cells: CellMeaning?

  /// A request that leaves all to the layout.
  public init() {}

  /// How a column is named by who asks: `--value` or `value:`.
  func word(_ key: String) -> String { isOfScenario ? "`\(key):`" : "--\(key)" }
}

/// What the values of a table are.
public enum CellMeaning: String, CaseIterable, Sendable {
  /// Values as they are.
  case levels
  /// Sums from the beginning of the year.
  case yearToDate = "year-to-date"
  /// Rates of growth in percent.
  case growth
}
