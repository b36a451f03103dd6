internal import Quantities
internal import Tables
internal import Wording

/// Rates of growth as an index: what grew by 8 % stands at 108 after 100.
///
/// Growth over the year before is chained from year to year; of months and quarters the last one
/// of the series is followed through the years, for only like with like is known. Growth over the
/// period before is chained from period to period.
enum GrowthIndex {
  /// Whether a series holds rates of growth: its name says so, and name or cells say percent, or
  /// that the year before is 100.
  static func applies(to series: RawSeries) -> Bool {
    (GrowthWords.areGrowth(series.name) || !series.growthWord.isEmpty)
      && divisor(of: series) != nil
  }

  /// Whether a series holds rates of which nobody says whether they are percent.
  static func isUnclear(_ series: RawSeries) -> Bool {
    !applies(to: series) && GrowthWords.areSurelyRates(series.name)
  }

  /// What is said of rates without a unit.
  static func unclear(_ series: RawSeries, _ file: String) -> LayoutError {
    LayoutError(
      "\(file): “\(series.name)” are rates of growth, in percent or as a share; write (%) behind the name, "
        + "or say --cells growth for percent, --cells levels to take them as they are",
      "\(file)：“\(series.name)”是增长率，但未注明是否为百分数；请在名称后写 (%)，或用 --cells growth（百分数）、"
        + "--cells levels（按原值）指明")
  }

  /// 100 for percent, 1,000 for permille; nil where nothing says it.
  private static func divisor(of series: RawSeries) -> Double? {
    if GrowthWords.indexBase(of: series.name) != nil { return 100 }
    let unit = HeaderWords.unit(of: series.name) ?? ""
    for (sign, divisor) in [("%", 100.0), ("％", 100), ("‰", 1000)]
    where series.unit == sign || unit.contains(sign) || series.name.hasSuffix(sign) {
      return divisor
    }
    return nil
  }

  /// What is taken off a rate: 100 where the base of the index is 100, and its values are such.
  private static func base(of series: RawSeries, _ rates: [Double]) -> Double {
    guard GrowthWords.indexBase(of: series.name) != nil, rates.allSatisfy({ $0 > 50 }) else {
      return 0
    }
    return 100
  }

  /// The index.
  ///
  /// - Throws: ``LayoutError`` where a rate is missing between others, or growth is that of sums of
  ///   a part of a year.
  static func index(
    of series: RawSeries, _ dates: [TableDate], file: String, remarks: inout [Phrase]
  ) throws(LayoutError) -> RawSeries {
    let isToDate =
      dates.contains { $0.kind == .yearToDate } || HeaderWords.isAddedUp(series.name)
    guard !isToDate || dates.allSatisfy({ $0.kind == .year }) else {
      throw LayoutError(
        "\(file): “\(series.name)” is the growth of sums from the beginning of the year, which says "
          + "nothing of single months; give the values, or the growth of each month",
        "\(file)：“\(series.name)”是累计值的增速，不能得出各月数值；请给出数值，或各月增速")
    }
    var points: [(period: Period, rate: Double, text: String, line: Int)] = []
    for (place, text) in series.values.enumerated() {
      guard let rate = try series.number(text, series.lines[place], file) else { continue }
      points.append((dates[place].period, rate, series.dates[place], series.lines[place]))
    }
    points.sort { $0.period < $1.period }
    try series.checkOnce(points.map { ($0.period, $0.text, $0.line) }, file)
    let base100 = base(of: series, points.map(\.rate))
    guard let last = points.last else { return series }
    let perYear = last.period.step.perYear
    let isFromLastPeriod = GrowthWords.areFromLastPeriod(series.name + series.growthWord)
    if !isFromLastPeriod { points.removeAll { $0.period.index != last.period.index } }
    let stride = isFromLastPeriod ? 1 : perYear
    for (earlier, later) in zip(points, points.dropFirst())
    where later.period - earlier.period != stride {
      throw LayoutError(
        "\(file):\(later.line): “\(series.name)” has no growth between \(earlier.text) and "
          + "\(later.text); fill the gap, or leave out what is before it",
        "\(file):\(later.line)：“\(series.name)”在 \(earlier.text) 与 \(later.text) 之间缺少增速；请补上，或去掉之前的数据"
      )
    }
    let form = DateForm(series.dates, dates)
    let divisor = divisor(of: series) ?? 100
    var result = series
    let origin = points[0].period.advanced(by: -stride)
    result.dates = [form.text(of: origin)]
    result.values = ["100"]
    result.lines = [points[0].line]
    var level = 100.0
    for point in points {
      level *= 1 + (point.rate - base100) / divisor
      result.dates.append(form.text(of: point.period))
      result.values.append(DecimalNumber.text(DecimalNumber.rounded(level, significant: 12)))
      result.lines.append(point.line)
    }
    remarks.append(
      Phrase(
        "“\(series.name)” is growth: taken as an index, \(result.dates[0]) = 100",
        "“\(series.name)”为增速：按指数计，\(result.dates[0]) = 100"))
    return result
  }
}
