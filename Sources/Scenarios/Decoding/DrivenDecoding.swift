internal import Quantities
internal import Tables
internal import Wording

// Uncertainties, levers and cases: what drives a scenario from outside.
extension ScenarioDecoder {
  private static let uncertaintyExample = "uncertainties: {yield: lognormal(p10: 1, p90: 5)}"
  private static let leverExample = "levers: {crews: {default: 40, range: [20, 80]}}"

  mutating func declareNames(_ root: Section) {
    for field in root["uncertainties"]?.named(Self.uncertaintyExample) ?? [] {
      names.declare(field, as: .uncertainty)
    }
    for field in root["levers"]?.named(Self.leverExample) ?? [] {
      names.declare(field, as: .lever)
    }
    for field in root["indicators"]?.named("indicators: {firms: {kind: count}}") ?? [] {
      names.declare(field, as: .indicator)
    }
  }

  func uncertainties(_ root: Section) -> [Uncertainty] {
    (root["uncertainties"]?.named(Self.uncertaintyExample) ?? []).compactMap { field in
      guard field.node.entries != nil else {
        return field.expression().map {
          Uncertainty(name: field.name, law: $0, remarks: .none, place: field.keyPlace)
        }
      }
      // The stream of a law is keyed by the name that it has, however it is written down.
      guard let section = Section(field, keys: FormatKeys.uncertainty),
        let law = section.required("law", "normal(0, 1)")?.at(path: field.path).expression()
      else { return nil }
      return Uncertainty(
        name: field.name, law: law, remarks: Remarks(section), place: field.keyPlace)
    }
  }

  mutating func levers(_ root: Section, _ time: ScenarioTime?) -> [Lever] {
    (root["levers"]?.named(Self.leverExample) ?? []).compactMap { field in
      lever(field, time)
    }
  }

  private func lever(_ field: Field, _ time: ScenarioTime?) -> Lever? {
    if field.node.scalar != nil {
      // `crews: 40` is a lever without a range.
      let written = writtenDate(field)
      let duration = unitOfDurations([field])
      let unit = duration ?? .one
      guard let value = leverValue(field, unit, written?.step) else { return nil }
      return Lever(
        name: field.name, defaultValue: value, range: nil, step: nil, dates: written?.step,
        unit: unit, saysUnit: duration == nil, isShare: largestShare([field]) != nil,
        remarks: .none, place: field.keyPlace)
    }
    guard let section = Section(field, keys: FormatKeys.lever) else { return nil }
    guard let defaultField = section.required("default", "0") else { return nil }
    let ends = section["range"]?.elements("range: [0, 1]")
    let declared = section["unit"].map { declaredUnit($0) ?? .one }
    // What is written as stretches of time is a lever of them, in the unit of the first.
    let duration = declared == nil ? unitOfDurations([defaultField] + (ends ?? [])) : nil
    let unit = declared ?? duration ?? .one
    let saysUnit = duration == nil
    let written = writtenDate(defaultField)?.step
    let share = declared == nil ? largestShare([defaultField] + (ends ?? [])) : nil
    guard let value = leverValue(defaultField, unit, written, saysUnit, beside: share) else {
      return nil
    }

    var range: ClosedRange<Double>?
    if let rangeField = section["range"], let ends {
      let numbers = ends.compactMap {
        leverValue($0, unit, written, saysUnit, beside: share.map(BareShare.besideEnds))
      }
      if ends.count != 2 {
        rangeField.report(
          Phrase("must have two ends, found \(ends.count)", "应有两端，实有 \(ends.count) 个"),
          rangeField.adviceOnEnds(ends, "range: [0, 1]"))
      } else if numbers.count == 2 {
        if numbers[0] < numbers[1] {
          range = numbers[0]...numbers[1]
        } else {
          rangeField.report(
            Phrase(
              "the lower end must come first and differ from the upper one",
              "下端须在前，且与上端不同"))
        }
      }
    }
    if let range, !range.contains(value) {
      defaultField.report(
        Phrase(
          "\(defaultField.node.kind.english) is outside the range \(bounds(range, written))",
          "\(defaultField.node.kind.chinese) 超出范围 \(bounds(range, written))"),
        Phrase("widen the range or change the default", "请放宽范围，或更改默认值"))
    }
    let dates = written ?? (unit == .one ? years(value, range, time) : nil)
    var step: Double?
    if let stepField = section["step"],
      let width = dates == nil
        // No step is as wide as the whole.
        ? leverValue(stepField, unit, nil, saysUnit, beside: share.map { _ in 0 })
        : stepField.number(in: .year, units)
    {
      if width > 0 {
        step = width
      } else {
        stepField.report(
          Phrase(
            "must be greater than 0, found \(stepField.node.kind.english)",
            "须大于 0，实为 \(stepField.node.kind.chinese)"))
      }
    }
    return Lever(
      name: field.name, defaultValue: value, range: range, step: step,
      dates: dates, unit: unit, saysUnit: saysUnit,
      isShare: share != nil, remarks: Remarks(section), place: field.keyPlace)
  }

  /// The largest of the values that are percentages, as in `50 %`; nil where none is.
  private func largestShare(_ values: [Field]) -> Double? {
    values.compactMap { field in
      guard let constant = field.node.scalar.flatMap({ ConstantText($0.text) }),
        let unit = try? units.unit(constant.unit), unit.isFraction
      else { return nil }
      return abs(unit.scale.convert(constant.value, to: .one))
    }.max()
  }

  /// The unit of the first value that is a stretch of time, as in `18 months`; nil where none is.
  ///
  /// `2022年` is a date.
  private func unitOfDurations(_ values: [Field]) -> Unit? {
    for field in values {
      guard let text = field.node.scalar?.text, let constant = ConstantText(text),
        !text.contains("年") || (try? Period(text)) == nil,
        let unit = try? units.unit(constant.unit), unit.dimension == .time, unit.labels.isEmpty
      else { continue }
      return unit
    }
    return nil
  }

  /// A number, or a date as its coordinate in years; all dates of a lever have one length.
  ///
  /// A lever that `saysUnit` has a unit of its own, so that a number may do without; `beside` is the largest
  /// percentage of one that is written in percent.
  private func leverValue(
    _ field: Field, _ unit: Unit, _ dates: TimeStep?, _ saysUnit: Bool = true,
    beside share: Double? = nil
  ) -> Double? {
    if let share, let text = field.node.scalar?.text, let bare = BareShare(text, beside: share) {
      field.report(bare.problem, bare.advice)
      return nil
    }
    if !saysUnit, let text = field.node.scalar?.text, let constant = ConstantText(text),
      constant.unit.isEmpty, constant.value != 0
    {
      field.report(
        Phrase(
          "\(text.quoted) beside stretches of time has no unit",
          "\(text.quoted) 与其他时间长度并列，却没有单位"),
        Phrase(
          "write it, as in `\(text) \(unit.symbol)`, or `unit: \(unit.symbol)` in the lever",
          "请写出单位，如 `\(text) \(unit.symbol)`，或在手段中写 `unit: \(unit.symbol)`"))
      return nil
    }
    let period = writtenDate(field)
    guard period?.step == dates else {
      let word =
        dates.map { Phrase("a \($0)", $0.word.chinese) } ?? Phrase("a number or a year", "数字或年份")
      let text = field.node.scalar?.text ?? ""
      field.report(
        Phrase(
          "\(text.quoted) is not \(word.english) like the default of the lever",
          "\(text.quoted) 不是与手段默认值相同的\(word.chinese)"),
        dates == .month
          ? Phrase("write a month, as in 2022-06", "请写月份，如 2022-06")
          : dates == .quarter
            ? Phrase("write a quarter, as in 2022-Q3", "请写季度，如 2022-Q3")
            : Phrase("write a year, or months in the default too", "请写年份，或默认值也写月份"))
      return nil
    }
    if let period { return period.coordinate }
    if let text = field.node.scalar?.text, text.contains("年"), let year = try? Period(text) {
      return year.coordinate
    }
    if unit == .one, let text = field.node.scalar?.text, let constant = ConstantText(text),
      let written = try? units.unit(constant.unit), !written.dimension.isNone
    {
      field.report(
        Phrase(
          "expected \(unit.phrase.english), found \(written.phrase.english)",
          "应为\(unit.phrase.chinese)，实为\(written.phrase.chinese)"),
        Phrase(
          "write `unit: \(written.symbol)` in the lever",
          "请在手段中写 `unit: \(written.symbol)`"))
      return nil
    }
    return field.number(in: unit, units)
  }

  /// A month or a quarter; nil for a year, which is a number.
  private func writtenDate(_ field: Field) -> Period? {
    guard let text = field.node.scalar?.text, DecimalNumber.parse(text) == nil,
      let period = try? Period(text), period.step != .year
    else { return nil }
    return period
  }

  /// The length of a year, where the values of a lever are years of the scenario.
  private func years(
    _ value: Double, _ range: ClosedRange<Double>?, _ time: ScenarioTime?
  ) -> TimeStep? {
    guard let time, let range else { return nil }
    let simulated = Double(time.start.year - 1)...Double(time.end.year + 1)
    let values = [value, range.lowerBound, range.upperBound]
    return values.allSatisfy { simulated.contains($0) && $0 == $0.rounded() && $0 >= 1000 }
      ? .year : nil
  }

  private func bounds(_ range: ClosedRange<Double>, _ dates: TimeStep?) -> String {
    func text(_ value: Double) -> String {
      dates.flatMap { Period(at: value, on: $0) }.map { "\($0)" } ?? plain(value)
    }
    return "[\(text(range.lowerBound)), \(text(range.upperBound))]"
  }

  func declaredUnit(_ field: Field) -> Unit? {
    guard let text = field.text() else { return nil }
    do {
      return try units.declaredUnit(text)
    } catch {
      field.report(error.phrase)
      // With the unit that was meant, the values can be judged too.
      return try? units.declaredUnit(UnitParser.withMillions(text))
    }
  }

  // MARK: Cases

  /// The cases of the file; those of its parts are there to be named in them.
  func cases(_ parts: [Part], _ levers: [Lever]) -> [Case] {
    let levers = Dictionary(levers.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    var ofParts: [String: [Case]] = [:]
    let inner = document.innerFiles
    // From the inside out: a case of a part may name those of its own parts.
    for part in parts.reversed() where part.part.files != nil || part.part.parent == nil {
      ofParts[part.part.name] = cases(part, inner[part.part.name] ?? [], levers, ofParts)
    }
    return ofParts[""] ?? []
  }

  private func cases(
    _ part: Part, _ inner: [DocumentPart], _ levers: [String: Lever],
    _ ofParts: [String: [Case]]
  ) -> [Case] {
    let fields = part.root["cases"]?.named("cases: {baseline: {}, push: {crews: 60}}") ?? []
    NameRules.checkDistinct(fields)
    if fields.count > Self.caseLimit {
      part.root["cases"]?.report(
        Phrase(
          "\(fields.count) cases are more than the \(Self.caseLimit) allowed",
          "\(fields.count) 个情景超过允许的 \(Self.caseLimit) 个"))
      return []
    }
    let defaults = defaults(of: inner, ofParts)
    if fields.isEmpty {
      let baseline = Case(name: "baseline", levers: [:], assumptions: [], remarks: .none)
      return [baseline.over(defaults.map(\.value))]
    }
    // A case that names one of a part has it instead of the one that holds otherwise.
    return fields.compactMap { field in
      singleCase(field, part.part.isSet, levers, ofParts).map { found in
        found.own.over(
          found.named.map(\.value)
            + defaults.filter { part in !found.named.contains { $0.part == part.part } }.map(
              \.value))
      }
    }
  }

  /// A case of a part, by the name of the part.
  private typealias CaseOfPart = (part: String, value: Case)

  /// What holds in a part's own parts where its cases do not say it: the case that it names for each,
  /// or the first one of each.
  private func defaults(
    of inner: [DocumentPart], _ ofParts: [String: [Case]]
  ) -> [CaseOfPart] {
    inner.compactMap { inner -> CaseOfPart? in
      guard let cases = ofParts[inner.name] else { return nil }
      guard let node = inner.defaultCase else { return cases.first.map { (inner.name, $0) } }
      let field = Field(
        key: "case", keyPlace: node.place, node: node, path: "include.\(inner.name).case",
        issues: issues, scope: .whole)
      return caseOf(inner.name, field, cases).map { (inner.name, $0) }
    }
  }

  /// The case of a part that a text names.
  private func caseOf(_ part: String, _ field: Field, _ cases: [Case]) -> Case? {
    guard let text = field.text() else { return nil }
    if let found = cases.first(where: { $0.name == text }) { return found }
    let known = cases.map(\.name)
    field.report(
      Phrase("\(part) has no case \(text.quoted)", "\(part) 没有情景 \(text.quoted)"),
      issues.suggestion(for: text, among: known)
        ?? Phrase(
          "its cases are \(Phrase.firstNames(of: known).english)",
          "其情景为 \(Phrase.firstNames(of: known).chinese)"))
    return nil
  }

  private func singleCase(
    _ field: Field, _ set: Set<String>, _ levers: [String: Lever], _ ofParts: [String: [Case]]
  ) -> (own: Case, named: [CaseOfPart])? {
    NameRules.check(field)
    if field.node.isNull {
      return (Case(name: field.key, levers: [:], assumptions: [], remarks: .none), [])
    }
    let leverNames = levers.keys.sorted()
    guard let entries = field.node.entries else {
      field.report(
        Phrase(
          "must be a mapping, found \(field.node.kind.english)",
          "应为映射，实为 \(field.node.kind.chinese)"),
        Phrase("write `\(field.key): {}`", "请写 `\(field.key): {}`"))
      return nil
    }
    var settings: [String: Double] = [:]
    // What is set for all members of a family; what is set for one holds against it in any order.
    var common: [String: Double] = [:]
    var assumptions: [Assumption] = []
    var named: [CaseOfPart] = []
    var label: String?
    var note: String?
    for entry in entries {
      let child = field.child(entry)
      switch entry.key {
      case "label": label = child.line()
      case "note": note = child.text()
      case "assume":
        for item in child.named("assume: {revenue.growth.ceiling: 900}") {
          collect(item, prefix: "", into: &assumptions)
        }
      default:
        let scope = field.scope.writer(in: entry.keyPlace.file)
        let name = scope.resolve(entry.key, among: scope.names.values) ?? entry.key
        if let lever = levers[name] {
          // What is set from outside stays so in every case of the part.
          if set.contains(entry.key) { continue }
          if let value = setting(child, lever) { settings[lever.name] = value }
        } else if let members = scope.members(of: entry.key)?.values, !members.isEmpty {
          for lever in members.compactMap({ levers[$0] }) {
            if let value = setting(child, lever) { common[lever.name] = value }
          }
        } else if let cases = ofParts[scope.qualified(entry.key)] {
          if let inner = caseOf(entry.key, child, cases) {
            named.append((scope.qualified(entry.key), inner))
          }
        } else if let members = scope.names.families[scope.qualified(entry.key)],
          let first = members.first, ofParts[first] != nil
        {
          for member in members {
            if let cases = ofParts[member], let inner = caseOf(entry.key, child, cases) {
              named.append((member, inner))
            }
          }
        } else if isTakenOver(name, part: scope.prefix) {
          continue
        } else if names.kinds[name] != .lever {
          issues.report(
            entry.keyPlace, child.path, unknownLever(entry.key),
            names.kinds[name] == nil
              ? issues.suggestion(for: entry.key, among: leverNames + FormatKeys.caseKeys)
                ?? leverList(leverNames)
              : Phrase("write `assume: {\(entry.key): …}`", "请写 `assume: {\(entry.key): …}`"))
        }
      }
    }
    for assumption in assumptions {
      guard let share = percentages[assumption.parameter],
        let bare = BareShare(assumption.value.text, beside: share)
      else { continue }
      issues.report(
        assumption.value.place, assumption.value.path, bare.problem, bare.advice)
    }
    let own = Case(
      name: field.key, levers: settings.merging(common) { own, _ in own }, assumptions: assumptions,
      remarks: Remarks(label: label, source: nil, note: note))
    return (own, named)
  }

  /// Whether a name of a part is set by the file around it.
  private func isTakenOver(_ name: String, part: String) -> Bool {
    !part.isEmpty && names.kinds[name] == .uncertainty
  }

  private func unknownLever(_ name: String) -> Phrase {
    if let kind = names.kinds[name] {
      return Phrase(
        "\(name.quoted) is an \(kind.rawValue), not a lever",
        "\(name.quoted) 是\(kind.word.chinese)，不是手段")
    }
    return Phrase("there is no lever \(name.quoted)", "没有手段 \(name.quoted)")
  }

  private func leverList(_ names: [String]) -> Phrase {
    names.isEmpty
      ? Phrase("the scenario has no levers: add `levers:`", "情景文件没有手段：请添加 `levers:`")
      : Phrase(
        "the levers are \(Phrase.firstNames(of: names).english)",
        "现有手段为 \(Phrase.firstNames(of: names).chinese)")
  }

  private func setting(_ field: Field, _ lever: Lever) -> Double? {
    let dates = lever.dates == .year ? nil : lever.dates
    if !lever.isShare, lever.unit == .one, abs(lever.defaultValue) >= 2,
      let text = field.node.scalar?.text, let share = largestShare([field]), share > 0,
      lever.range?.contains(share) != true
    {
      let number = ConstantText(text).map { plain($0.value) } ?? text
      field.report(
        Phrase(
          "\(text.quoted) is a percentage, and the lever is \(plain(lever.defaultValue)) by default",
          "\(text.quoted) 是百分数，而手段的默认值为 \(plain(lever.defaultValue))"),
        Phrase("write `\(number)`, or `\(plain(share))`", "请写 `\(number)`，或 `\(plain(share))`"))
      return nil
    }
    guard
      let value = leverValue(
        field, lever.unit, dates, lever.saysUnit, beside: lever.largestShare)
    else { return nil }
    if let range = lever.range, !range.contains(value) {
      field.report(
        Phrase(
          "\(field.node.kind.english) is outside the range \(bounds(range, dates)) of the lever",
          "\(field.node.kind.chinese) 超出手段的范围 \(bounds(range, dates))"),
        Phrase(
          "widen the range of \(lever.name.quoted) or change the value",
          "请放宽 \(lever.name.quoted) 的范围，或更改数值"))
    }
    return value
  }

  /// Flattens `{revenue: {growth: {ceiling: 900}}}` to `revenue.growth.ceiling`.
  private func collect(_ field: Field, prefix: String, into assumptions: inout [Assumption]) {
    let parameter = prefix.isEmpty ? field.key : "\(prefix).\(field.key)"
    if let entries = field.node.entries {
      for entry in entries {
        collect(field.child(entry), prefix: parameter, into: &assumptions)
      }
      return
    }
    let parameters = membersAssumed(parameter, field.scope) ?? [assumed(parameter, field.scope)]
    let values = growthAssumed(field, parameters) ?? field.expression().map { [("", $0)] } ?? []
    for (word, value) in values {
      assumptions += parameters.map { Assumption(parameter: $0 + word, value: value) }
    }
  }

  /// `growth: 8 % a year` or `growth: logistic` for short, as an indicator has it: what it sets, by what
  /// it adds to the path; nil for anything else.
  private func growthAssumed(
    _ field: Field, _ parameters: [String]
  ) -> [(word: String, value: ExpressionText)]? {
    guard let text = field.node.scalar?.text,
      parameters.allSatisfy({ $0.hasSuffix(".growth") && names.kinds[$0] == nil })
    else { return nil }
    let share = yearlyGrowth(field)?.parameters["cagr"]
    guard share != nil || GrowthModelName(rawValue: text) != nil else { return nil }
    let model = ExpressionText(
      text: share == nil ? text : GrowthModelName.curve(.exponential).rawValue,
      place: field.node.place, path: field.path + ".model", isVerbatim: false)
    return [(".model", model)] + (share.map { [(".cagr", $0)] } ?? [])
  }

  /// The path of a parameter by the names of the scenario.
  private func assumed(_ path: String, _ scope: NameScope) -> String {
    guard !scope.prefix.isEmpty else { return path }
    let parts = path.split(separator: ".").map(String.init)
    for length in stride(from: parts.count, to: 0, by: -1) {
      let name = parts[..<length].joined(separator: ".")
      let known = scope.names.values.union(scope.names.events)
      if let full = scope.resolve(name, among: known) {
        return ([full] + parts[length...]).joined(separator: ".")
      }
    }
    return path
  }

  /// The paths of a parameter of every member, where a path names a family: `park.output.growth.rate`.
  private func membersAssumed(_ path: String, _ scope: NameScope) -> [String]? {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count > 1 else { return nil }
    for length in stride(from: parts.count, to: 1, by: -1) {
      let name = parts[..<length].joined(separator: ".")
      guard scope.resolve(name, among: scope.names.values) == nil,
        let values = scope.members(of: name)?.values, !values.isEmpty
      else { continue }
      return values.map { ([$0] + parts[length...]).joined(separator: ".") }
    }
    return nil
  }
}

/// A number as messages show it.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
}
