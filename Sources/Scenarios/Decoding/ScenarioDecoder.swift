internal import Quantities
internal import Tables
internal import Wording

/// Turns a document into a scenario and gathers everything that breaks a rule on the way.
///
/// Decoding goes on behind an issue wherever the rest can still be judged, so one run of
/// `validate` shows all there is.
struct ScenarioDecoder {
  let document: ScenarioDocument
  let issues: IssueCollector
  /// Units with the labels that the indicators declare.
  var units = UnitParser()
  var names = NameTable()
  /// Where each indicator stands in their list.
  var indicatorPlaces: [String: Int] = [:]

  static let periodLimit = 10_000
  static let pathLimit = 1_000_000_000
  static let caseLimit = 1_000

  init(_ document: ScenarioDocument) {
    self.document = document
    issues = document.issues
  }

  var rootField: Field {
    Field(
      key: "scenario", keyPlace: document.root.place, node: document.root, path: "", issues: issues)
  }

  mutating func scenario() -> Scenario? {
    guard let root = Section(rootField, keys: FormatKeys.root) else { return nil }
    version(root)
    let time = time(root)
    declareNames(root)
    let uncertainties = uncertainties(root)
    let levers = levers(root, time)
    let indicators = indicators(root, time)
    let correlations = correlations(root, indicators)
    let events = events(root, time, indicators)
    let cases = cases(root, levers)
    let targets = targets(root, time, indicators)
    let simulation = simulation(root)
    let title = root["scenario"]?.text() ?? document.file
    let source = root["source"]?.text()
    let note = root["note"]?.text()
    if root["indicators"] == nil {
      issues.report(
        document.root.place, "", Phrase("the scenario has no `indicators`", "情景文件没有 `indicators`"),
        Phrase(
          "add what grows, for example `indicators: {firms: {kind: count, history: {2020: 120}}}`",
          "请添加要增长的量，如 `indicators: {firms: {kind: count, history: {2020: 120}}}`"))
    }
    // Without a grid, months are taken for granted: no date is then too fine.
    checkExpressions(root, time?.step ?? .month, levers)
    guard let time else { return nil }
    return Scenario(
      file: document.file, title: title, source: source, note: note, time: time,
      uncertainties: uncertainties, levers: levers, indicators: indicators,
      correlations: correlations, events: events, cases: cases, targets: targets,
      simulation: simulation, sources: issues.registered, expressions: issues.expressions,
      tables: issues.tables)
  }

  private func checkExpressions(_ root: Section, _ step: TimeStep, _ levers: [Lever]) {
    ExpressionRules(
      expressions: issues.expressions, names: names, step: step,
      owners: indicatorOwners(root, step),
      levers: Dictionary(levers.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a }),
      affected: affectedByEvents(root), datedEvents: named(root["events"], having: "at"),
      milestones: named(root["indicators"], kind: "milestone"), derived: derivedIndicators(root),
      targets: indicatorsOfTargets(root), needs: neededMilestones(root), issues: issues
    ).check()
  }

  private func version(_ root: Section) {
    guard let field = root["waymark"] else {
      issues.report(
        document.root.place, "waymark", Phrase("the file does not say its format", "文件没有写明格式"),
        Phrase("begin with `waymark: 1`", "请以 `waymark: 1` 开头"))
      return
    }
    if field.node.scalar?.text != "1" {
      field.report(
        Phrase(
          "format \(field.node.kind.english) is not known",
          "不认识格式 \(field.node.kind.chinese)"),
        Phrase("this program reads `waymark: 1`", "本程序读取 `waymark: 1`"))
    }
  }

  // MARK: Time

  private func time(_ root: Section) -> ScenarioTime? {
    guard let field = root.required("time", "{start: 2020, end: 2030, step: year}"),
      let section = Section(field, keys: FormatKeys.time)
    else { return nil }
    let stepField = section["step"]
    let written = stepField?.choice(TimeStep.self)
    if stepField != nil && written == nil { return nil }
    let startField = section.required("start", "2020")
    let endField = section.required("end", "2030")
    guard let startField, let endField else { return nil }
    let first = startField.period()
    let last = endField.period()
    guard let first, let last else { return nil }
    let step = written ?? [first.step, last.step].max { $0.perYear < $1.perYear } ?? .year
    guard
      let start = onGrid(
        startField, first, step, { p throws(QuantityError) in try p.first(on: step) }),
      let end = onGrid(endField, last, step, { p throws(QuantityError) in try p.last(on: step) })
    else { return nil }
    guard start <= end else {
      endField.report(
        Phrase("\(last) is before the start \(first)", "\(last) 早于起点 \(first)"),
        Phrase("let the end follow the start", "终点须在起点之后"))
      return nil
    }
    guard end - start < Self.periodLimit else {
      endField.report(
        Phrase(
          "\(end - start + 1) periods are more than the \(Self.periodLimit) allowed",
          "\(end - start + 1) 期超过允许的 \(Self.periodLimit) 期"),
        Phrase("take a longer step or a nearer end", "请加大步长，或提前终点"))
      return nil
    }
    let after = (try? first.last(on: step)) ?? start
    return ScenarioTime(
      start: start, end: end, startsAfter: min(after, end), lengthOfStart: first.step)
  }

  func onGrid(
    _ field: Field, _ period: Period, _ step: TimeStep,
    _ place: (Period) throws(QuantityError) -> Period
  ) -> Period? {
    do throws(QuantityError) {
      return try place(period)
    } catch {
      field.report(
        Phrase(
          "\(period) is finer than the time grid, whose step is a \(step)",
          "\(period) 比时间网格更细，其步长为 `\(step)`"),
        Phrase(
          "write a \(step == .year ? "year" : "\(step) or year"), or set `time.step`",
          "请写\(step == .year ? "" : step.word.chinese + "或")年份，或设置 `time.step`"))
      return nil
    }
  }

  // MARK: What expressions need to know of sections, sound or not

  private func entries(_ field: Field?) -> [DocumentNode.Entry] { field?.node.entries ?? [] }

  private func named(_ field: Field?, having key: String) -> Set<String> {
    Set(entries(field).filter { $0.value[key] != nil }.map(\.key))
  }

  private func named(_ field: Field?, kind: String) -> Set<String> {
    Set(entries(field).filter { $0.value["kind"]?.scalar?.text == kind }.map(\.key))
  }

  private func indicatorOwners(_ root: Section, _ step: TimeStep) -> [String: ParameterOwner] {
    Dictionary(
      entries(root["indicators"]).map { entry in
        let unit = entry.value["unit"]?.scalar.flatMap { try? units.declaredUnit($0.text) }
        var owner = ParameterOwner(unit: unit ?? .one)
        let growth = entry.value["growth"]
        let model = (growth?["model"] ?? growth)?.scalar?.text
        owner.model = model.flatMap { GrowthModelName(rawValue: $0) }
        if entry.value["measure"]?.scalar?.text == "flow", owner.unit.dimension[.time] >= 0 {
          owner.total = .years(step.years)
        }
        return (entry.key, owner)
      }, uniquingKeysWith: { a, _ in a })
  }

  private func affectedByEvents(_ root: Section) -> [String: [String]] {
    Dictionary(
      entries(root["events"]).map { entry in
        let affects = entry.value["affects"]
        let nodes = affects?.elements ?? affects.map { [$0] } ?? []
        return (entry.key, nodes.compactMap(\.scalar?.text))
      }, uniquingKeysWith: { a, _ in a })
  }

  private func derivedIndicators(_ root: Section) -> [String: Bool] {
    Dictionary(
      entries(root["indicators"]).filter { $0.value["kind"]?.scalar?.text == "derived" }
        .map { ($0.key, $0.value["initial"] != nil) }, uniquingKeysWith: { a, _ in a })
  }

  private func indicatorsOfTargets(_ root: Section) -> [String: String] {
    Dictionary(
      entries(root["targets"]).compactMap { entry in
        entry.value["of"]?.scalar.map { (entry.key, $0.text) }
      }, uniquingKeysWith: { a, _ in a })
  }

  // MARK: Simulation

  private func simulation(_ root: Section) -> SimulationSettings {
    let section = root["simulation"].flatMap { Section($0, keys: FormatKeys.simulation) }
    let paths = section?["paths"]?.integer(1...Self.pathLimit)
    var memory: Int?
    if let field = section?["max_memory"], let text = field.text() { memory = bytes(text, field) }
    var share = 0.0
    if let field = section?["max_failed"], let value = field.number(in: .one, units) {
      if (0...1).contains(value) {
        share = value
      } else {
        field.report(
          Phrase(
            "must be a share between 0 and 1, found \(field.node.kind.english)",
            "须为 0 与 1 之间的份额，实为 \(field.node.kind.chinese)"))
      }
    }
    return SimulationSettings(
      paths: paths ?? SimulationSettings.defaultPaths,
      seed: section?["seed"].flatMap(seed) ?? SimulationSettings.defaultSeed,
      maximumMemory: memory, maximumFailedShare: share)
  }

  private func seed(_ field: Field) -> UInt64? {
    let digits = field.node.scalar?.text.filter { $0 != "_" } ?? ""
    guard let seed = UInt64(digits) else {
      field.report(
        Phrase(
          "must be a whole number between 0 and 2^64 - 1, found \(field.node.kind.english)",
          "须为 0 与 2^64 - 1 之间的整数，实为 \(field.node.kind.chinese)"))
      return nil
    }
    return seed
  }

  private func bytes(_ text: String, _ field: Field) -> Int? {
    let sizes = [
      "": 1.0, "B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KiB": 1024,
      "MiB": 1_048_576, "GiB": 1_073_741_824, "TiB": 1_099_511_627_776,
    ]
    guard let constant = ConstantText(text), let size = sizes[constant.unit],
      constant.value > 0, constant.value * size < 9e18
    else {
      field.report(
        Phrase(
          "must be an amount of memory, found \(text.quoted)",
          "应为内存量，实为 \(text.quoted)"), Phrase("write `4 GB`", "请写 `4 GB`"))
      return nil
    }
    return Int(constant.value * size)
  }
}

extension Scenario {
  /// Reads and checks a scenario file, with the files that it extends and the tables it names.
  ///
  /// - Throws: ``ScenarioError``: the file cannot be read, or everything that is wrong with it.
  public init(file path: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(path: path))
  }

  /// Reads and checks the text of a scenario.
  ///
  /// - Parameters:
  ///   - text: what a file would hold.
  ///   - name: the name that messages give to it.
  ///   - folder: where files that it names stand; nil when it may name none.
  /// - Throws: ``ScenarioError/invalid(_:)`` with everything that is wrong.
  public init(text: String, name: String, folder: String? = nil) throws(ScenarioError) {
    try self.init(ScenarioDocument(text: text, file: name, folder: folder))
  }

  /// Reads and checks the bytes of a scenario that is in no file, such as standard input.
  ///
  /// - Parameters:
  ///   - bytes: what a file would hold.
  ///   - name: the name that messages give to it.
  ///   - folder: where files that it names stand; nil when it may name none.
  /// - Throws: ``ScenarioError/invalid(_:)`` with everything that is wrong.
  public init(bytes: [UInt8], name: String, folder: String?) throws(ScenarioError) {
    try self.init(ScenarioDocument(bytes, file: name, folder: folder))
  }

  package init(_ document: ScenarioDocument) throws(ScenarioError) {
    var decoder = ScenarioDecoder(document)
    let scenario = decoder.scenario()
    guard let scenario, document.issues.isEmpty else {
      throw .invalid(document.issues.report(file: document.file))
    }
    self = scenario
  }
}
