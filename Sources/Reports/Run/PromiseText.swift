internal import Scenarios
internal import Wording

/// The promises without a quantity: what was promised, and what would let it be answered.
struct PromiseText {
  private let scenario: Scenario
  private let language: Language

  init(_ scenario: Scenario, _ language: Language) {
    self.scenario = scenario
    self.language = language
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
    return Phrase(promise.name) + .colon + parts.joined(.semicolon)
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
