/// Documents as plain text for a terminal.
public enum PlainRenderer {
  /// A document as lines, with a blank one between sections and a line end after each.
  public static func text(_ document: Document) -> String {
    document.sections.map { section in
      let lines = (section.heading.map { [$0] } ?? []) + section.items.flatMap(lines)
      return lines.map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private static func lines(of item: Document.Item) -> [String] {
    switch item {
    case .sentence(let text): [text]
    case .detail(let text): ["  " + text]
    case .table(let table): table.lines()
    }
  }
}
