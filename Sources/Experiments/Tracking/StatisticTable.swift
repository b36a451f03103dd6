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

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that messages give.
  /// - Returns: the statistics in the order of the rows; empty cells are left out.
  /// - Throws: ``TableError``, ``LayoutError``, ``TrackingRefusal``.
  public static func statistics(_ bytes: [UInt8], file: String) throws -> [AddedStatistic] {
    let columns = (try? CSVReader.parse(bytes, file: file).columns) ?? []
    func named(_ names: [String]) -> String? {
      columns.first { names.contains(DataFile.nameAndUnit($0).name.lowercased()) }
    }
    var request = DataRequest()
    let ownerColumn = named(owner)
    if let indicator = named(indicator), let date = named(date), let value = named(value) {
      (request.group, request.time, request.value) = (indicator, date, value)
      request.predictors = [ownerColumn].compactMap(\.self)
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
      // A number that names no unit is in that of the table.
      let told = names == nil ? data.unit : data.unit(of: name)
      let unit = observation.number == nil ? "" : told.map { " " + $0 } ?? ""
      return AddedStatistic(
        scenario: owners?[observation.row] ?? (parts.count > 1 ? parts.first : nil),
        indicator: DataFile.nameAndUnit(indicator).name, date: observation.date,
        value: observation.value + unit,
        source: file, line: observation.line)
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
