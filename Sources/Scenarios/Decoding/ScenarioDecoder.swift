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
  /// What promises without a quantity are about and the file gives no number of, by name.
  var unnumbered: [String: Promise.Subject] = [:]
  /// The largest percentage of each uncertainty that is written in percent.
  var percentages: [String: Double] = [:]
  /// The first period of the grid.
  var gridStart: Period?
  /// Where each indicator stands in their list.
  var indicatorPlaces: [String: Int] = [:]

  static let periodLimit = 10_000
  static let caseLimit = 1_000

  init(_ document: ScenarioDocument) {
    self.document = document
    issues = document.issues
  }

  /// One part of the document, opened.
  struct Part {
    let part: DocumentPart
    let root: Section
    /// Its own time on the grid of the scenario, where it has one.
    var time: ScenarioTime?
  }

  mutating func scenario() -> Scenario? {
    // Of names in a file that is not there nothing can be said.
    if document.isIncomplete { return nil }
    let opened = open()
    guard let root = opened.first?.root, opened[0].part.name.isEmpty else { return nil }
    let (time, parts) = times(opened)
    gridStart = time?.start
    for part in parts { declareNames(part.root) }
    declareShares(parts)
    declareMoney(parts)
    declareReadings(parts)
    reportTakenNames(parts)
    // Money first: amounts in other laws may be in another currency.
    let uncertainties =
      money(parts) + parts.flatMap { self.uncertainties($0.root) }
      + shares(parts)
    var levers: [Lever] = []
    for part in parts { levers += self.levers(part.root, part.time) }
    percentages = Dictionary(
      uncertainties.compactMap { item in
        (try? item.law.tree())?.largestPercentage.map { (item.name, $0) }
      }, uniquingKeysWith: { a, _ in a })
    unnumbered = unnumberedIndicators(parts)
    let indicators = indicators(parts, uncertainties, levers)
    let correlations = parts.flatMap { self.correlations($0.root, indicators) }
    let events = parts.flatMap { self.events($0.root, $0.time, indicators) }
    let cases = cases(parts, levers)
    var (targets, promises) = targets(parts, indicators)
    let ranks = rankIndicators(&targets)
    let simulation = simulation(root)
    let title = root["scenario"]?.line() ?? PathParts.split(document.file).name
    let source = root["source"]?.text()
    let note = root["note"]?.text()
    if parts.allSatisfy({ $0.root["indicators"] == nil }), promises.isEmpty || !targets.isEmpty {
      issues.report(
        document.root.place, "", Phrase("the scenario has no `indicators`", "情景文件没有 `indicators`"),
        Phrase(
          "add what grows, for example `indicators: {firms: {kind: count, history: {2020: 120}}}`",
          "请添加要增长的量，如 `indicators: {firms: {kind: count, history: {2020: 120}}}`"))
    }
    // Without a grid, months are taken for granted: no date is then too fine.
    checkExpressions(parts, time?.step ?? .month, levers, indicators, targets)
    guard let time else { return nil }
    var scenario = Scenario(
      file: document.file, title: title, source: source, note: note, time: time,
      uncertainties: uncertainties, levers: levers,
      indicators: withReadings(indicators + ranks, targets),
      correlations: correlations, events: events, cases: cases, targets: targets,
      simulation: simulation, sources: issues.registered,
      expressions: issues.expressions + ranks.compactMap(\.expression),
      tables: issues.tables)
    scenario.names = document.scopes[0].names.with(ranks: Set(ranks.map(\.name)))
    scenario.ownTimes = Dictionary(
      parts.compactMap { part in part.time.map { (part.part.name, $0) } },
      uniquingKeysWith: { a, _ in a })
    // The names in a yield are those of its rollout; its time is that of the file.
    for text in indicators.compactMap(\.expression) where text.scope.isOfYield {
      scenario.ownTimes[text.scope.prefix] = text.scope.outer.flatMap {
        scenario.ownTimes[$0.prefix]
      }
    }
    scenario.firstSteps = firstSteps(parts, time)
    scenario.promises = promises
    scenario.observedBefore = document.observedBefore
    return scenario
  }

  private func checkExpressions(
    _ parts: [Part], _ step: TimeStep, _ levers: [Lever], _ indicators: [Indicator],
    _ targets: [Target]
  ) {
    let readings = indicators.filter { names.readings.contains($0.name) }
    ExpressionRules(
      expressions: issues.expressions, names: names, parts: document.scopes[0].names, step: step,
      owners: indicatorOwners(parts, step).merging(
        readings.map { ($0.name, ParameterOwner(unit: $0.unit)) }, uniquingKeysWith: { a, _ in a }),
      levers: Dictionary(levers.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a }),
      affected: affectedByEvents(parts), datedEvents: named(parts, "events") { $0["at"] != nil },
      milestones: named(parts, "indicators") { $0["kind"]?.scalar?.text == "milestone" },
      derived: derivedIndicators(parts),
      parameterPaths: Dictionary(
        indicators.map { ($0.name, $0.parameterPaths) }, uniquingKeysWith: { a, _ in a }),
      readings: Dictionary(
        readings.compactMap { reading in reading.reading.map { (reading.name, $0.rollout) } },
        uniquingKeysWith: { a, _ in a }),
      targets: indicatorsOfTargets(parts, targets), needs: neededMilestones(parts), issues: issues
    ).check()
  }

  func version(_ root: Section) {
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

  /// The entries of a section in all parts, by the names of the scenario.
  private func entries(
    _ parts: [Part], _ section: String
  ) -> [(name: String, value: DocumentNode, scope: NameScope)] {
    parts.flatMap { part -> [(name: String, value: DocumentNode, scope: NameScope)] in
      guard let field = part.root[section] else { return [] }
      return (field.node.entries ?? []).map { (field.child($0).name, $0.value, field.scope) }
    }
  }

  private func named(
    _ parts: [Part], _ section: String, _ isMeant: (DocumentNode) -> Bool
  ) -> Set<String> {
    Set(entries(parts, section).filter { isMeant($0.value) }.map(\.name))
  }

  private func indicatorOwners(_ parts: [Part], _ step: TimeStep) -> [String: ParameterOwner] {
    Dictionary(
      entries(parts, "indicators").map { entry in
        let unit =
          entry.value["unit"]?.scalar.flatMap { try? units.declaredUnit($0.text) }
          ?? unitOfValues(entry.value)
        var owner = ParameterOwner(unit: unit ?? .one)
        let growth = entry.value["growth"]
        let model = (growth?["model"] ?? growth)?.scalar?.text
        owner.model = model.flatMap { GrowthModelName(rawValue: $0) }
        if entry.value["measure"]?.scalar?.text == "flow", owner.unit.dimension[.time] >= 0 {
          owner.total = .years(step.years)
        }
        let isCounted = ["count", "rollout"].contains(entry.value["kind"]?.scalar?.text)
        owner.countsThings = isCounted || owner.unit.countsThings
        return (entry.name, owner)
      }, uniquingKeysWith: { a, _ in a })
  }

  private func affectedByEvents(_ parts: [Part]) -> [String: [String]] {
    Dictionary(
      entries(parts, "events").map { entry in
        let affects = entry.value["affects"]
        let nodes = affects?.elements ?? affects.map { [$0] } ?? []
        return (
          entry.name,
          nodes.compactMap(\.scalar?.text).map {
            entry.scope.resolve($0, among: entry.scope.names.values) ?? $0
          }
        )
      }, uniquingKeysWith: { a, _ in a })
  }

  private func derivedIndicators(_ parts: [Part]) -> [String: Bool] {
    Dictionary(
      entries(parts, "indicators").filter { $0.value["kind"]?.scalar?.text == "derived" }
        .map { ($0.name, $0.value["initial"] != nil) }, uniquingKeysWith: { a, _ in a })
  }

  private func indicatorsOfTargets(_ parts: [Part], _ targets: [Target]) -> [String: String] {
    let ofMembers = targets.compactMap { target -> (String, String)? in
      guard case .indicator(let name, _) = target.statement else { return nil }
      return (target.name, name)
    }
    return Dictionary(
      entries(parts, "targets").compactMap { entry in
        (entry.value["of"]?.scalar?.text).map {
          (entry.name, entry.scope.resolve($0, among: entry.scope.names.values) ?? $0)
        }
      } + ofMembers, uniquingKeysWith: { a, _ in a })
  }

  // MARK: Simulation

  private func simulation(_ root: Section) -> SimulationSettings {
    let section = root["simulation"].flatMap { Section($0, keys: FormatKeys.simulation) }
    let paths = section?["paths"]?.integer(1...Scenario.pathLimit)
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
