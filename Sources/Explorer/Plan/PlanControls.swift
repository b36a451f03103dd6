internal import Experiments
internal import Plans
internal import Quantities
internal import Reports
package import Scenarios
internal import Tables
internal import Wording

/// What of a plan can be moved, beginning with a case of its file.
package struct PlanControls: Sendable {
  /// The controls, group by group.
  package let controls: [Control]
  /// The name of the case.
  package let caseName: String

  /// The controls of a scenario as it is in one of its cases.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - document: the file that it was read from.
  ///   - caseName: one of its cases; the reference where it is none.
  package init(_ scenario: Scenario, in document: ScenarioDocument, caseName: String) {
    let item = scenario.cases.first { $0.name == caseName } ?? scenario.cases[0]
    self.caseName = item.name
    let assumed = Dictionary(
      item.assumptions.map { ($0.parameter, $0.value.text) }, uniquingKeysWith: { _, b in b })
    let all =
      scenario.levers.map { Self.lever($0, item, scenario) }
      + scenario.targets.flatMap {
        [Self.threshold($0, scenario), Self.deadline($0, scenario)].compactMap(\.self)
      }
      + scenario.indicators.filter { document.writesHistory(of: $0.name) }
      .flatMap { Self.observation($0, scenario) }
      + scenario.indicators.flatMap { Self.growth($0, assumed) }
      + scenario.uncertainties.flatMap { Self.uncertainty($0, assumed) }
    controls = Self.toldApart(all)
  }

  /// Where members of a family have one label, the name in the file stands behind it.
  private static func toldApart(_ controls: [Control]) -> [Control] {
    var names: [String: Set<String>] = [:]
    for control in controls {
      names["\(control.group) \(control.label)", default: []].insert(control.subject.name)
    }
    return controls.map { control in
      guard names["\(control.group) \(control.label)", default: []].count > 1 else {
        return control
      }
      var own = control
      own.label += " (\(control.subject.name))"
      return own
    }
  }

  /// A place with nothing in it but what moves a control: what stands as it was is left out.
  package func settled(_ move: Move) -> Move {
    let known = Dictionary(controls.map { ($0.id, $0.initial) }, uniquingKeysWith: { a, _ in a })
    var values: [String: String] = [:]
    for (id, text) in move.values {
      let text = Self.plain(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      guard let initial = known[id], !text.isEmpty, text != initial,
        text.utf8.count <= Move.longest
      else { continue }
      values[id] = text
    }
    return Move(caseName: caseName, values: values)
  }

  /// What is typed, as a file would have it: without the quotes that a file needs, and without the commas
  /// between thousands, which this page shows itself.
  private static func plain(_ text: String) -> String {
    var text = text[...]
    if text.count > 1, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
    guard let parts = text.wholeMatch(of: /([<>≥≤]?\s*)(\d{1,3}(?:,\d{3})+)(?![\d,])(.*)/) else {
      return String(text)
    }
    return parts.1 + parts.2.filter { $0 != "," } + parts.3
  }

  // MARK: Levers

  private static func lever(_ lever: Lever, _ item: Case, _ scenario: Scenario) -> Control {
    let variable = try? scenario.variable(lever.name)
    func text(_ value: Double) -> String {
      variable?.text(of: value, SliderNumber.text) ?? SliderNumber.text(value)
    }
    let value = item.levers[lever.name] ?? lever.defaultValue
    let unit = lever.unit == .one || lever.dates != nil ? "" : lever.unit.symbol
    var control = Control(
      subject: .lever(lever.name), group: .levers, label: lever.remarks.label ?? lever.name,
      hint: lever.range.map { range in
        Phrase(
          "\(text(range.lowerBound)) to \(text(range.upperBound))",
          "\(text(range.lowerBound)) 至 \(text(range.upperBound))")
          + Phrase(unit.isEmpty ? "" : " \(unit)")
      } ?? Phrase(unit), initial: text(value))
    let range = lever.range ?? room(about: value)
    if let varied = try? VariedRange(
      lever.name + "=" + text(range.lowerBound) + ":" + text(range.upperBound), of: scenario),
      lever.dates != nil, let steps = varied.steps, (2...400).contains(steps.count)
    {
      control.slider = Control.Slider(texts: steps.map(text))
    } else if lever.dates == nil {
      let suffix = text(value).drop { "0123456789.-e".contains($0) }
      control.slider = Control.Slider(
        low: range.lowerBound, high: range.upperBound,
        step: lever.step ?? SliderNumber.step(of: range.upperBound - range.lowerBound),
        suffix: String(suffix))
    }
    return control
  }

  /// Where a number may be moved of which nothing else is known.
  private static func room(about value: Double) -> ClosedRange<Double> {
    value == 0 ? 0...1 : value > 0 ? 0...(2 * value) : (2 * value)...0
  }

  // MARK: Targets

  private static func threshold(_ target: Target, _ scenario: Scenario) -> Control? {
    guard case .indicator(_, let condition) = target.statement, let text = condition.threshold,
      target.readings.isEmpty, let number = ConstantText(text), number.value > 0,
      // 三万 of 万家 is 3 there, and a slider would write 30000.
      number.magnitude == nil || !number.unit.isEmpty
    else { return nil }
    let suffix = number.unit.isEmpty ? "" : " " + number.unit
    let initial = SliderNumber.text(number.value) + suffix
    return Control(
      subject: .threshold(target.name, word: condition.word), group: .targets,
      label: target.remarks.label ?? target.name, hint: hint(condition, number.unit),
      initial: initial,
      slider: Control.Slider(
        low: 0, high: 2 * number.value, step: SliderNumber.step(of: number.value),
        suffix: suffix))
  }

  private static func hint(_ condition: Target.Condition, _ unit: String) -> Phrase {
    let unit = unit.isEmpty ? Phrase("") : Phrase(" \(unit)", "（\(unit)）")
    return switch condition {
    case .moreThan: Phrase("more than", "高于") + unit
    case .atMost: Phrase("at most", "至多") + unit
    case .lessThan: Phrase("less than", "低于") + unit
    case .increaseOfAtLeast: Phrase("an increase of at least", "至少增加") + unit
    case .growthFactorOfAtLeast, .annualGrowthOfAtLeast: Phrase("growth of at least", "至少增长") + unit
    default: Phrase("at least", "至少") + unit
    }
  }

  private static func deadline(_ target: Target, _ scenario: Scenario) -> Control? {
    guard case .indicator(let name, let condition) = target.statement else { return nil }
    let (word, date): (String, Period)
    switch target.deadline {
    case .in(let period): (word, date) = ("in", period)
    case .by(let period): (word, date) = ("by", period)
    case .byEach, .byAny, .undated, .ofMembers: return nil
    }
    let time = scenario.time
    let observed = scenario.indicator(name)?.history.map(\.period) ?? []
    let before =
      (observed + [condition.since].compactMap(\.self))
      .compactMap { try? $0.last(on: time.step) } + [time.start]
    let texts = (-mostDates...mostDates).map { date.advanced(by: $0) }.filter { period in
      guard let last = try? period.last(on: time.step) else { return false }
      return last <= time.end && before.allSatisfy { $0 < last }
    }.map { "\($0)" }
    guard texts.count > 1 else { return nil }
    return Control(
      subject: .deadline(target.name, word: word), group: .targets,
      label: target.remarks.label ?? target.name,
      hint: word == "in" ? Phrase("in", "于") : Phrase("by", "截至"), initial: "\(date)",
      slider: Control.Slider(texts: texts))
  }

  /// The dates of one control, before or after what the file says.
  private static let mostDates = 200

  // MARK: Observations

  private static func observation(_ indicator: Indicator, _ scenario: Scenario) -> [Control] {
    guard !indicator.isAuxiliary, let last = indicator.history.map(\.period).max(),
      let end = try? last.last(on: scenario.time.step), end < scenario.time.end
    else { return [] }
    let next = last.step == scenario.time.step ? last.advanced(by: 1) : end.advanced(by: 1)
    let label = indicator.remarks.label ?? indicator.name
    let dates = (0..<min(mostDates, scenario.time.end - end)).map {
      "\(end.advanced(by: $0 + 1))"
    }
    // Each stands a period after the one before it, as long as there are any.
    let proposed = (0..<mostObservations).map { "\(next.advanced(by: $0))" }
    return zip(1..., proposed.filter { $0 == "\(next)" || dates.contains($0) }).flatMap {
      number, date in
      let mark = Phrase(number == 1 ? "" : "\(number). ")
      return [
        Control(
          subject: .observation(indicator.name, number: number), group: .observations, label: label,
          hint: mark
            + Phrase("what was observed: 450, 360 ± 30, > 300", "观测值，如 450、360 ± 30、> 300")
            + Phrase(indicator.unit == .one ? "" : " (\(indicator.unit.symbol))"), initial: ""),
        Control(
          subject: .date(indicator.name, number: number), group: .observations, label: label,
          hint: mark + Phrase("when", "时期"), initial: date,
          choices: dates.map { ($0, DateWords.phrase($0)) }),
      ]
    }
  }

  /// Values of one indicator that can be added.
  private static let mostObservations = 4

  // MARK: Growth

  private static func growth(_ indicator: Indicator, _ assumed: [String: String]) -> [Control] {
    guard let growth = indicator.growth else { return [] }
    let path = "\(indicator.name).growth"
    let model = assumed[path + ".model"] ?? growth.model.rawValue
    let label = indicator.remarks.label ?? indicator.name
    // What is averaged cannot be said in a word.
    let models = GrowthModelName.allCases.filter {
      $0 != .average || $0.rawValue == model
    }
    var controls = [
      Control(
        subject: .model(indicator.name), group: .growth, label: label,
        hint: Phrase("growth model", "增长模型"), initial: model,
        choices: models.map { ($0.rawValue, ModelWords.phrase($0.rawValue)) })
    ]
    if models.contains(where: \.hasCeiling) {
      controls.append(
        Control(
          subject: .ceiling(indicator.name), group: .growth, label: label,
          hint: Phrase(
            "ceiling: a number or a law, for curves that have one", "上限：数值或分布，用于有上限的曲线"),
          initial: assumed[path + ".ceiling"] ?? growth.parameters["ceiling"]?.text ?? ""))
    }
    return controls
  }

  // MARK: Uncertainties

  private static func uncertainty(
    _ uncertainty: Uncertainty, _ assumed: [String: String]
  ) -> [Control] {
    let text = assumed[uncertainty.name] ?? uncertainty.law.text
    let label = uncertainty.remarks.label ?? uncertainty.name
    guard let law = LawRange(text) else {
      return [
        Control(
          subject: .law(uncertainty.name), group: .uncertainties, label: label,
          hint: Phrase("a law or an expression", "分布或表达式"), initial: text)
      ]
    }
    let room = law.room
    let step = SliderNumber.step(of: room.upperBound - room.lowerBound)
    // Places of a slider are plain numbers.
    let (bottom, top) = (
      (room.lowerBound / step).rounded(.down) * step, (room.upperBound / step).rounded(.up) * step
    )
    let unit = Phrase(law.unit.isEmpty ? "" : " (\(law.unit))")
    return [
      (false, law.low, Phrase("10 % of the paths have less", "10 % 的路径更低")),
      (true, law.high, Phrase("10 % of the paths have more", "10 % 的路径更高")),
    ].map { isHigh, value, hint in
      Control(
        subject: .end(uncertainty.name, isHigh: isHigh), group: .uncertainties, label: label,
        hint: hint + unit, initial: SliderNumber.short(value),
        slider: Control.Slider(low: bottom, high: top, step: step))
    }
  }
}

extension Target.Condition {
  /// The period that it counts from, where it names one.
  fileprivate var since: Period? {
    switch self {
    case .increaseOfAtLeast(_, let since): since
    case .growthFactorOfAtLeast(_, let since), .annualGrowthOfAtLeast(_, let since): since
    default: nil
    }
  }

  /// The text of the only threshold; nil where there are two, or none.
  fileprivate var threshold: String? {
    switch self {
    case .atLeast(let text), .moreThan(let text), .atMost(let text), .lessThan(let text),
      .increaseOfAtLeast(let text, _), .growthFactorOfAtLeast(let text, _):
      text.text
    case .annualGrowthOfAtLeast(let share, _): "\(SliderNumber.text(share * 100)) % a year"
    case .between, .rankAtMost, .reached: nil
    }
  }
}
