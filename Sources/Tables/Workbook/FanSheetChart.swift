/// A fan chart that the spreadsheet draws from the cells of its sheet; without areas a line chart.
///
/// The first column names the periods. Bands are areas on top of each other: of each the column holds
/// its height over the one below, the first that of its lower edge, which is not filled.
public struct FanSheetChart: Sendable {
  let title: String
  /// The columns of the areas from bottom to top, the first not filled.
  let areas: [Int]
  /// The columns of the lines.
  let lines: [Int]
  /// The columns of what is marked by dots.
  let dots: [Int]
  let isOfShares: Bool
  let names: [String]
  let rows: Int

  /// A chart of the columns of a table.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - table: the table of its sheet.
  ///   - areas: the columns of the areas from bottom to top, the first not filled.
  ///   - lines: the columns of the lines.
  ///   - dots: the columns of what is marked by dots.
  ///   - isOfShares: whether the axis is in percent.
  public init(
    _ title: String, of table: CellTable, areas: [Int], lines: [Int], dots: [Int],
    isOfShares: Bool = false
  ) {
    self.isOfShares = isOfShares
    self.title = title
    self.areas = areas
    self.lines = lines
    self.dots = dots
    names = table.columns
    rows = table.rows.count
  }

  private static let fills = ["DBE9F4", "B4D2E7", "7FB2D6"]
  private static let strokes = ["005A8F", "D55E00", "009E73", "CC79A7"]

  /// The part of the workbook.
  func xml(sheet: String) -> String {
    let filled = areas.enumerated().map { number, column in
      // From the outermost band inwards and out again.
      let depth = min(number - 1, areas.count - 1 - number)
      let shade = Self.fills[min(max(0, depth), Self.fills.count - 1)]
      let look =
        number == 0
        ? "<a:noFill/>" : "<a:solidFill><a:srgbClr val=\"\(shade)\"/></a:solidFill>"
      return series(number, column, sheet, "<c:spPr>\(look)<a:ln><a:noFill/></a:ln></c:spPr>")
    }
    let drawn = lines.enumerated().map { number, column in
      let stroke = Self.strokes[number % Self.strokes.count]
      return series(
        areas.count + number, column, sheet,
        "<c:spPr><a:ln w=\"28575\"><a:solidFill><a:srgbClr val=\"\(stroke)\"/></a:solidFill></a:ln></c:spPr>"
          + "<c:marker><c:symbol val=\"none\"/></c:marker>", isSmooth: false)
    }
    let marked = dots.enumerated().map { number, column in
      series(
        areas.count + lines.count + number, column, sheet,
        "<c:spPr><a:ln w=\"28575\"><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/>"
          + "<c:size val=\"6\"/><c:spPr><a:solidFill><a:srgbClr val=\"1B2733\"/></a:solidFill></c:spPr>"
          + "</c:marker>", isSmooth: false)
    }
    return
      "<c:chartSpace xmlns:c=\"\(XLSX.chart)\" xmlns:a=\"\(XLSX.drawing)\"><c:chart><c:title><c:tx>"
      + "<c:rich><a:bodyPr/><a:p><a:r><a:rPr sz=\"1200\" b=\"1\"/><a:t>\(Markup.escaped(title))</a:t></a:r>"
      + "</a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea>"
      + "<c:layout/>" + areaChart(filled)
      + "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>" + drawn.joined()
      + marked.joined()
      + "<c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>" + axes
      + "</c:plotArea>\(legend)<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart></c:chartSpace>"
  }

  private func areaChart(_ series: [String]) -> String {
    guard !series.isEmpty else { return "" }
    return "<c:areaChart><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>"
      + series.joined() + "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:areaChart>"
  }

  /// Lines alone have names that nobody guesses.
  private var legend: String {
    areas.isEmpty && lines.count > 1
      ? "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>" : ""
  }

  private var axes: String {
    "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>"
      + "<c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>"
      + "<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>"
      + "<c:crossAx val=\"2\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling>"
      + "<c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>"
      + "<c:majorGridlines><c:spPr><a:ln><a:solidFill><a:srgbClr val=\"E2E7EC\"/></a:solidFill></a:ln>"
      + "</c:spPr></c:majorGridlines><c:numFmt formatCode=\"\(isOfShares ? "0%" : "#,##0")\" sourceLinked=\"0\"/>"
      + "<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>"
      + "<c:crossAx val=\"1\"/><c:crossBetween val=\"midCat\"/></c:valAx>"
  }

  private func series(
    _ number: Int, _ column: Int, _ sheet: String, _ look: String, isSmooth: Bool? = nil
  ) -> String {
    func reference(_ column: Int) -> String {
      let letter = XLSX.column(column)
      return Markup.escaped("'\(sheet)'!$\(letter)$2:$\(letter)$\(rows + 1)")
    }
    let header = Markup.escaped("'\(sheet)'!$\(XLSX.column(column))$1")
    return
      "<c:ser><c:idx val=\"\(number)\"/><c:order val=\"\(number)\"/><c:tx><c:strRef><c:f>\(header)</c:f>"
      + "</c:strRef></c:tx>\(look)<c:cat><c:strRef><c:f>\(reference(0))</c:f></c:strRef></c:cat>"
      + "<c:val><c:numRef><c:f>\(reference(column))</c:f></c:numRef></c:val>"
      + (isSmooth.map { "<c:smooth val=\"\($0 ? 1 : 0)\"/>" } ?? "") + "</c:ser>"
  }
}

/// The place of charts on a sheet: right of the table, one below the other.
enum DrawingXML {
  static func text(of sheet: Workbook.Sheet) -> String {
    let column = sheet.table.columns.count + 1
    let anchors = sheet.charts.indices.map { number in
      let row = 1 + 24 * number
      return "<xdr:twoCellAnchor><xdr:from><xdr:col>\(column)</xdr:col><xdr:colOff>0</xdr:colOff>"
        + "<xdr:row>\(row)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>\(column + 11)"
        + "</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>\(row + 22)</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        + "</xdr:to><xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"\(number + 2)\""
        + " name=\"Chart \(number + 1)\" descr=\"\(Markup.escaped(sheet.charts[number].title))\"/>"
        + "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>"
        + "<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"\(XLSX.chart)\">"
        + "<c:chart xmlns:c=\"\(XLSX.chart)\" r:id=\"rId\(number + 1)\"/></a:graphicData></a:graphic>"
        + "</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    }
    return "<xdr:wsDr xmlns:xdr=\"\(XLSX.spreadsheetDrawing)\" xmlns:a=\"\(XLSX.drawing)\""
      + " xmlns:r=\"\(XLSX.relationships)\">" + anchors.joined() + "</xdr:wsDr>"
  }
}
