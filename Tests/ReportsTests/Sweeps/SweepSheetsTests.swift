import Experiments
import Reports
import Results
import Tables
import Testing
import Wording

@Suite struct SweepSheetsTests {
  private func summary(_ variables: [String], _ points: [[Double]]) -> SweepSummary {
    var plan = SweepPlan()
    plan.variables = variables
    plan.cases = ["reference", "push"]
    plan.rows = ["goal"]
    var summary = SweepSummary(plan)
    for (number, values) in points.enumerated() {
      let counts = [10 * (number + 1), 20 * (number + 1)].map { met in
        [PairedCounts(paths: 100, met: met, metByReference: 10, metByBoth: 10, failed: 0)]
      }
      summary.add(PointResult(point: number, values: values, paths: 0..<100, counts: counts))
    }
    return summary
  }

  private func text(_ sheets: [Workbook.Sheet]) -> String {
    String(decoding: Workbook(sheets).bytes, as: UTF8.self)
  }

  @Test func `one name is a sheet of lines that the spreadsheet draws`() throws {
    let sheets = SweepText(summary(["growth"], [[0.1], [0.2]])).sheets
    #expect(sheets.count == 1)
    let book = text(sheets)
    for part in [
      "<sheet name=\"line-goal-growth\"", "<c r=\"A2\" s=\"0\"><v>0.1</v></c>",
      "<c r=\"B3\" s=\"2\"><v>0.2</v></c>", "<c r=\"C3\" s=\"2\"><v>0.4</v></c>",
      "<c:f>'line-goal-growth'!$C$2:$C$3</c:f>", "formatCode=\"0%\"", "<c:legend>",
    ] {
      #expect(book.contains(part), "\(part)")
    }
    #expect(!book.contains("areaChart"), "a chart of lines has no areas")
  }

  @Test func `two names are a heat map`() throws {
    let points = [[1.0, 5], [1, 6], [2, 5], [2, 6]]
    let book = text(SweepText(summary(["a", "b"], points), language: .zh).sheets)
    for part in [
      "b \\ a", "<conditionalFormatting sqref=\"B2:C3\">", "<c r=\"B2\" s=\"2\"><v>0.2</v></c>",
      "<c r=\"C3\" s=\"2\"><v>0.3</v></c>",
    ] {
      #expect(book.contains(part), "\(part)")
    }
  }

  @Test func `points beyond the room of a sheet are left out, and it is said`() throws {
    let rows = "point,x,case,target\n" + (0..<9).map { "\($0),0.5,base,007\n" }.joined()
    let bytes = Array(rows.utf8)
    for split in [1, 3, 8] {
      let pieces = rows.split(separator: "\n").map { Array(($0 + "\n").utf8) }
      let points = try SweepPoints(mostRows: 5) { write in
        for start in stride(from: 0, to: pieces.count, by: split) {
          try write(Array(pieces[start..<min(start + split, pieces.count)].joined()))
        }
      }
      let shown = points.table.cells
      #expect(shown.rows.count == 4)
      #expect(shown.rows[3] == [.number(3), .number(0.5), .text("base"), .text("007")])
    }
    #expect(try SweepPoints { try $0(bytes) }.table.csv == bytes)

    let text = SweepText(summary(["growth"], [[0.1], [0.2], [0.3]]))
    #expect(text.notes() == [])
    #expect(text.notes(mostRows: 7) == [])
    #expect(text.notes(mostRows: 6).first?.contains("first 5 of 6 rows") == true)
  }

  @Test func `what only the workbook says stands in its report`() {
    let document = SweepText(summary(["growth"], [[0.1], [0.2]])).document
    let book = String(
      decoding: document.workbook([], notes: ["more than fits"]).bytes, as: UTF8.self)
    #expect(book.contains("more than fits"))
  }
}
