import SeriesStudies
import Tables
import Testing

@Suite struct SeriesTableTests {
  private func series(_ text: String) throws -> [SeriesTable.Series] {
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    return try SeriesTable(table, predictors: ["t"], value: "y", group: "g").series
  }

  @Test func `rows of several groups in disorder keep their own order`() throws {
    let found = try series("g,t,y\nb,3,1\na,1,2\nb,2,3\n\"a\",0,4\nc,5,\nb,9,5\nd,1,6\n")
    // A group without a value is no series.
    #expect(found.map(\.group) == ["b", "a", "d"])
    #expect(found.map(\.times) == [[3, 2, 9], [1, 0], [1]])
    #expect(found.map(\.values) == [[1, 3, 5], [2, 4], [6]])
    #expect(found.allSatisfy { $0.defect == nil })
  }

  @Test func `a group begins with its first row that has a value or a fault`() throws {
    let found = try series("g,t,y\na,1,\nb,1,2\na,2,3\nc,1,x\nb,2,y\nc,2,4\n")
    #expect(found.map(\.group) == ["b", "a", "c"])
    #expect(found.map { $0.defect == nil } == [false, true, false])
    #expect(
      found[2].defect == .unreadable(line: 5, column: "y", text: "x"))
  }
}
