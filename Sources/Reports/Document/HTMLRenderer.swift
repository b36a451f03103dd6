internal import SpecialFunctions
internal import Tables

/// Documents as one HTML page that needs no other file, no network and no script.
public enum HTMLRenderer {
  /// A document as a page.
  public static func page(_ document: Document) -> String {
    let body = sections(of: document)
    return """
      <!DOCTYPE html>
      <html lang="\(document.language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(Markup.escaped(document.title))</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <main>
      <h1>\(Markup.escaped(document.title))</h1>
      \(contents(of: document))\(body)</main>
      </body>
      </html>

      """
  }

  /// The style sheet of pages.
  package static let css = PageStyle.css

  /// The sections of a document as a part of a page.
  ///
  /// - Parameters:
  ///   - document: what is shown.
  ///   - part: what the names of its elements begin with, so that several documents stand on one page.
  ///   - hasGrips: whether a script of the page moves the goals in its pictures.
  ///   - isForPhones: whether there is room for drawings of charts that suit a phone.
  /// - Returns: the elements.
  package static func sections(
    of document: Document, part: String = "", hasGrips: Bool = false, isForPhones: Bool = true
  ) -> String {
    var charts = Numbering(part: part, hasGrips: hasGrips, isForPhones: isForPhones)
    return document.sections.enumerated().map { section($1, number: $0 + 1, &charts) }.joined()
  }

  /// Charts are numbered through a page; names of several documents on one do not meet.
  private struct Numbering {
    let part: String
    /// Whether goals can be taken by hand.
    let hasGrips: Bool
    /// Whether charts are drawn for phones too.
    let isForPhones: Bool
    private(set) var count = 0

    mutating func next() -> String {
      count += 1
      return "\(part)\(count)"
    }
  }

  /// Pages of more items than this begin with their contents.
  private static let mostWithoutContents = 60

  /// Links to the sections, and to the pictures of those that have many; nothing on a short page.
  private static func contents(of document: Document) -> String {
    let count = document.sections.reduce(0) { $0 + $1.items.count }
    guard count > mostWithoutContents else { return "" }
    var charts = 0
    var html = "<nav>\n<ul>\n"
    for (index, section) in document.sections.enumerated() {
      var pictures: [String] = []
      for case .chart(let chart) in section.items {
        charts += 1
        pictures.append("<a href=\"#figure-\(charts)\">\(Markup.escaped(chart.title))</a>")
      }
      guard let heading = section.heading else { continue }
      html += "<li><a href=\"#section-\(index + 1)\">\(Markup.escaped(heading))</a>"
      if pictures.count > 3 {
        let list = pictures.map { "<li>\($0)</li>\n" }.joined()
        html += "\n<details><summary>\(pictures.count)</summary>\n<ul>\n\(list)</ul>\n</details>\n"
      }
      html += "</li>\n"
    }
    return html + "</ul>\n</nav>\n"
  }

  private static func section(
    _ section: Document.Section, number: Int, _ charts: inout Numbering
  ) -> String {
    var html = "<section id=\"section-\(charts.part)\(number)\">\n"
    if let heading = section.heading { html += "<h2>\(Markup.escaped(heading))</h2>\n" }
    var list: [String] = []
    func end() {
      if !list.isEmpty { html += "<ul>\n" + list.joined() + "</ul>\n" }
      list = []
    }
    for item in section.items {
      if case .detail(let text) = item {
        list.append("<li>\(inline(text))</li>\n")
        continue
      }
      end()
      html += element(item, &charts)
    }
    end()
    return html + "</section>\n"
  }

  private static func element(_ item: Document.Item, _ charts: inout Numbering) -> String {
    switch item {
    case .sentence(let text), .detail(let text): return "<p>\(inline(text))</p>\n"
    case .answer(let answer): return self.answer(answer)
    case .table(let table): return self.table(table)
    case .chart(let chart):
      let number = charts.next()
      return
        "<figure id=\"figure-\(number)\">\n"
        + SVGRenderer.elements(
          chart, number: number, hasGrips: charts.hasGrips, isForPhones: charts.isForPhones)
        + "</figure>\n"
    case .command(let text): return "<pre><code>\(Markup.escaped(text))</code></pre>\n"
    }
  }

  /// A text with what is to be typed, between backticks, as code.
  private static func inline(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map {
      Markup.escaped(String($0))
    }
    guard parts.count % 2 == 1 else { return Markup.escaped(text) }
    return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : $0.element }
      .joined()
  }

  /// An answer with a bar as long as its probability; the bar says nothing that the words do not.
  private static func answer(_ answer: Document.Answer) -> String {
    let share = answer.share.map {
      "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        + "<rect width=\"\(Int(bounded: (min(max($0, 0), 1) * 100).rounded()))\" height=\"8\"/></svg>\n"
    }
    return "<div class=\"answer\">\n<p><span class=\"name\">\(Markup.escaped(answer.name))</span> "
      + "<strong>\(Markup.escaped(answer.text))</strong></p>\n" + (share ?? "") + "</div>\n"
  }

  private static func table(_ table: TextTable) -> String {
    func cells(_ row: [String], _ name: String, _ scope: String) -> String {
      zip(row, table.alignments).map { cell, alignment in
        let style = alignment == .right ? " class=\"number\"" : ""
        return "<\(name)\(scope)\(style)>\(Markup.escaped(cell))</\(name)>"
      }.joined()
    }
    let rows = table.rows.dropFirst().map { "<tr>\(cells($0, "td", ""))</tr>\n" }.joined()
    // A table that is wider than a phone is moved by touch or by the arrow keys.
    return "<div class=\"wide\" tabindex=\"0\" role=\"group\">\n<table>\n<thead><tr>"
      + cells(table.rows[0], "th", " scope=\"col\"")
      + "</tr></thead>\n<tbody>\n\(rows)</tbody>\n</table>\n</div>\n"
  }
}
