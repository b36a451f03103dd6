internal import Tables

/// Documents as JSON (RFC 8259): everything that the page shows, charts as their numbers.
public enum JSONRenderer {
  /// A document as one object.
  public static func text(_ document: Document) -> String {
    let sections = document.sections.map { section in
      JSONValue.object([
        ("heading", section.heading.map { .text($0) } ?? .null),
        ("items", .list(section.items.map(value))),
      ])
    }
    let whole = JSONValue.object([
      ("title", .text(document.title)), ("language", .text(document.language.rawValue)),
      ("sections", .list(sections)),
    ])
    return whole.text + "\n"
  }

  private static func value(_ item: Document.Item) -> JSONValue {
    switch item {
    case .sentence(let text): typed("sentence", [("text", .text(text))])
    case .detail(let text): typed("detail", [("text", .text(text))])
    case .command(let text): typed("command", [("text", .text(text))])
    case .answer(let answer):
      typed(
        "answer",
        [
          ("name", .text(answer.name)), ("text", .text(answer.text)),
          ("probability", answer.share.map { .number($0) } ?? .null),
        ])
    case .table(let table):
      typed(
        "table",
        [
          ("columns", .list(table.rows[0].map { .text($0) })),
          ("rows", .list(table.rows.dropFirst().map { .list($0.map { .text($0) }) })),
        ])
    case .chart(let chart):
      typed(
        "chart",
        [
          ("name", .text(chart.name)), ("title", .text(chart.title)),
          ("description", .text(chart.description)), ("content", content(chart.content)),
        ])
    }
  }

  private static func typed(_ name: String, _ members: [(String, JSONValue)]) -> JSONValue {
    .object([("type", .text(name))] + members)
  }

  // MARK: Charts

  private static func content(_ content: Chart.Content) -> JSONValue {
    switch content {
    case .plot(let plot):
      typed(
        "plot",
        [("x", axis(plot.x)), ("y", axis(plot.y)), ("marks", .list(plot.marks.compactMap(mark)))])
    case .bars(let plot):
      typed(
        "bars",
        [
          ("axis", axis(plot.axis)), ("legend", .list(plot.legend.map { .text($0) })),
          ("bars", .list(plot.bars.map(bar))),
        ])
    case .grid(let plot):
      typed(
        "grid",
        [
          ("x", .text(plot.xTitle)), ("y", .text(plot.yTitle)),
          ("columns", .list(plot.columns.map { .text($0) })),
          ("rows", .list(plot.rows.map { .text($0) })),
          (
            "shares",
            .list(plot.shares.map { .list($0.map { $0.map { .number($0) } ?? .null }) })
          ),
        ])
    }
  }

  private static func axis(_ axis: Axis) -> JSONValue {
    .object([
      ("title", axis.title.map { .text($0) } ?? .null),
      ("range", .list([.number(axis.range.lowerBound), .number(axis.range.upperBound)])),
      (
        "ticks",
        .list(
          axis.ticks.map { .object([("value", .number($0.value)), ("label", .text($0.label))]) })
      ),
    ])
  }

  /// A mark; nothing for what only a picture with an end has to say.
  private static func mark(_ mark: Plot.Mark) -> JSONValue? {
    func list(_ points: [Plot.Point]) -> JSONValue {
      .list(points.map { .list([.number($0.x), .number($0.y)]) })
    }
    return switch mark {
    case .band(let extents, _, let label):
      typed(
        "band",
        [
          ("label", .text(label)),
          (
            "points",
            .list(extents.map { .list([.number($0.x), .number($0.low), .number($0.high)]) })
          ),
        ])
    case .line(let points, _, let label):
      typed("line", [("label", .text(label)), ("points", list(points))])
    case .observations(let points, let label):
      typed("observations", [("label", .text(label)), ("points", list(points))])
    case .goal(let point, let label, _, _):
      typed("goal", [("label", .text(label)), ("points", list([point]))])
    case .level(let level, let label):
      typed("level", [("label", .text(label)), ("y", .number(level))])
    case .moment(let place, let label):
      typed("moment", [("label", .text(label)), ("x", .number(place))])
    case .beyond: nil
    }
  }

  private static func bar(_ bar: BarPlot.Bar) -> JSONValue {
    .object([
      ("label", .text(bar.label)), ("text", .text(bar.text)),
      ("parts", .list(bar.parts.map { .list([.number($0.from), .number($0.to)]) })),
      (
        "doubt",
        bar.doubt.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ),
    ])
  }
}
