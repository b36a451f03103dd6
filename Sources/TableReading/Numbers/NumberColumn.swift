internal import Quantities
public import Tables
public import Wording

/// A column of numbers as they are written, where plain reading leaves cells over.
public struct NumberColumn: Sendable {
  /// One number for each row; NaN where a cell is missing or cannot be read.
  public private(set) var numbers: [Double]
  /// The rows whose cells are neither numbers nor missing.
  public private(set) var faults: [Int]
  /// The unit that its cells name; empty where they name none.
  private(set) var unit = ""
  /// The word in its cells that makes growth of them; empty without one.
  private(set) var growthWord = ""
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
  /// - Throws: ``LayoutError`` or `TableError` where there is no such column.
  public init(_ table: Table, _ name: String) throws {
    let plain = try table.numbersAndFaults(name)
    (numbers, faults) = (plain.numbers, plain.faults)
    // Most tables are plain.
    guard !faults.isEmpty || table.separator == ";" else { return }
    let column = try table.column(name)
    let cells = Cells(name: name, file: table.file, separator: table.separator) {
      (table.text(row: $0, column: column), table.line(ofRow: $0))
    }
    try mend(cells)
  }

  /// Reads cells that are not yet a column of a table.
  init(
    _ texts: [String], name: String, file: String, separator: Character, line: (Int) -> Int
  ) throws(LayoutError) {
    let plain = texts.map { DecimalNumber.parse($0) ?? .nan }
    numbers = plain
    faults = texts.indices.filter { plain[$0].isNaN && !texts[$0].isEmpty }
    let lines = texts.indices.map(line)
    try mend(
      Cells(name: name, file: file, separator: separator) { (texts[$0], lines[$0]) })
  }

  /// The cells of a column and where they stand.
  private struct Cells {
    let name: String
    let file: String
    let separator: Character
    let at: (Int) -> (text: String, line: Int)
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
    if cells.separator == ";" { try checkPoints(cells) }
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
    for (row, number) in found { numbers[row] = number.value }
    faults = left
    unit = units.first ?? ""
    growthWord = found.lazy.map(\.number.growthWord).first { !$0.isEmpty } ?? ""
    remark(cells.name, found.map(\.number), gaps)
  }

  private func check(
    _ cells: Cells, _ found: [(row: Int, number: WrittenNumber)], _ units: Set<String>
  ) throws(LayoutError) {
    func refusal(_ row: Int, _ english: String, _ chinese: String) -> LayoutError {
      let (text, line) = cells.at(row)
      return LayoutError(
        "\(cells.file):\(line): column “\(cells.name)” has “\(text)”, \(english)",
        "\(cells.file):\(line)：列“\(cells.name)”中有“\(text)”，\(chinese)")
    }
    let isSettled = found.contains { $0.number.isGrouped && !$0.number.hasOneComma }
    if cells.separator == ";", !isSettled,
      let open = found.first(where: { $0.number.hasOneComma })
    {
      throw refusal(
        open.row, "whose comma may divide thousands or stand before decimals; write 1234 or 1.234",
        "逗号可能是千位分隔，也可能是小数点；请写 1234 或 1.234")
    }
    let hasPlain =
      numbers.contains { !$0.isNaN } || found.contains { $0.number.unit.isEmpty }
    let odd = found.first { !$0.number.unit.isEmpty }
    if let odd, units.count > 1 || hasPlain && !units.isDisjoint(with: ["%", "‰"]) {
      throw refusal(
        odd.row, "and other cells have another unit or none; write all in one unit",
        "而其他单元格的单位不同或没有单位；请统一单位")
    }
    if let odd, hasPlain, let unit = units.first, !UnitParser().knows(unit) {
      throw refusal(
        odd.row, "and “\(unit)” is no unit that is known; remove it, or write it in every cell",
        "“\(unit)”不是已知单位；请删去，或在每个单元格中都写上")
    }
    if let unit = HeaderWords.unit(of: cells.name),
      [2, 1].contains(where: { UnitParser.isMagnitude(String(unit.prefix($0))) }),
      let odd = found.first(where: { !$0.number.magnitude.isEmpty })
    {
      throw refusal(
        odd.row, "and its name says that it counts in “\(unit)”; write the number alone",
        "而其名称已注明以“\(unit)”计；请只写数字")
    }
  }

  /// Where semicolons separate, points may stand between thousands: 13.500.
  private func checkPoints(_ cells: Cells) throws(LayoutError) {
    var example: Int?
    for row in numbers.indices {
      let parts = cells.at(row).text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count > 1 else { continue }
      let isGrouped =
        parts.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
        && (1...3).contains(parts[0].count) && parts[0].first != "0"
        && parts[0].allSatisfy(\.isNumber)
      guard isGrouped else { return }
      example = example ?? row
    }
    guard let row = example else { return }
    let (text, line) = cells.at(row)
    throw LayoutError(
      "\(cells.file):\(line): column “\(cells.name)” has “\(text)”, whose point may divide thousands; "
        + "write 13500 or 13.5",
      "\(cells.file):\(line)：列“\(cells.name)”中有“\(text)”，小数点可能是千位分隔；请写 13500 或 13.5")
  }

  private mutating func remark(_ name: String, _ found: [WrittenNumber], _ gaps: Set<String>) {
    if found.contains(where: \.isGrouped) {
      remarks.append(
        Phrase("“\(name)”: digits in groups of three", "“\(name)”：数字按千位分隔"))
    }
    let magnitudes = Set(found.map(\.magnitude)).subtracting([""]).sorted()
    if !magnitudes.isEmpty {
      remarks.append(
        Phrase(
          "“\(name)”: \(magnitudes.joined(separator: ", ")) multiplied out",
          "“\(name)”：已按\(magnitudes.joined(separator: "、"))换算"))
    }
    if !unit.isEmpty {
      remarks.append(Phrase("“\(name)” is in \(unit)", "“\(name)”的单位为\(unit)"))
    }
    if !gaps.isEmpty {
      let words = gaps.sorted().map { "“\($0)”" }
      remarks.append(
        Phrase(
          "\(words.joined(separator: ", ")): missing", "\(words.joined(separator: "、"))为缺失值"))
    }
  }
}
