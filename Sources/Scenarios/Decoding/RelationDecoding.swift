internal import Quantities

// Correlations and events: what ties indicators together.
extension ScenarioDecoder {
  func correlations(_ root: Section, _ indicators: [Indicator]) -> [Correlation] {
    let example = "correlation: [[revenue, firms, 0.5]]"
    var seen: [Set<String>: SourcePlace] = [:]
    var correlations: [Correlation] = []
    for field in root["correlation"].flatMap({ $0.node.isNull ? [] : $0.elements(example) }) ?? [] {
      guard let parts = field.elements("[revenue, firms, 0.5]") else { continue }
      guard parts.count == 3 else {
        field.report(
          "must name two indicators and a number, found \(parts.count) "
            + (parts.count == 1 ? "item" : "items"),
          "write `[revenue, firms, 0.5]`")
        continue
      }
      let first = correlated(parts[0], indicators)
      let second = correlated(parts[1], indicators)
      guard let value = parts[2].number(in: .one, units) else { continue }
      guard (-1...1).contains(value) else {
        parts[2].report("a correlation is between -1 and 1, found \(parts[2].node.kind)")
        continue
      }
      guard let first, let second else { continue }
      if first == second {
        field.report("\(first.quoted) cannot be correlated with itself", "name two indicators")
      } else if let earlier = seen[[first, second]] {
        field.report(
          "this pair is given twice, first in line \(earlier.line)", "keep one of them")
      } else {
        seen[[first, second]] = field.place
        correlations.append(
          Correlation(first: first, second: second, value: value, place: field.place))
      }
    }
    return correlations
  }

  private func correlated(_ field: Field, _ indicators: [Indicator]) -> String? {
    guard let name = knownIndicator(field) else { return nil }
    if let indicator = indicators.first(where: { $0.name == name }), !indicator.hasInnovations {
      field.report(
        "\(name.quoted) is a \(indicator.kind.word)"
          + (indicator.kind.word == "count" ? " without `growth`" : "")
          + " and has no innovations to correlate",
        "correlate outputs, or counts with `growth`")
      return nil
    }
    return name
  }

  /// The name of a declared indicator.
  func knownIndicator(_ field: Field) -> String? {
    guard let name = field.text() else { return nil }
    if names.kinds[name] == .indicator { return name }
    let known = names.names(.indicator)
    let advice =
      issues.suggestion(for: name, among: known)
      ?? (known.isEmpty
        ? "add it under `indicators:`" : "the indicators are \(Field.some(known))")
    if let kind = names.kinds[name] {
      field.report("\(name.quoted) is a \(kind.rawValue), not an indicator", advice)
    } else {
      field.report("there is no indicator \(name.quoted)", advice)
    }
    return nil
  }

  // MARK: Events

  func events(_ root: Section, _ time: ScenarioTime?, _ indicators: [Indicator]) -> [Event] {
    let fields =
      root["events"]?.named(
        "events: {downturn: {chance: 0.1 per year, affects: revenue, multiply: 0.9}}") ?? []
    NameRules.checkDistinct(fields)
    return fields.compactMap { event($0, time, indicators) }
  }

  private func event(_ field: Field, _ time: ScenarioTime?, _ indicators: [Indicator]) -> Event? {
    NameRules.check(field)
    guard let section = Section(field, keys: FormatKeys.event) else { return nil }
    let date = section["at"].flatMap { at in
      at.period().flatMap { onGridInside($0, at, time) }
    }
    let given = given(
      Parameter.ofEvents, in: section, examples: date == nil ? [:] : ["chance": "1"])

    var affected: [String] = []
    for name in section.required("affects", names.names(.indicator).first ?? "revenue")?
      .oneOrMore() ?? []
    {
      guard let indicator = knownIndicator(name) else { continue }
      let word = indicators.first { $0.name == indicator }?.kind.word
      if word == "milestone" || word == "derived" {
        name.report(
          "\(indicator.quoted) is a \(word ?? "") and cannot be struck by an event",
          "let the event affect what it depends on")
      } else if affected.contains(indicator) {
        name.report("\(indicator.quoted) is named twice", "keep one of them")
      } else {
        affected.append(indicator)
      }
    }
    guard let given else { return nil }
    return Event(
      name: field.key, parameters: given, date: date, affects: affected,
      remarks: Remarks(section), place: field.keyPlace)
  }

  /// A date whose last period is one of the simulated ones.
  func onGridInside(_ period: Period, _ field: Field, _ time: ScenarioTime?) -> Period? {
    guard let time else { return period }
    guard
      let last = onGrid(
        field, period, time.step,
        { period throws(QuantityError) in
          try period.last(on: time.step)
        })
    else { return nil }
    guard last >= time.start, last <= time.end else {
      field.report(
        "\(period) is outside the simulated time, \(time.start) to \(time.end)",
        last > time.end ? "set `time.end` to a later date" : "take a later date")
      return nil
    }
    return period
  }
}
