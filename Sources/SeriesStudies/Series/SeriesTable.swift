internal import Expressions
internal import Forecasting
internal import GrowthCurves
internal import Quantities
public import TableReading
public import Tables
public import Wording
internal import Workers

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
    /// A cell that could not be read, which fails the series.
    public let defect: SeriesFailure?
    /// A date that stands in two rows, which fails forecasts.
    let repeated: SeriesFailure?

    /// The dates: the first predictor.
    public var times: [Double] { points[0] }

    /// The dates and the values.
    var observations: [(time: Double, value: Double)] {
      zip(times, values).map { (time: $0, value: $1) }
    }
  }

  /// The series, in the order in which their groups first appear.
  public let series: [Series]
  /// How the table writes its dates; nil where they are numbers, years among them.
  public let dates: DateForm?
  /// What was taken how, beyond plain numbers and dates.
  public let remarks: [Phrase]
  /// The unit of the values, as the name of their column or their cells tell it, or who has read the
  /// table; nil where nothing does.
  public var unit: String?
  /// The units of series by their groups, as who has read the table sets them, where ``unit`` is not that of
  /// all.
  public var units: [String: String] = [:]
  /// The columns of the table.
  public let columns: [String]
  /// The column of the dates; nil where there are none.
  public let time: String?

  /// Splits a table into series.
  ///
  /// Dates and numbers are read in the usual forms (`DateColumn`, `NumberColumn`). A row whose
  /// value is missing is left out. A cell that is no number fails its series where there are
  /// groups, and the table where there are none.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - predictors: the columns of the points, the dates first.
  ///   - value: the column of the values, or an expression of columns such as `log(y)`.
  ///   - group: the column of the groups, if there is one.
  ///   - isDated: whether the first predictor is the dates; else it is a number like the others.
  ///   - workers: the number of threads.
  /// - Throws: `TableError`, `LayoutError`, or `InvalidExpression` for an expression of columns.
  public init(
    _ table: Table, predictors: [String], value: String, group: String?, isDated: Bool = true,
    workers: Int = 1
  ) throws {
    let read = SeriesTable.read(table, predictors, value, group, isDated, workers: workers)
    let (values, faults, remarks, column) = try read.values.get()
    let found = try read.columns.map { try $0.get() }
    let columns = found.map(\.coordinates)
    let dates = isDated ? found.first?.form : nil
    (self.dates, self.remarks) = (dates, remarks)
    (self.columns, time) = (table.columns, isDated ? predictors.first : nil)
    unit = column.flatMap { $0.unit.isEmpty ? nil : $0.unit }
    if group == nil, let fault = faults.min(by: { $0.key < $1.key }) {
      throw table.notANumber(row: fault.key, column: fault.value)
    }
    let (names, groupOfRow) = try read.groups.get()
    // The groups that have a row, in the order of their first ones, and the number of rows of each.
    var order: [Int] = []
    var counts = [Int](repeating: 0, count: names.count)
    var defects: [Int: SeriesFailure] = [:]
    var rows: [Int] = []
    rows.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let fault = faults.isEmpty ? nil : faults[row]
      guard fault != nil || !values[row].isNaN else { continue }
      let place = groupOfRow.isEmpty ? 0 : groupOfRow[row]
      if counts[place] == 0 { order.append(place) }
      if let column = fault, defects[place] == nil {
        defects[place] = .unreadable(
          line: table.line(ofRow: row), column: column,
          text: table.text(row: row, column: try table.column(column)))
      }
      counts[place] += 1
      rows.append(row)
    }
    let members = SeriesTable.sorted(rows, by: groupOfRow, order, counts)
    var begins = [0]
    for place in order { begins.append(begins[begins.count - 1] + counts[place]) }
    let ranges = zip(begins, begins.dropFirst()).map { $0..<$1 }
    for range in ranges { try column?.checkMagnitudes(of: members[range]) }
    let (wanted, faulty) = (order, defects)
    let pieces = stride(from: 0, to: order.count, by: 1024).map {
      $0..<min($0 + 1024, order.count)
    }
    series = Parallel.map(pieces, workers: workers) { piece in
      piece.map { number in
        let own = members[ranges[number]]
        let points = columns.map { column in own.map { column[$0] } }
        return Series(
          group: names[wanted[number]], points: points, values: own.map { values[$0] },
          defect: faulty[wanted[number]],
          repeated: SeriesTable.repeated(points[0], own, dates, table))
      }
    }
    .flatMap { $0 }
  }

  /// What the numbers of a series count, as its unit says.
  func counted(_ series: Series) -> CountedThings {
    guard let text = units[series.group] ?? unit, let unit = try? UnitParser().declaredUnit(text)
    else { return .unsaid }
    if let items = unit.things { return .things(items) }
    // So many firms a year, or thousands of what has no name: nothing says that they measure something.
    let mayCount = [.none, .rate].contains(unit.dimension) && unit.scale.value >= 1
    return mayCount ? .unsaid : .nothing
  }

  /// A date that stands in two rows.
  private static func repeated(
    _ times: [Double], _ rows: ArraySlice<Int>, _ form: DateForm?, _ table: Table
  ) -> SeriesFailure? {
    // Most series stand in order.
    if zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) { return nil }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    let rows = Array(rows)
    for (earlier, later) in zip(order, order.dropFirst()) where times[earlier] == times[later] {
      let time = times[later]
      return .repeatedDate(
        form?.text(at: time) ?? DecimalNumber.text(time),
        lines: [table.line(ofRow: rows[earlier]), table.line(ofRow: rows[later])])
    }
    return nil
  }

  /// What a column of values holds.
  private typealias Values = (
    numbers: [Double], faults: [Int: String], remarks: [Phrase], column: NumberColumn?
  )
  /// What a column of points holds.
  private typealias Points = (coordinates: [Double], form: DateForm?)

  /// What the columns hold, or why they cannot be read.
  private struct Columns {
    var values: Result<Values, any Error>
    var columns: [Result<Points, any Error>]
    var groups: Result<(names: [String], places: [Int]), any Error>
  }

  /// Reads the columns, one worker each.
  private static func read(
    _ table: Table, _ predictors: [String], _ value: String, _ group: String?, _ isDated: Bool,
    workers: Int
  ) -> Columns {
    enum Part: Sendable {
      case values(Result<Values, any Error>)
      case column(Result<Points, any Error>)
      case groups(Result<(names: [String], places: [Int]), any Error>)
    }
    let parts = Parallel.map(Array(-2..<predictors.count), workers: workers) { number -> Part in
      switch number {
      case -2: .values(Result { try SeriesTable.values(table, value) })
      case -1: .groups(Result { try group.map { try table.groups($0) } ?? ([""], []) })
      default:
        .column(
          Result {
            number == 0 && isDated
              ? try SeriesTable.dates(table, predictors[0])
              : (try SeriesTable.coordinates(table, predictors[number]), nil)
          })
      }
    }
    var all = Columns(
      values: .success(([], [:], [], nil)), columns: [], groups: .success(([], [])))
    for part in parts {
      switch part {
      case .values(let values): all.values = values
      case .groups(let groups): all.groups = groups
      case .column(let column): all.columns.append(column)
      }
    }
    return all
  }

  /// Rows of one group behind those of another, in their own order within each.
  private static func sorted(
    _ rows: [Int], by groupOfRow: [Int], _ order: [Int], _ counts: [Int]
  ) -> [Int] {
    guard order.count > 1 else { return rows }
    var next = [Int](repeating: 0, count: counts.count)
    var start = 0
    for place in order {
      next[place] = start
      start += counts[place]
    }
    var members = [Int](repeating: 0, count: rows.count)
    for row in rows {
      let place = groupOfRow[row]
      members[next[place]] = row
      next[place] += 1
    }
    return members
  }

  /// The numbers of a column, or of an expression of columns; NaN where a cell is empty, and the
  /// column of the first unreadable cell of a row.
  private static func values(
    _ table: Table, _ value: String
  ) throws -> Values {
    let isExpression = value.contains { "(+-*/^".contains($0) }
    guard isExpression, !table.columns.contains(value) else {
      let column = try NumberColumn(table, value)
      return (
        column.numbers, Dictionary(uniqueKeysWithValues: column.faults.map { ($0, value) }),
        column.remarks, column
      )
    }
    let compiled = try CompiledCurve(value, predictors: table.columns)
    // What is not a column must be a column's name misspelt.
    for name in compiled.parameters { _ = try table.column(name) }
    let used = table.columns.indices.filter { compiled.uses(predictor: $0) }
    var columns = table.columns.map { _ in [Double]() }
    var faults: [Int: String] = [:]
    var remarks: [Phrase] = []
    for index in used {
      let name = table.columns[index]
      let column = try NumberColumn(table, name)
      columns[index] = column.numbers
      remarks += column.remarks
      for row in column.faults where faults[row] == nil { faults[row] = name }
    }
    let numbers = (0..<table.rowCount).map { row in
      let point = columns.map { $0.isEmpty ? 0 : $0[row] }
      let result = compiled.value(parameters: [], at: point)
      // Empty cells leave the row out; a value that does not exist, such as log(0), is reported.
      return used.contains { point[$0].isNaN } ? .nan : result.isNaN ? .infinity : result
    }
    return (numbers, faults, remarks, nil)
  }

  /// The dates of a column in years, and their form.
  private static func dates(_ table: Table, _ name: String) throws -> Points {
    if let numbers = try? table.numbers(name), !DateColumn.mayBeDates(numbers) {
      return (numbers, nil)
    }
    let column = try DateColumn(try table.texts(name), name: name, file: table.file) {
      table.line(ofRow: $0)
    }
    return (column.coordinates, column.form)
  }

  /// The numbers of a column; dates become years.
  private static func coordinates(_ table: Table, _ name: String) throws -> [Double] {
    do {
      return try table.numbers(name)
    } catch {
      if let column = try? NumberColumn(table, name), column.faults.isEmpty,
        column.numbers.allSatisfy({ !$0.isNaN })
      {
        return column.numbers
      }
      guard let dates = try? SeriesTable.dates(table, name) else { throw error }
      return dates.coordinates
    }
  }
}

extension SeriesTable.Series {
  /// What a forecast makes of the series: every date once, and none beyond the calendar.
  func forecast<Value>(
    _ body: () throws(GrowthModelError) -> Value
  ) -> Result<Value, SeriesFailure> {
    if let repeated, defect == nil { return .failure(repeated) }
    if let far = times.first(where: { abs($0) > 9999 && $0 == $0.rounded() }), defect == nil {
      return .failure(.notADate(DecimalNumber.text(far)))
    }
    return attempt(body)
  }

  /// What a model makes of the series, or why it makes nothing.
  func attempt<Value>(
    _ body: () throws(GrowthModelError) -> Value
  ) -> Result<Value, SeriesFailure> {
    if let defect { return .failure(defect) }
    do throws(GrowthModelError) {
      return .success(try body())
    } catch {
      return .failure(.model(error))
    }
  }
}
