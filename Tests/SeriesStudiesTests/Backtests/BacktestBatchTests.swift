import GrowthCurves
import SeriesStudies
import Tables
import Testing
import _TestSupport

@Suite struct BacktestBatchTests {
  private func table(_ text: String) throws -> SeriesTable {
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    return try SeriesTable(table, predictors: ["t"], value: "y", group: "g")
  }

  /// Twelve years of three series, rows in disorder.
  private var rows: String {
    var lines = ["g,t,y"]
    for year in [5, 3, 1, 0, 2, 4, 11, 10, 9, 8, 7, 6] {
      lines.append("a,\(2000 + year),\(100 + 10 * year)")
      lines.append("b,\(2000 + year),\(50 + (year % 3) * 7)")
      lines.append("c,\(2000 + year),12")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `origins leave the horizon to compare with`() throws {
    var request = BacktestRequest()
    request.horizon = 4
    request.origins = 2
    let batch = try BacktestBatch(table(rows), request)
    // Two origins, at eight and at seven observations, four steps each, three series.
    #expect(batch.pooled.map(\.count) == [6, 6, 6, 6, 24])
    #expect(batch.pooled.map(\.horizon) == [1, 2, 3, 4, nil])
    #expect(batch.byGroup.map(\.name) == ["a", "b", "c"])
    #expect(batch.byLength.last?.name == "8 to 11 points")
    #expect(batch.reliability.reduce(0) { $0 + $1.count } == 24 * 4)
  }

  @Test func `naive scores are those by hand, and a constant history scales nothing`() throws {
    var request = BacktestRequest()
    request.horizon = 1
    request.origins = 1
    let batch = try BacktestBatch(table(rows), request)
    let a = try #require(batch.byGroup.first)
    // From 200 to 210, after steps of 10.
    #expect(a.naiveMase == 1)
    #expect(a.naiveSmape.agrees(with: 200 * 10 / 410, within: .fewUlps))
    let constant = try #require(batch.byGroup.last)
    #expect(constant.mase.isNaN && constant.crps.isNaN)
    #expect(constant.smape < 1)
    // The mean over all passes over it: a and b alone.
    #expect(batch.pooled[0].mase.isFinite)
  }

  @Test func `workers change no byte`() throws {
    let series = try table(rows)
    let one = try BacktestBatch(series, BacktestRequest(), workers: 1)
    let three = try BacktestBatch(series, BacktestRequest(), workers: 3)
    #expect(BacktestScores.table.csv(one.pooled) == BacktestScores.table.csv(three.pooled))
    #expect(one.tables[1].csv == three.tables[1].csv)
  }

  @Test func `a bad cell or too few points cost their series only`() throws {
    let wild = (0..<12).map { "f,\(2000 + $0),\($0 == 11 ? "1e308" : "\($0 + 1)")\n" }
    let text =
      rows + "d,2000,5\nd,2001,oops\nd,2002,7\ne,2000,1\ne,2001,NA\ne,2002,\n" + wild.joined()
    let batch = try BacktestBatch(table(text), BacktestRequest())
    #expect(batch.outcomes.count == 6)
    #expect(batch.failures.map(\.group) == ["d", "e", "f"])
    // What is only compared with counts as what is seen, as in a forecast.
    #expect("\(batch.failures[2].reason)".contains("between 1e-100 and 1e100"))
    #expect(
      "\(batch.failures[0].reason)" == "line 39: “oops” in column “y” is not a number")
    #expect(batch.failures[1].reason == .model(.tooFewObservations(count: 1, needed: 4)))
    #expect(
      String(decoding: batch.tables[2].csv, as: UTF8.self).contains("e,\"4 observations")
        || String(decoding: batch.tables[2].csv, as: UTF8.self).contains("e,4 observations"))
  }

  @Test func `without groups a bad cell is an error with its line`() throws {
    let table = try CSVReader.parse(Array("t,y\n1,2\n2,x\n".utf8), file: "data.csv")
    #expect(
      throws: TableError.notANumber(file: "data.csv", line: 3, columnName: "y", text: "x")
    ) {
      try SeriesTable(table, predictors: ["t"], value: "y", group: nil)
    }
  }

  @Test func `forecasts account for every series in a row with the reason`() throws {
    let text = rows + "d,2000,5\nd,2000,6\n"
    let batch = try ForecastBatch(table(text), ForecastBatch.Request(horizon: 2))
    let lines = String(decoding: batch.csv, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 1 + 3 * 2 + 1)
    #expect(lines[0].hasSuffix(",note"))
    #expect(lines.last?.hasPrefix("d,,") ?? false)
    #expect(batch.failures.count == 1)
  }
}
