internal import TableReading
internal import Tables
internal import Wording

/// A table of new statistics, as people keep it.
///
/// Either it has columns `indicator`, `date` and `value`, and perhaps `scenario`, then values may be bounds
/// and laws; or it is any table whose series are named by the indicators: a date and a column for each, a
/// row for each, and what else ``DataFile`` reads.
public enum StatisticTable {
  private static let owner = ["scenario", "情景", "方案"]
  private static let indicator = ["indicator", "指标", "name", "名称"]
  private static let date = ["date", "period", "time", "year", "日期", "时期", "时间", "年份", "期间"]
  private static let value = ["value", "数值", "值", "统计值"]

  /// Where the columns of a table are named, the names as they stand there.
  private struct Names {
    let owner: String?
    let indicator, date, value: String

    /// Finds them; nil where one is missing.
    init?(_ columns: [String]) {
      func named(_ names: [String]) -> String? {
        columns.first { names.contains(DataFile.nameAndUnit($0).name.lowercased()) }
      }
      guard let indicator = named(StatisticTable.indicator), let date = named(StatisticTable.date),
        let value = named(StatisticTable.value)
      else { return nil }
      (self.indicator, self.date, self.value) = (indicator, date, value)
      owner = named(StatisticTable.owner)
    }
  }

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that messages give.
  /// - Returns: the statistics in the order of the rows; empty cells are left out.
  /// - Throws: ``TableError``, ``LayoutError``, ``TrackingRefusal``.
  public static func statistics(_ bytes: [UInt8], file: String) throws -> [AddedStatistic] {
    var request = DataRequest()
    let header = DataFile.header(bytes, file: file) { Names($0) != nil }
    if let names = header.flatMap(Names.init) {
      (request.group, request.time, request.value) = (names.indicator, names.date, names.value)
      request.predictors = [names.owner].compactMap(\.self)
      request.takesUnitsByRow = true
    }
    let data = try DataFile(bytes, file: file, request)
    guard data.meaning != .growth else {
      throw TrackingRefusal(
        Phrase(
          "\(file): holds rates of growth; give the values themselves",
          "\(file)：为增长率；请给出数值本身"), exit: .badData)
    }
    let names = try data.group.map { try data.table.texts($0) }
    let owners = try request.predictors.first.map { try data.table.texts($0) }
    return try data.observations().map { observation in
      // Of several columns that name a series the first is the scenario, the last the indicator.
      let name = names?[observation.row] ?? data.value
      let parts = name.components(by: ", ")
      guard names != nil || data.time != nil, let indicator = parts.last else {
        throw TrackingRefusal(
          Phrase(
            "\(file): nothing says which indicators the values are of; name the columns `indicator`, `date` and "
              + "`value`, or write a column for each indicator",
            "\(file)：未说明数值属于哪些指标；请将各列命名为 `indicator`、`date`、`value`，或每个指标一列"),
          exit: .badData)
      }
      // A value that names no unit is in that of the table, a bound too.
      let told = observation.unit ?? (names == nil ? data.unit : data.unit(of: name))
      let namesNone = observation.number != nil || observation.value.last?.isNumber == true
      let unit = namesNone ? told.map { " " + $0 } ?? "" : ""
      if let told, !namesNone, isLawOfBareNumbers(observation.value) {
        throw TrackingRefusal(
          Phrase(
            "\(file):\(observation.line): the table is in “\(told)”, and “\(observation.value)” names no unit; write it "
              + "behind each of its numbers",
            "\(file):\(observation.line)：该表以“\(told)”计，而“\(observation.value)”没有注明单位；请在其中每个数字后写上"),
          exit: .badData)
      }
      return AddedStatistic(
        scenario: owners?[observation.row] ?? (parts.count > 1 ? parts.first : nil),
        indicator: DataFile.nameAndUnit(indicator).name, date: observation.date,
        value: observation.value + unit,
        source: file, line: observation.line)
    }
  }

  /// Whether a text is a law, `normal(600, 30)`, with a number that has no unit.
  private static func isLawOfBareNumbers(_ text: String) -> Bool {
    guard text.last == ")", let open = text.firstIndex(of: "(") else { return false }
    return text[open...].dropFirst().dropLast().split(separator: ",").contains { part in
      part.last { !$0.isWhitespace }?.isNumber == true
    }
  }
}

extension String {
  fileprivate func components(by separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
