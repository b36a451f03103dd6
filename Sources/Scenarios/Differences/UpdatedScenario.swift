package import Quantities
internal import Tables
internal import Wording

/// A checked scenario that may be told other observations than its file holds.
///
/// What is told is read by the code that reads `history`, so that a value, a bound or a law is written
/// as there; the file stays as it is.
package struct UpdatedScenario {
  /// The scenario as its file has it.
  package let scenario: Scenario
  private let document: ScenarioDocument

  /// What is known of an indicator in a period instead of what the file says.
  package struct Update: Hashable, Sendable {
    /// The name of the indicator, as of the whole scenario.
    package let indicator: String
    /// When.
    package let period: Period
    /// The value as a file would have it; nil where nothing is known.
    package let text: String?
    /// Where it was written.
    package let place: SourcePlace
    /// Whether nothing was known of the period when the plan was written: it counts for targets, as a
    /// simulated one does.
    package let isLater: Bool

    /// What is known of a period.
    package init(
      indicator: String, period: Period, text: String?, place: SourcePlace, isLater: Bool
    ) {
      self.indicator = indicator
      self.period = period
      self.text = text
      self.place = place
      self.isLater = isLater
    }
  }

  /// Reads a scenario file.
  ///
  /// - Throws: ``ScenarioError``.
  package init(file path: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(path: path))
  }

  /// Reads the text of a scenario.
  ///
  /// - Throws: ``ScenarioError``.
  package init(text: String, name: String) throws(ScenarioError) {
    try self.init(ScenarioDocument(text: text, file: name))
  }

  private init(_ document: ScenarioDocument) throws(ScenarioError) {
    self.document = document
    scenario = try Scenario(document)
  }

  /// The scenario with some periods told otherwise.
  ///
  /// - Parameters:
  ///   - updates: at most one for each indicator and period; those of indicators that the scenario does
  ///     not have are passed over.
  ///   - sources: texts that messages may show, by the names that the places of the updates have.
  /// - Returns: the scenario.
  /// - Throws: ``ScenarioError`` where a value cannot be.
  package func with(
    _ updates: [Update], sources: [String: String] = [:]
  ) throws(ScenarioError) -> Scenario {
    guard !updates.isEmpty else { return scenario }
    var parts = document.parts
    var observedBefore: [String: Period] = [:]
    for indicator in scenario.indicators {
      let own = updates.filter { $0.indicator == indicator.name }
      guard !own.isEmpty, let (part, key) = part(of: indicator.name) else { continue }
      parts[part].root = root(parts[part].root, key, indicator, own)
      let later = Set(own.filter(\.isLater).map(\.period))
      let before = indicator.history.map(\.period).filter { !later.contains($0) }
      if !later.isEmpty {
        let last = before.max() ?? beginning(of: indicator)
        observedBefore[indicator.name] = try? last.last(on: scenario.time.step)
      }
    }
    let texts = scenario.sources + sources.map { SourceText($0.value, file: $0.key) }
    return try Scenario(document.with(parts: parts, sources: texts, observedBefore: observedBefore))
  }

  /// The period of the value that an indicator without a history begins with.
  private func beginning(of indicator: Indicator) -> Period {
    indicator.initialDate ?? scenario.time.start
  }

  /// The part that says what an indicator is, and its name there.
  private func part(of name: String) -> (index: Int, key: String)? {
    for (index, part) in document.parts.enumerated() {
      for entry in part.root["indicators"]?.entries ?? []
      where part.qualified(entry.key) == name {
        return (index, entry.key)
      }
    }
    return nil
  }

  /// Whether an expression names something of the scenario.
  private func namesOthers(_ text: String) -> Bool {
    let names = Set(
      scenario.uncertainties.map(\.name) + scenario.levers.map(\.name)
        + scenario.indicators.map(\.name))
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
    return words.contains { word in
      names.contains(String(word)) || names.contains { $0.hasSuffix(".\(word)") }
    }
  }

  private func root(
    _ root: DocumentNode, _ key: String, _ indicator: Indicator, _ updates: [Update]
  ) -> DocumentNode {
    func scalar(_ text: String, _ place: SourcePlace) -> DocumentNode {
      DocumentNode(
        place: place, content: .scalar(.init(text: text, isQuoted: true, isVerbatim: false)))
    }
    let path = ["indicators", key]
    var root = root
    let place = root[path[0]]?[path[1]]?["history"]?.place ?? indicator.place
    var entries = indicator.history.filter { observation in
      !updates.contains { $0.period == observation.period }
    }.map { observation in
      DocumentNode.Entry(
        key: "\(observation.period)", keyPlace: observation.place,
        value: scalar(observation.text, observation.place))
    }
    // What it began with becomes its first observation: beside a known value it would say nothing. What is
    // built from nothing began with that.
    let isBuilt = if case .rollout = indicator.kind { true } else { false }
    if indicator.history.isEmpty, updates.contains(where: { $0.text != nil }),
      let initial = indicator.initial?.text ?? (isBuilt ? "0" : nil)
    {
      let date = beginning(of: indicator)
      // A belief in terms of what the scenario draws is no observation; what came says more.
      let isValue = isBuilt || !namesOthers(initial)
      if isValue, !updates.contains(where: { $0.period == date }) {
        entries.append(
          DocumentNode.Entry(key: "\(date)", keyPlace: place, value: scalar(initial, place)))
      }
      for key in ["initial", "from"] { root = root.setting(path + [key], to: nil) }
    }
    for update in updates {
      guard let text = update.text else { continue }
      entries.append(
        DocumentNode.Entry(
          key: "\(update.period)", keyPlace: update.place, value: scalar(text, update.place)))
    }
    return root.setting(
      path + ["history"],
      to: entries.isEmpty ? nil : DocumentNode(place: place, content: .mapping(entries)))
  }
}

extension Observation {
  /// The value as a file would have it, in the unit of the indicator.
  package var text: String {
    let value = DecimalNumber.text(value)
    return switch kind {
    case .exact: value
    case .atLeast: "> \(value)"
    case .atMost: "< \(value)"
    case .between(let low, let high): "\(DecimalNumber.text(low))..\(DecimalNumber.text(high))"
    case .law(let law): law.text
    case .standardDeviation(let sd): "\(value) ± \(DecimalNumber.text(sd))"
    }
  }
}
