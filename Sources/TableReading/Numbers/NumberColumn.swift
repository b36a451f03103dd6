internal import Quantities
public import Tables
public import Wording

/// A column of numbers as they are written, where plain reading leaves cells over.
public struct NumberColumn: Sendable {
  /// One number for each row; NaN where a cell is missing or cannot be read.
  public private(set) var numbers: [Double]
  /// The rows whose cells are neither numbers nor missing.
  public private(set) var faults: [Int]
  /// The unit of its numbers: that of its name or table, else that of its cells; empty without.
  public private(set) var unit = ""
  /// The word in its cells that makes growth of them; empty without one.
  private(set) var growthWord = ""
  /// The magnitudes that cells have behind their numbers, with their lines.
  private var magnitudes: [Int: (word: String, text: String, line: Int)] = [:]
  private var place = ColumnPlace(file: "", name: "")
  /// What was taken how.
  public private(set) var remarks: [Phrase] = []

  /// Reads the column of a table.
  ///
  /// Thousands separators, magnitudes (万, 亿, million) and the same unit in each cell are read;
  /// what has two readings is refused: `1,234` where semicolons separate, some cells in percent and
  /// others not, 万 under a header that counts in 万.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - name: the name of the column.
  ///   - context: the unit that the table gives to it where its name says none.
  /// - Throws: ``LayoutError`` or `TableError` where there is no such column.
  public init(_ table: Table, _ name: String, unit context: String? = nil) throws {
    let plain = try table.numbersAndFaults(name)
    (numbers, faults) = (plain.numbers, plain.faults)
    unit = HeaderWords.knownUnit(of: name) ?? context ?? ""
    // Most tables are plain.
    guard !faults.isEmpty || Self.asksForCommas(table.separator) else { return }
    let column = try table.column(name)
    let cells = Cells(name: name, file: table.file, separator: table.separator) {
      (table.text(row: $0, column: column), table.line(ofRow: $0))
    }
    try mend(cells)
  }

  /// Reads cells that are not yet a column of a table.
  init(
    _ texts: [String], name: String, file: String, separator: Character, unit context: String?,
    line: (Int) -> Int
  ) throws(LayoutError) {
    let plain = texts.map { DecimalNumber.parse($0) ?? .nan }
    numbers = plain
    faults = texts.indices.filter { plain[$0].isNaN && !texts[$0].isEmpty }
    let lines = texts.indices.map(line)
    unit = context ?? ""
    try mend(
      Cells(name: name, file: file, separator: separator) { (texts[$0], lines[$0]) })
  }

  /// The name of a column and its file.
  private struct ColumnPlace {
    let file: String
    let name: String
  }

  /// The cells of a column and where they stand.
  private struct Cells {
    let name: String
    let file: String
    let separator: Character
    let at: (Int) -> (text: String, line: Int)

    /// Where the column stands.
    var place: ColumnPlace { ColumnPlace(file: file, name: name) }

    /// What a cell has that cannot be, with what to do.
    func refusal(_ row: Int, _ english: String, _ chinese: String) -> LayoutError {
      let (text, line) = at(row)
      return LayoutError(
        "\(file):\(line): column “\(name)” has “\(text)”, \(english)",
        "\(file):\(line)：列“\(name)”中有“\(text)”，\(chinese)")
    }
  }

  /// Sees to it that a series does not jump where its cells change from one magnitude to another:
  /// 9800, 1.01万 goes on, 1.01万, 1.02亿 does not.
  ///
  /// - Parameter rows: the rows of one series in their order.
  /// - Throws: ``LayoutError`` where a number is a thousand times the one before it, or less.
  public func checkMagnitudes(of rows: some Sequence<Int>) throws(LayoutError) {
    guard !magnitudes.isEmpty else { return }
    let told = rows.filter { !numbers[$0].isNaN && numbers[$0] != 0 }
    for (earlier, later) in zip(told, told.dropFirst()) {
      let ratio = abs(numbers[later] / numbers[earlier])
      guard magnitudes[earlier]?.word != magnitudes[later]?.word, ratio >= 1000 || ratio <= 0.001,
        let cell = magnitudes[later] ?? magnitudes[earlier]
      else { continue }
      throw LayoutError(
        "\(place.file):\(cell.line): column “\(place.name)” has “\(cell.text)”, a thousand times its "
          + "neighbour or more; write all numbers in one unit",
        "\(place.file):\(cell.line)：列“\(place.name)”中的“\(cell.text)”与相邻数值相差千倍以上；请统一单位")
    }
  }

  /// Whether a text says that there is no value.
  static func isMissing(_ text: String) -> Bool {
    missing.contains(text.filter { !$0.isWhitespace }.lowercased())
  }

  /// Whether a text, which is not empty, says that there is no value.
  static func isNoValue(_ text: String) -> Bool { !text.isEmpty && isMissing(text) }

  /// What tables write where there is no value, besides what plain tables do.
  private static let missing: Set<String> = [
    "", "na", "nan", "null", ".", "-", "–", "—", "－", "--", "——", "−", "…", "……", "..", "...", ":",
    "n/a", "#n/a", "#n/a!", "none", "n.a.", "nd", "无", "暂无", "缺失", "不详", "无数据", "未公布", "/",
  ]

  private mutating func mend(_ cells: Cells) throws(LayoutError) {
    try takePoints(cells)
    var (found, units, gaps): ([(row: Int, number: WrittenNumber)], Set<String>, Set<String>) =
      ([], [], [])
    var left: [Int] = []
    for row in faults {
      let text = cells.at(row).text
      if Self.isMissing(text) {
        gaps.insert(text)
      } else if let number = WrittenNumber(text) {
        found.append((row, number))
        if !number.unit.isEmpty { units.insert(number.unit) }
      } else {
        left.append(row)
      }
    }
    try check(cells, found, units)
    let base = unit
    let factors = try factors(cells, found, units)
    for (row, number) in found {
      let factor = factors[number.unit] ?? 1
      numbers[row] =
        factor == 1
        ? number.value : DecimalNumber.rounded(number.value * factor, significant: 15)
    }
    faults = left
    place = cells.place
    for (row, number) in found where !number.magnitude.isEmpty {
      let (text, line) = cells.at(row)
      magnitudes[row] = (number.magnitude, text, line)
    }
    unit = base.isEmpty ? units.first ?? "" : base
    growthWord = found.lazy.map(\.number.growthWord).first { !$0.isEmpty } ?? ""
    remark(cells.name, found.map(\.number), gaps)
    if base.isEmpty, !unit.isEmpty {
      remarks.append(Phrase("“\(cells.name)” is in \(unit)", "“\(cells.name)”的单位为\(unit)"))
    }
    for (own, factor) in factors.sorted(by: { $0.key < $1.key }) where factor != 1 {
      remarks.append(
        Phrase(
          "“\(cells.name)”: \(own) made \(base)", "“\(cells.name)”：\(own)已换算为\(base)"))
    }
  }

  /// By how much numbers in the units of cells must be multiplied to be in the unit of the column.
  ///
  /// - Throws: ``LayoutError`` where a cell names a unit and others none, or one that the unit of the
  ///   column does not measure.
  private func factors(
    _ cells: Cells, _ found: [(row: Int, number: WrittenNumber)], _ units: Set<String>
  ) throws(LayoutError) -> [String: Double] {
    let isMixed =
      numbers.contains { !$0.isNaN } || found.contains { $0.number.unit.isEmpty }
    var factors: [String: Double] = [:]
    for (row, number) in found where !number.unit.isEmpty && factors[number.unit] == nil {
      guard !unit.isEmpty else {
        // 405家 beside 450 says nothing else; 1.1 km beside 980 may.
        let known = try? UnitParser().unit(number.unit)
        if isMixed, known == nil {
          throw cells.refusal(
            row,
            "and “\(number.unit)” is no unit that is known; remove it, or write it in every cell",
            "“\(number.unit)”不是已知单位；请删去，或在每个单元格中都写上")
        }
        if isMixed, known?.dimension != Dimension.none || known?.scale != .one {
          throw cells.refusal(
            row, "and other cells name no unit; write all in one unit",
            "而其他单元格没有注明单位；请统一单位")
        }
        continue
      }
      guard let factor = UnitFactor.of(number.unit, to: unit) else {
        throw cells.refusal(
          row, "and its column is in “\(unit)”; write the number in that unit",
          "而该列以“\(unit)”计；请按该单位填写数字")
      }
      factors[number.unit] = factor
    }
    return factors
  }

  private func check(
    _ cells: Cells, _ found: [(row: Int, number: WrittenNumber)], _ units: Set<String>
  ) throws(LayoutError) {
    let isSettled = found.contains { $0.number.isGrouped && !$0.number.hasOneComma }
    if Self.asksForCommas(cells.separator), !isSettled,
      let open = found.first(where: { $0.number.hasOneComma })
    {
      let (whole, fraction) = Self.readings(of: cells.at(open.row).text, mark: ",")
      throw cells.refusal(
        open.row,
        "whose comma may divide thousands or stand before decimals; write \(whole) or \(fraction)",
        "逗号可能是千位分隔，也可能是小数点；请写 \(whole) 或 \(fraction)")
    }
    if let odd = found.first(where: { !$0.number.unit.isEmpty }), unit.isEmpty, units.count > 1 {
      throw cells.refusal(
        odd.row, "and other cells have another unit or none; write all in one unit",
        "而其他单元格的单位不同或没有单位；请统一单位")
    }
    let counted = HeaderWords.magnitude(of: unit)
    if !counted.isEmpty,
      let odd = found.first(where: { !$0.number.magnitude.isEmpty && $0.number.unit.isEmpty })
    {
      throw cells.refusal(
        odd.row, "and its column counts in “\(unit)”; write the number alone",
        "而该列已注明以“\(unit)”计；请只写数字")
    }
  }

  /// Whether what separates cells is used where commas stand before decimals.
  private static func asksForCommas(_ separator: Character) -> Bool {
    separator == ";" || separator == "\t"
  }

  /// Points between thousands: `1.234.567` can be nothing else, and says it of `13.500` beside it;
  /// alone, `13.500` has two readings where semicolons or tabs separate.
  private mutating func takePoints(_ cells: Cells) throws(LayoutError) {
    let asks = Self.asksForCommas(cells.separator)
    guard asks || faults.contains(where: { cells.at($0).text.count { $0 == "." } > 1 }) else {
      return
    }
    var example: Int?
    var isSettled = false
    var values: [Int: Double] = [:]
    for row in numbers.indices {
      let text = cells.at(row).text
      let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count > 1 else { continue }
      let isGrouped =
        parts.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
        && (1...3).contains(parts[0].count) && parts[0].first != "0"
        && parts[0].allSatisfy(\.isNumber)
      guard isGrouped else { return }
      if parts.count > 2 { isSettled = true }
      values[row] = DecimalNumber.parse(text.filter { $0 != "." })
      example = example ?? row
    }
    if isSettled {
      for (row, value) in values { numbers[row] = value }
      faults.removeAll { values[$0] != nil }
      remarks.append(
        Phrase(
          "“\(cells.name)”: points divide thousands", "“\(cells.name)”：小数点为千位分隔"))
      return
    }
    guard asks else { return }
    guard let row = example else { return }
    let (whole, fraction) = Self.readings(of: cells.at(row).text, mark: ".")
    throw cells.refusal(
      row, "whose point may divide thousands; write \(whole) or \(fraction)",
      "小数点可能是千位分隔；请写 \(whole) 或 \(fraction)")
  }

  /// Both readings of a number with three digits behind its mark, each as it has no other: 1234 and
  /// 1.2340 of `1.234`, 13500 and 13.5 of `13.500`.
  private static func readings(
    of text: String, mark: Character
  ) -> (whole: String, fraction: String) {
    let whole = text.filter { $0 != mark }
    guard let end = text.lastIndex(where: \.isNumber) else { return (whole, text) }
    let tail = String(text[text.index(after: end)...])
    var digits = String(text[...end].map { $0 == mark ? "." : $0 })
    if digits.last == "0" {
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    } else {
      digits.append("0")
    }
    return (whole, digits + tail)
  }

  private mutating func remark(_ name: String, _ found: [WrittenNumber], _ gaps: Set<String>) {
    if found.contains(where: \.isGrouped) {
      remarks.append(
        Phrase("“\(name)”: digits in groups of three", "“\(name)”：数字按千位分隔"))
    }
    let marks = Set(found.map(\.mark)).subtracting([""]).sorted().map { "“\($0)”" }
    if !marks.isEmpty {
      remarks.append(
        Phrase(
          "“\(name)”: marks of footnotes left out: \(marks.joined(separator: ", "))",
          "“\(name)”：略去注释标记\(marks.joined(separator: "、"))"))
    }
    let magnitudes = Set(found.map(\.magnitude)).subtracting([""]).sorted()
    if !magnitudes.isEmpty {
      remarks.append(
        Phrase(
          "“\(name)”: \(magnitudes.joined(separator: ", ")) multiplied out",
          "“\(name)”：已按\(magnitudes.joined(separator: "、"))换算"))
    }
    if !gaps.isEmpty {
      let words = gaps.sorted().map { "“\($0)”" }
      remarks.append(
        Phrase(
          "\(words.joined(separator: ", ")): missing", "\(words.joined(separator: "、"))为缺失值"))
    }
  }
}
