internal import Quantities
internal import Tables

/// One series of a table before it is known what its values are.
struct RawSeries {
  /// What the values are called.
  let name: String
  /// The name of the series among others.
  let group: String
  /// The dates as written.
  var dates: [String]
  /// The values: numbers, or what was written instead, or nothing.
  var values: [String]
  /// The lines of the values.
  var lines: [Int]
  /// The unit of its values, by the cells, the name or the table; empty where nothing tells it.
  var unit = ""
  /// The word in the cells that makes growth of them.
  var growthWord = ""

  /// Takes the unit that a row tells.
  ///
  /// - Throws: ``LayoutError`` where the rows before it tell another one, or a number of the row has a
  ///   magnitude that the unit has too.
  mutating func take(unit other: String, _ line: Int, _ file: String) throws(LayoutError) {
    guard !other.isEmpty, other != unit else { return }
    // One unit may be written in two ways.
    guard unit.isEmpty || UnitFactor.of(other, to: unit) == 1 else {
      throw LayoutError(
        "\(file):\(line): the row is in “\(other)”, and those of the same series above in “\(unit)”; "
          + "write all in one unit",
        "\(file):\(line)：该行单位为“\(other)”，同一序列的前几行为“\(unit)”；请统一单位")
    }
    if unit.isEmpty { unit = other }
  }

  /// The number of a cell; nil where it is missing.
  ///
  /// - Throws: ``LayoutError`` where the cell holds something else: what is computed from all cells of
  ///   a series cannot leave one out.
  func number(_ text: String, _ line: Int, _ file: String) throws(LayoutError) -> Double? {
    if let number = DecimalNumber.parse(text) { return number }
    guard !NumberColumn.isMissing(text) else { return nil }
    let isSame = ["持平", "unchanged"].contains { text.lowercased().contains($0) }
    throw LayoutError(
      "\(file):\(line): “\(name)” has “\(text)”, which is not a number; "
        + (isSame ? "write 0" : "write the number alone, or leave the cell empty"),
      "\(file):\(line)：“\(name)”中的“\(text)”不是数字；" + (isSame ? "请写 0" : "请只写数字，或留空"))
  }

  /// Sees to it that no date stands in two rows, of points in the order of time.
  ///
  /// - Throws: ``LayoutError`` where one does.
  func checkOnce(
    _ points: [(period: Period, text: String, line: Int)], _ file: String
  ) throws(LayoutError) {
    for (earlier, later) in zip(points, points.dropFirst()) where earlier.period == later.period {
      throw twice(later.text, [earlier.line, later.line], file)
    }
  }

  /// A date that stands in two rows.
  func twice(_ date: String, _ lines: [Int], _ file: String) -> LayoutError {
    let numbers = lines.map(String.init)
    return LayoutError(
      "\(file): \(date) stands in two rows of “\(name)”, lines \(numbers.joined(separator: " and ")); keep "
        + "one of them",
      "\(file)：“\(name)”的 \(date) 出现在两行（第 \(numbers.joined(separator: "、")) 行）；请只保留其一")
  }
}
