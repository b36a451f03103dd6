internal import Experiments
internal import Scenarios
internal import Wording

/// The promises without a quantity: what was promised, and what would let it be answered.
struct PromiseText {
  private let scenario: Scenario
  private let language: Language
  /// The answers of the reference case.
  private let rows: [TargetRow]

  init(_ run: Run, _ rows: [TargetRow], _ language: Language) {
    scenario = run.compiled.scenario
    self.language = language
    let reference = run.compiled.plan.cases[0].name
    self.rows = rows.filter { $0.caseName == reference }
  }

  /// A heading, the list of them, and a line for each; nothing where there is none.
  var section: Document.Section {
    guard let summary = scenario.promiseSummary else { return Document.Section([]) }
    let lines = [scenario.nothingComputed, summary + Phrase(".", "。")].compactMap(\.self)
    return Document.Section(
      Phrase("Promises without a quantity", "没有数量的承诺")(language),
      lines.map { .sentence($0(language)) } + scenario.promises.map { .detail(line($0)(language)) })
  }

  private func line(_ promise: Promise) -> Phrase {
    var parts: [Phrase] = []
    if let label = promise.remarks.label { parts.append(Phrase(label)) }
    if let quotation = promise.remarks.quotation { parts.append(quotation) }
    if !promise.deadlineText.isEmpty { parts.append(promise.dated) }
    if let source = promise.remarks.source {
      parts.append(Phrase("source: \(source)", "来源：\(source)"))
    }
    if case .members = promise.reason { parts.append(promise.problem) }
    parts.append(promise.advice)
    if let answers = answers(of: promise.proxies) { parts.append(answers) }
    return Phrase(promise.name) + .colon + parts.joined(.semicolon)
  }
}

extension PromiseText {
  /// How likely the targets are that stand for a promise; nil where none does.
  private func answers(of proxies: [Promise.Proxy]) -> Phrase? {
    let found = proxies.flatMap { proxy in
      rows.filter { $0.target.prefix { $0 != "@" } == proxy.name }
    }
    guard !found.isEmpty else { return nil }
    return found.map { row in
      Phrase(row.target + " " + PlainNumber.headline(row.attainment, withError: false))
    }.joined(.comma)
  }
}

extension Promise {
  /// The deadline in a sentence.
  fileprivate var dated: Phrase {
    let date = DateWords.phrase(deadlineText)
    if case .in = deadline { return Phrase("in \(date.english)", date.chinese) }
    return Phrase("by \(date.english)", "到 \(date.chinese)")
  }
}
