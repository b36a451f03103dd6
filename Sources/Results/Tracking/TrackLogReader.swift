internal import Quantities
internal import Tables
internal import Wording

/// Reads the file of a log, as this program wrote it or a spreadsheet saved it.
struct TrackLogReader {
  let file: String

  /// The log of a file; its rows may stand in another order than that of their numbers.
  ///
  /// - Throws: ``TrackLogError``, `TableError`.
  func log(_ bytes: [UInt8]) throws -> TrackLog {
    let text = try TextDecoding.utf8(bytes, file: file).bytes
    let rows = try CellGrid(text, file: file).rows
    guard let header = rows.first else {
      throw TrackLogError(file: file, line: 1, .noLog(found: ""))
    }
    let columns = try columns(header)
    var entries: [Int: TrackLog.Entry] = [:]
    var places: [Int: Cells] = [:]
    for row in rows.dropFirst() {
      try checkNamed(row, header)
      let cells = Cells(file: file, row: row, columns: columns)
      let number = try cells.number(TrackLogFile.version)
      guard number == number.rounded(), number >= 1, number < 1e9 else {
        throw cells.refusal(TrackLogFile.version, TrackLogError.wholeNumber)
      }
      let entry = try entry(cells)
      guard let open = entries[Int(number)] else {
        (entries[Int(number)], places[Int(number)]) = (entry, cells)
        continue
      }
      guard open.isAlike(entry) else {
        throw cells.refusal(TrackLogFile.version, TrackLogError.sameEntry)
      }
      entries[Int(number)] = open.joined(entry)
    }
    // A spreadsheet sorts at a click; the later word on a period is that of the higher number.
    let numbers = entries.keys.sorted()
    for (earlier, later) in zip(numbers, numbers.dropFirst()) {
      guard let before = entries[earlier], let after = entries[later], let cells = places[later],
        after.recorded < before.recorded
      else { continue }
      throw cells.refusal("recorded", TrackLogError.dayInOrder(before.recorded, entry: earlier))
    }
    return TrackLog(numbers.compactMap { entries[$0] })
  }

  private func columns(_ header: CellGrid.Row) throws(TrackLogError) -> [String: Int] {
    let known = TrackLog.table.columns.map(\.name)
    guard let first = header.cells.first, first.hasPrefix("waymark_track_") else {
      throw TrackLogError(file: file, line: header.line, .noLog(found: header.cells.first ?? ""))
    }
    guard header.cells.contains(TrackLogFile.version) else {
      throw TrackLogError(file: file, line: header.line, .otherVersion(found: first))
    }
    if let missing = known.first(where: { !header.cells.contains($0) }) {
      throw TrackLogError(file: file, line: header.line, .missingColumn(missing))
    }
    if let other = header.cells.first(where: { !known.contains($0) && !$0.isEmpty }) {
      throw TrackLogError(file: file, line: header.line, .unknownColumn(other))
    }
    if let twice = known.first(where: { name in header.cells.count { $0 == name } > 1 }) {
      throw TrackLogError(file: file, line: header.line, .columnTwice(twice))
    }
    return Dictionary(
      header.cells.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// Refuses what stands in no column that has a name; a spreadsheet may save empty cells there.
  private func checkNamed(_ row: CellGrid.Row, _ header: CellGrid.Row) throws(TrackLogError) {
    for (place, cell) in row.cells.enumerated() where !cell.allSatisfy(\.isWhitespace) {
      guard place >= header.cells.count || header.cells[place].isEmpty else { continue }
      throw TrackLogError(file: file, line: row.line, .cellWithoutColumn(cell))
    }
  }

  /// An entry of one row.
  private func entry(_ cells: Cells) throws(TrackLogError) -> TrackLog.Entry {
    guard let recorded = CalendarDay(cells["recorded"]) else {
      throw cells.refusal("recorded", TrackLogError.day)
    }
    guard let seed = UInt64(cells["seed"]) else {
      throw cells.refusal("seed", TrackLogError.wholeNumber)
    }
    let paths = try cells.number("paths")
    guard paths >= 1, paths <= 1e9 else { throw cells.refusal("paths", TrackLogError.wholeNumber) }
    guard TrackLogFile.isDigest(cells["plan"]) else {
      throw cells.refusal("plan", TrackLogError.plan)
    }
    var statistics: [TrackLog.Statistic] = []
    var targets: [TrackLog.TargetChange] = []
    switch cells["kind"] {
    case "observation", "revision": statistics.append(try statistic(cells))
    case "target": targets.append(try target(cells))
    default: throw cells.refusal("kind", TrackLogError.kind)
    }
    return TrackLog.Entry(
      recorded: recorded, statistics: statistics, targets: targets, plan: cells["plan"], seed: seed,
      paths: Int(paths))
  }

  private func statistic(_ cells: Cells) throws(TrackLogError) -> TrackLog.Statistic {
    let quantile = cells["quantile"].isEmpty ? nil : try cells.share("quantile")
    let value = cells["value"]
    guard !value.isEmpty else { throw cells.refusal("value", TrackLogError.value) }
    var expected: TrackLog.Expected?
    if !cells["p50"].isEmpty {
      expected = TrackLog.Expected(
        p10: try cells.number("p10"), p50: try cells.number("p50"), p90: try cells.number("p90"),
        quantile: quantile)
    }
    return TrackLog.Statistic(
      indicator: try cells.name(), period: try cells.period(), value: value,
      revisedFrom: cells["kind"] == "revision" ? cells["revised_from"] : nil, expected: expected,
      line: cells.row.line)
  }

  private func target(_ cells: Cells) throws(TrackLogError) -> TrackLog.TargetChange {
    TrackLog.TargetChange(
      target: try cells.name(), deadline: try cells.period(), before: try cells.share("before"),
      after: try cells.share("after"), error: try cells.number("error"), shares: cells["shares"])
  }
}

/// The cells of a row by the names of their columns.
private struct Cells {
  let file: String
  let row: CellGrid.Row
  let columns: [String: Int]

  subscript(column: String) -> String {
    guard let index = columns[column], index < row.cells.count else { return "" }
    return row.cells[index]
  }

  func refusal(_ column: String, _ wanted: Phrase) -> TrackLogError {
    TrackLogError(
      file: file, line: row.line, .cell(column: column, found: self[column], wanted: wanted))
  }

  func name() throws(TrackLogError) -> String {
    guard !self["name"].isEmpty else { throw refusal("name", TrackLogError.name) }
    return self["name"]
  }

  func number(_ column: String) throws(TrackLogError) -> Double {
    guard let number = DecimalNumber.parse(self[column]) else {
      throw refusal(column, TrackLogError.number)
    }
    return number
  }

  func share(_ column: String) throws(TrackLogError) -> Double {
    let number = try number(column)
    guard (0...1).contains(number) else { throw refusal(column, TrackLogError.share) }
    return number
  }

  func period() throws(TrackLogError) -> Period {
    guard let period = try? Period(self["period"]) else {
      throw refusal("period", TrackLogError.date)
    }
    return period
  }
}

extension TrackLog.Entry {
  /// Whether two rows may belong to one entry.
  fileprivate func isAlike(_ other: TrackLog.Entry) -> Bool {
    (recorded, plan) == (other.recorded, other.plan) && (seed, paths) == (other.seed, other.paths)
  }

  /// The entry with what another row of it tells.
  fileprivate func joined(_ other: TrackLog.Entry) -> TrackLog.Entry {
    TrackLog.Entry(
      recorded: recorded, statistics: statistics + other.statistics,
      targets: targets + other.targets, plan: plan, seed: seed, paths: paths)
  }
}
