public import Wording

/// What the file tells people of an entry; nothing is computed from it.
public struct Remarks: Hashable, Sendable {
  /// What to call it in reports.
  public internal(set) var label: String?
  /// Where its numbers come from.
  public let source: String?
  /// Remarks.
  public let note: String?
  /// The words in which it was promised; of targets only.
  public internal(set) var quote: String?
  /// The document that promises it; of targets only.
  public internal(set) var document: String?
  /// The date of that document as it is written; of targets only.
  public internal(set) var date: String?

  /// No remarks.
  static let none = Remarks(label: nil, source: nil, note: nil)

  /// The same with what tells the label from others, in parentheses.
  func called(_ part: String?) -> Remarks {
    guard let part, let label else { return self }
    var called = self
    called.label = "\(label) (\(part))"
    return called
  }

  /// Whether there are none.
  public var isEmpty: Bool { self == Remarks.none }

  /// The words of the document, with its name and date; nil where the file has none of them.
  public var quotation: Phrase? {
    let parts = [document, date].compactMap(\.self)
    let origin = Phrase(parts.joined(separator: ", "), parts.joined(separator: "，"))
    guard let quote else { return parts.isEmpty ? nil : origin }
    let words = Phrase("“\(quote)”")
    return parts.isEmpty
      ? words
      : words + Phrase(" (\(origin.english))", "（\(origin.chinese)）")
  }
}

extension Scenario {
  /// The entries of the file that have remarks, by name, in the order of the format.
  public var remarked: [(name: String, remarks: Remarks)] {
    var entries: [(name: String, remarks: Remarks)] = []
    entries += uncertainties.map { ($0.name, $0.remarks) }
    entries += levers.map { ($0.name, $0.remarks) }
    entries += indicators.map { ($0.name, $0.remarks) }
    entries += events.map { ($0.name, $0.remarks) }
    entries += cases.map { ($0.name, $0.remarks) }
    entries += targets.map { ($0.name, $0.remarks) }
    return entries.filter { !$0.remarks.isEmpty }
  }
}
