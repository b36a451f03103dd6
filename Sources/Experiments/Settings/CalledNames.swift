internal import Scenarios

/// Names that somebody typed: those of the file, or the labels under which answers show them, where
/// only one thing is called so.
extension Scenario {
  /// The name of a target, perhaps with its deadline: `target@2026`.
  ///
  /// - Returns: the name in the file; the text as it is where it is no label.
  func targetName(_ text: String) -> String {
    let labels = targets.map { (name: $0.name, label: $0.remarks.label) }
    if let name = named(text, labels) { return name }
    guard let end = text.lastIndex(of: "@"), let name = named(String(text[..<end]), labels) else {
      return text
    }
    return name + text[end...]
  }

  /// The name of an indicator.
  ///
  /// - Returns: the name in the file; the text as it is where it is no label.
  func indicatorName(_ text: String) -> String {
    named(text, indicators.map { (name: $0.name, label: $0.remarks.label) }) ?? text
  }

  /// The name of a lever or an uncertainty, or the path of a parameter of an indicator.
  ///
  /// - Returns: the name in the file; the text as it is where it is no label.
  func variableName(_ text: String) -> String {
    let labels =
      levers.map { (name: $0.name, label: $0.remarks.label) }
      + uncertainties.map { (name: $0.name, label: $0.remarks.label) }
    if let name = named(text, labels) { return name }
    guard let end = text.firstIndex(of: ".") else { return text }
    return indicatorName(String(text[..<end])) + text[end...]
  }

  /// What a text names; nil where it names nothing, or is the label of several.
  private func named(_ text: String, _ all: [(name: String, label: String?)]) -> String? {
    if all.contains(where: { $0.name == text }) { return text }
    let found = all.filter { $0.label == text }
    return found.count == 1 ? found[0].name : nil
  }
}
