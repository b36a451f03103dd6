internal import Expressions
internal import Quantities
public import Tables

/// Many series of one table: points and values, group by group.
public struct SeriesTable: Sendable {
  /// One series.
  public struct Series: Sendable {
    /// The name of the group; empty where the table has no groups.
    public let group: String
    /// The points, one array for each predictor.
    public let points: [[Double]]
    /// The values.
    public let values: [Double]

    /// The dates: the first predictor.
    public var times: [Double] { points[0] }
  }

  /// The series, in the order in which their groups first appear.
  public let series: [Series]

  /// Splits a table into series.
  ///
  /// A date may be a number, a year (2020), a quarter (2020-Q3) or a month (2020-06). A row whose
  /// value is empty is left out.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - predictors: the columns of the points, the dates first.
  ///   - value: the column of the values, or an expression of columns such as `log(y)`.
  ///   - group: the column of the groups, if there is one.
  /// - Throws: ``TableError``, or `InvalidExpression` for an expression of columns.
  public init(
    _ table: Table, predictors: [String], value: String, group: String?
  ) throws {
    let values = try SeriesTable.values(table, value)
    var columns: [[Double]] = []
    for name in predictors { columns.append(try SeriesTable.coordinates(table, name)) }
    let groups = try group.map { name throws(TableError) in try table.texts(name) }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for row in 0..<table.rowCount where !values[row].isNaN {
      let name = groups?[row] ?? ""
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    series = order.map { name in
      let members = rows[name] ?? []
      return Series(
        group: name, points: columns.map { column in members.map { column[$0] } },
        values: members.map { values[$0] })
    }
  }

  /// The numbers of a column, or of an expression of columns; NaN where a cell is empty.
  private static func values(_ table: Table, _ value: String) throws -> [Double] {
    let isExpression = value.contains { "(+-*/^".contains($0) }
    guard isExpression, !table.columns.contains(value) else {
      return try table.numbers(value, emptyAsNaN: true)
    }
    let compiled = try CompiledCurve(value, predictors: table.columns)
    // What is not a column must be a column's name misspelt.
    for name in compiled.parameters { _ = try table.column(name) }
    let used = table.columns.indices.filter { compiled.uses(predictor: $0) }
    var columns = table.columns.map { _ in [Double]() }
    for index in used {
      columns[index] = try table.numbers(table.columns[index], emptyAsNaN: true)
    }
    return (0..<table.rowCount).map { row in
      let point = columns.map { $0.isEmpty ? 0 : $0[row] }
      let result = compiled.value(parameters: [], at: point)
      // Empty cells leave the row out; a value that does not exist, such as log(0), is reported.
      return used.contains { point[$0].isNaN } ? .nan : result.isNaN ? .infinity : result
    }
  }

  /// The numbers of a column; dates become years.
  private static func coordinates(_ table: Table, _ name: String) throws(TableError) -> [Double] {
    do {
      return try table.numbers(name)
    } catch {
      let texts = try table.texts(name)
      let periods = texts.map { try? Period($0) }
      guard periods.allSatisfy({ $0 != nil }) else { throw error }
      return periods.map { $0?.coordinate ?? .nan }
    }
  }
}
