internal import Wording

/// Documents as plain text for a terminal, of which others have visible characters only: emphasis is ours.
public struct PlainRenderer {
  /// The cells of a line.
  private let width: Int
  private let emphasis: Emphasis

  /// A renderer for a terminal.
  ///
  /// - Parameters:
  ///   - width: the cells of its lines; no line is longer where it can be broken.
  ///   - isColoured: whether headings are bold and shares have a colour.
  public init(width: Int = PlainRenderer.usualWidth, isColoured: Bool = false) {
    self.width = max(40, width)
    emphasis = Emphasis(isOn: isColoured)
  }

  /// The width where none is known.
  public static let usualWidth = 80

  /// A document as lines, with a blank one between sections and a line end after each.
  public func text(_ document: Document) -> String {
    guard !document.title.isEmpty || !document.sections.isEmpty else { return "" }
    let sections = document.sections.map { section in
      (section.heading.map { heading($0) } ?? [])
        + shown(section.items, document.language).flatMap { lines(of: $0, document.language) }
    }
    var text = heading(document.title)
    for (index, section) in sections.enumerated() {
      if index > 0 || document.sections[index].heading != nil { text.append("") }
      text += section
    }
    return text.map { $0 + "\n" }.joined()
  }

  /// A sentence that stands by itself, with a line end after each line.
  public func sentence(_ text: String) -> String {
    hanging(text, after: "").map { VisibleText.of($0) + "\n" }.joined()
  }

  /// Pictures of a section beyond this many are left to pages and files.
  private static let mostCharts = 12

  /// The items of a section with its first pictures, and how many more there are.
  private func shown(_ items: [Document.Item], _ language: Language) -> [Document.Item] {
    let charts = items.indices.filter { if case .chart = items[$0] { true } else { false } }
    let left = charts.dropFirst(Self.mostCharts)
    guard let first = left.first else { return items }
    let note = Phrase(
      "\(left.count) more pictures are in report.html (`--out DIR`) and with `--charts DIR`.",
      "另有 \(left.count) 幅图，见 report.html（`--out DIR`）或 `--charts DIR`。")
    let hidden = Set(left)
    return items[..<first] + [.sentence(note(language))]
      + items.indices.dropFirst(first).filter { !hidden.contains($0) }.map { items[$0] }
  }

  private func heading(_ text: String) -> [String] {
    TextWrap.lines(TextWrap.flat(text), width: width).map {
      emphasis.heading(VisibleText.of($0))
    }
  }

  private func lines(of item: Document.Item, _ language: Language) -> [String] {
    let lines = plainLines(of: item, language).map { VisibleText.of($0) }
    return switch item {
    case .answer, .table: lines.map(emphasis.shares)
    case .chart(let chart):
      if case .bars = chart.content { lines.map(emphasis.shares) } else { lines }
    case .sentence, .detail, .command: lines
    }
  }

  private func plainLines(of item: Document.Item, _ language: Language) -> [String] {
    switch item {
    case .sentence(let text): hanging(text, after: "")
    case .detail(let text): hanging(text, after: "  ")
    case .command(let text): ["  " + text]
    case .answer(let answer):
      hanging(
        answer.name.isEmpty
          ? answer.text
          : TextWrap.flat(answer.name) + Phrase(": ", "：")(language) + answer.text, after: "")
    case .table(let table): table.lines(width: width)
    case .chart(let chart): TextChart.lines(chart, width: width, language)
    }
  }

  /// A text behind a lead, its further lines two blanks further in: a note of several lines does not
  /// begin at the margin, where answers stand.
  private func hanging(_ text: String, after lead: String) -> [String] {
    let indent = String(repeating: " ", count: TextWidth.cells(lead) + 2)
    let parts = text.isEmpty ? [""] : text.split(separator: "\n").map(String.init)
    let lines = parts.enumerated().flatMap { place, part in
      TextWrap.lines(
        part, width: width - indent.count, first: place == 0 ? width - lead.count : nil)
    }
    return lines.enumerated().map { ($0.offset == 0 ? lead : indent) + $0.element }
  }
}
