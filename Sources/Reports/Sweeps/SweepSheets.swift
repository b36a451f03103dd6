internal import Experiments
public import Tables
internal import Wording

/// The points of a sweep for a workbook: the first rows of `points.csv`.
public struct SweepPoints {
  /// The table.
  public let table: TableFile

  /// The rows that the sheet has, the header among them.
  ///
  /// A sheet has room for ten times as many, but a workbook is made in memory, about 2.5 kB a row, which
  /// a sweep else does not need.
  public static let mostRows = 100_001

  private struct SheetIsFull: Error {}

  /// Takes in rows until the sheet is full.
  ///
  /// - Parameters:
  ///   - mostRows: the rows of a sheet, the header among them.
  ///   - stream: hands over `points.csv` in pieces that end with a row.
  /// - Throws: what `stream` throws.
  public init(
    mostRows: Int = SweepPoints.mostRows, _ stream: (([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var bytes: [UInt8] = []
    var rows = 0
    do {
      try stream { piece in
        for line in piece.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
          .dropLast()
        {
          guard rows < mostRows else { throw SheetIsFull() }
          bytes += line
          bytes.append(UInt8(ascii: "\n"))
          rows += 1
        }
      }
    } catch is SheetIsFull {}
    let kept = bytes
    table = TableFile("points.csv", texts: SweepTable.texts) { kept }
  }
}

extension SweepText {
  /// What a workbook says of points that it leaves out; nothing where all are on its sheet.
  public func notes(mostRows: Int = SweepPoints.mostRows) -> [String] {
    let rows = summary.points * summary.plan.cases.count * summary.plan.rows.count
    guard rows >= mostRows else { return [] }
    let (shown, all) = (PlainNumber.whole(Double(mostRows - 1)), PlainNumber.whole(Double(rows)))
    return [
      Phrase(
        "The sheet points has the first \(shown) of \(all) rows; all stand in points.csv.",
        "工作表 points 只有 \(all) 行中的前 \(shown) 行；全部在 points.csv 中。")(language)
    ]
  }

  /// A sheet for each picture: the probability over what is varied, as lines that the spreadsheet draws,
  /// or as a heat map of its cells.
  public var sheets: [Workbook.Sheet] {
    charts.compactMap { chart in
      switch chart.content {
      case .plot(let plot): lines(of: plot, in: chart)
      case .grid(let grid): heatMap(of: grid, in: chart)
      case .bars: nil
      }
    }
  }

  private func lines(of plot: Plot, in chart: Chart) -> Workbook.Sheet? {
    var columns = [plot.x.title ?? ""]
    var places: [Double] = []
    var values: [[Double]] = []
    for mark in plot.marks {
      guard case .line(let points, _, let label) = mark else { continue }
      columns.append(label)
      places = points.map(\.x)
      values.append(points.map(\.y))
    }
    guard !values.isEmpty else { return nil }
    let rows: [[Cell]] = places.indices.map { place in
      [.number(places[place])] + values.map { .number($0[place]) }
    }
    let table = CellTable(columns: columns, rows: rows)
    let drawn = FanSheetChart(
      chart.title, of: table, areas: [], lines: Array(1..<columns.count), dots: [],
      isOfShares: true)
    return Workbook.Sheet(chart.name, table, charts: [drawn], looks: .behindFirst)
  }

  /// The rows from top to bottom, as in the picture.
  private func heatMap(of grid: GridPlot, in chart: Chart) -> Workbook.Sheet {
    let rows: [[Cell]] = zip(grid.rows, grid.shares).reversed().map { name, shares in
      [.text(name)] + shares.map { $0.map { .number($0) } ?? .nothing }
    }
    let corner = "\(grid.yTitle) \\ \(grid.xTitle)"
    return Workbook.Sheet(
      chart.name, CellTable(columns: [corner] + grid.columns, rows: rows), looks: .heatMap)
  }
}
