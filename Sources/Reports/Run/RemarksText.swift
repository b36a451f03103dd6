internal import Scenarios
internal import Wording

/// What the file tells people of itself and of its entries: labels, sources, notes.
struct RemarksText {
  private let scenario: Scenario
  private let language: Language

  init(_ scenario: Scenario, _ language: Language) {
    self.scenario = scenario
    self.language = language
  }

  /// A heading and a line for each entry that says something; nothing where none does.
  var section: Document.Section {
    var facts = [scenario.source.map(from), scenario.note].compactMap(\.self)
    for (name, remarks) in scenario.remarked {
      let parts = [
        remarks.label, remarks.quotation?(language), remarks.source.map(from), remarks.note,
      ].compactMap(\.self)
      facts.append(
        name + Phrase(": ", "：")(language)
          + parts.joined(separator: Phrase("; ", "；")(language)))
    }
    return Document.Section(
      Phrase("What the file says:", "文件中的说明：")(language), facts: facts)
  }

  private func from(_ source: String) -> String {
    Phrase("source: \(source)", "来源：\(source)")(language)
  }
}
