/// What the file tells people of an entry; nothing is computed from it.
public struct Remarks: Hashable, Sendable {
  /// What to call it in reports.
  public let label: String?
  /// Where its numbers come from.
  public let source: String?
  /// Remarks.
  public let note: String?

  /// No remarks.
  static let none = Remarks(label: nil, source: nil, note: nil)

  /// Whether there are none.
  public var isEmpty: Bool { label == nil && source == nil && note == nil }
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
