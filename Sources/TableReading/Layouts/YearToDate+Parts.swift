internal import Quantities
internal import Tables
internal import Wording

// Tables that are nearly sums from the beginning of the year.
extension YearToDate {
  /// Whether a series has the first two months of each year together and the others alone, as
  /// Chinese statistics publish monthly amounts.
  static func areMonthsButForTheFirstTwo(_ series: RawSeries, _ dates: [TableDate]) -> Bool {
    guard !HeaderWords.isAddedUp(series.name) else { return false }
    let sums = dates.filter { $0.kind == .yearToDate }
    let months = dates.filter { $0.kind == .month }
    return !sums.isEmpty && sums.allSatisfy { $0.period.index == 1 } && !months.isEmpty
      && sums.count + months.count == dates.count && months.allSatisfy { $0.period.index > 1 }
  }

  /// The months of such a series: January and February have half each of their sum.
  static func halves(
    of series: RawSeries, _ dates: [TableDate], file: String, remarks: inout [Phrase]
  ) throws(LayoutError) -> RawSeries {
    let isChinese = series.dates.contains { $0.contains("年") }
    var result = series
    (result.dates, result.values, result.lines) = ([], [], [])
    for (place, date) in dates.enumerated() {
      let (text, line) = (series.values[place], series.lines[place])
      guard let value = try series.number(text, line, file) else { continue }
      let isSum = date.kind == .yearToDate
      for period in isSum ? [date.period.advanced(by: -1), date.period] : [date.period] {
        result.dates.append(written(period, isChinese))
        result.values.append(isSum ? DecimalNumber.text(value / 2) : text)
        result.lines.append(line)
      }
    }
    remarks.append(
      Phrase("January and February have half each of their sum", "1、2月各取两月合计的一半"))
    return result
  }

  /// Sums of which none has the one before it.
  static func nothingLeft(
    of series: RawSeries, _ dates: [TableDate], _ file: String
  ) -> LayoutError {
    let years = dates.filter {
      $0.kind == .year || $0.period.step == .month && $0.period.index == 11
    }
    let others = series.dates.indices.filter { place in
      !(dates[place].kind == .year
        || dates[place].period.step == .month && dates[place].period.index == 11)
    }
    let shown = others.prefix(4).map { "“\(series.dates[$0])”" }
    guard !years.isEmpty, !others.isEmpty else {
      return LayoutError(
        "\(file): “\(series.name)” has sums from the beginning of the year, and none has the one before it; "
          + "give those of all months or quarters",
        "\(file)：“\(series.name)”为当年累计，但各期均缺少前一期；请给出各月或各季的累计值")
    }
    return LayoutError(
      "\(file):\(series.lines[others[0]]): \(shown.joined(separator: ", ")) among whole years of "
        + "“\(series.name)” cannot be compared with them; leave out the parts of years",
      "\(file):\(series.lines[others[0]])：“\(series.name)”在整年数据中夹有\(shown.joined(separator: "、"))，"
        + "不能与整年相比；请删去年内累计的数据")
  }
}
