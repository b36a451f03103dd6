internal import Quantities
internal import Wording

/// The time of a file as it is written.
struct WrittenTime {
  let first: Period
  let last: Period
  let step: TimeStep
  let start: Field
  let end: Field
}

// The grid of the scenario, and on it the time of each of its files.
extension ScenarioDecoder {
  /// The parts as sections, those that can be opened.
  mutating func open() -> [Part] {
    zip(document.parts, document.scopes).compactMap { part, scope in
      let field = Field(
        key: "scenario", keyPlace: part.place, node: part.root, path: "", issues: issues,
        scope: scope)
      let isFile = part.files != nil
      guard
        let section = Section(
          field, keys: isFile ? FormatKeys.root : FormatKeys.family.filter { $0 != "file" })
      else { return nil }
      if isFile { version(section) }
      return Part(part: part, root: section, time: nil)
    }
  }

  /// The grid, and the parts with their own time on it.
  ///
  /// What the file does not say of its time is what its parts need: from the earliest start to the
  /// latest end, in the shortest step.
  func times(_ parts: [Part]) -> (ScenarioTime?, [Part]) {
    let inner = parts.dropFirst().map { part in
      part.part.files == nil || part.root["time"] == nil ? nil : written(part.root)
    }
    let known = inner.compactMap(\.self)
    guard let time = grid(parts[0].root, known) else { return (nil, parts) }
    var timed = parts
    timed[0].time = time
    for (index, written) in zip(parts.indices.dropFirst(), inner) {
      if let written, parts[index].part.files != nil {
        timed[index].time = own(written, on: time, parts[index])
      } else {
        // What stands in a file has the time of that file.
        timed[index].time = parts[index].part.parent.flatMap { parent in
          timed.first { $0.part.name == document.parts[parent].name }?.time
        }
      }
    }
    return (time, timed)
  }

  /// What each part adds to the index of a period: a file counts from its own start, and one that
  /// leaves its start to its parts by the calendar.
  func firstSteps(_ parts: [Part], _ grid: ScenarioTime) -> [String: Int] {
    guard parts.count > 1 else { return [:] }
    let startsItself = parts[0].root["time"]?.node["start"] != nil
    let own = startsItself ? 0 : grid.start.ordinal
    return Dictionary(
      parts.map { part in
        let start = part.time.map { grid.start - $0.start } ?? 0
        return (part.part.name, start == 0 && isInFile(part) ? own : start)
      }, uniquingKeysWith: { a, _ in a })
  }

  /// Whether a part stands in the file itself and not in one that it includes.
  private func isInFile(_ part: Part) -> Bool {
    var part: DocumentPart? = part.part
    while let inner = part, inner.files == nil {
      part = inner.parent.map { document.parts[$0] }
    }
    return part?.parent == nil
  }

  private func written(_ root: Section) -> WrittenTime? {
    guard let field = root.required("time", "{start: 2020, end: 2030, step: year}"),
      let section = Section(field, keys: FormatKeys.time)
    else { return nil }
    let stepField = section["step"]
    let written = stepField?.choice(TimeStep.self)
    if stepField != nil && written == nil { return nil }
    let startField = section.required("start", "2020")
    let endField = section.required("end", "2030")
    guard let startField, let endField, let first = startField.period(),
      let last = endField.period()
    else { return nil }
    return WrittenTime(
      first: first, last: last, step: written ?? Self.finest([first.step, last.step]),
      start: startField, end: endField)
  }

  private static func finest(_ steps: [TimeStep]) -> TimeStep {
    steps.max { $0.perYear < $1.perYear } ?? .year
  }

  /// The grid of the file, with what it leaves open taken from its parts.
  private func grid(_ root: Section, _ parts: [WrittenTime]) -> ScenarioTime? {
    guard !parts.isEmpty else { return written(root).flatMap { onGrid($0, step: $0.step) } }
    let section = root["time"].map { Section($0, keys: FormatKeys.time) }
    if root["time"] != nil, section == nil { return nil }
    let own = section ?? nil
    let stepField = own?["step"]
    let step = stepField?.choice(TimeStep.self)
    if stepField != nil && step == nil { return nil }
    let (startField, endField) = (own?["start"], own?["end"])
    let (start, end) = (startField?.period(), endField?.period())
    if startField != nil && start == nil || endField != nil && end == nil { return nil }
    let earliest = parts.min { $0.first.firstMonth < $1.first.firstMonth }
    let latest = parts.max { $0.last.lastMonth < $1.last.lastMonth }
    guard let earliest, let latest else { return nil }
    return onGrid(
      WrittenTime(
        first: start ?? earliest.first, last: end ?? latest.last,
        step: step
          ?? Self.finest(parts.map(\.step) + [start, end].compactMap { $0?.step }),
        start: startField ?? earliest.start, end: endField ?? latest.end),
      step: nil)
  }

  /// A time on its own grid, or on another one.
  private func onGrid(_ written: WrittenTime, step other: TimeStep?) -> ScenarioTime? {
    let step = other ?? written.step
    let (first, last) = (written.first, written.last)
    guard
      let start = onGrid(
        written.start, first, step, { p throws(QuantityError) in try p.first(on: step) }),
      let end = onGrid(
        written.end, last, step, { p throws(QuantityError) in try p.last(on: step) })
    else { return nil }
    guard start <= end else {
      written.end.report(
        Phrase("\(last) is before the start \(first)", "\(last) 早于起点 \(first)"),
        Phrase("let the end follow the start", "终点须在起点之后"))
      return nil
    }
    guard end - start < Self.periodLimit else {
      written.end.report(
        Phrase(
          "\(end - start + 1) periods are more than the \(Self.periodLimit) allowed",
          "\(end - start + 1) 期超过允许的 \(Self.periodLimit) 期"),
        Phrase("take a longer step or a nearer end", "请加大步长，或提前终点"))
      return nil
    }
    let after = (try? first.last(on: step)) ?? start
    return ScenarioTime(
      start: start, end: end, startsAfter: min(after, end), lengthOfStart: first.step,
      stepOfFile: written.step)
  }

  /// The time of a part on the grid of the scenario, which must hold its beginning.
  private func own(_ written: WrittenTime, on grid: ScenarioTime, _ part: Part) -> ScenarioTime? {
    guard let time = onGrid(written, step: grid.step) else { return nil }
    guard time.start >= grid.start, time.startsAfter <= grid.end else {
      issues.report(
        part.part.place, "include.\(part.part.name)",
        Phrase(
          "begins in \(written.first), outside the simulated time, \(grid.start) to \(grid.end)",
          "始于 \(written.first)，在模拟期 \(grid.start) 至 \(grid.end) 之外"),
        Phrase(
          "leave `time.start` and `time.end` out, and the file takes those of its parts",
          "请省去 `time.start` 和 `time.end`，由各部分决定"))
      return nil
    }
    return time
  }
}

extension Period {
  /// Its first month, counted on.
  fileprivate var firstMonth: Int { ordinal * (12 / step.perYear) }

  /// Its last month, counted on.
  fileprivate var lastMonth: Int { (ordinal + 1) * (12 / step.perYear) - 1 }
}
