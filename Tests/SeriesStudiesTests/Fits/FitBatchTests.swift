import GrowthCurves
import SeriesStudies
import SpecialFunctions
import Tables
import Testing

@Suite struct FitBatchTests {
  /// Logistic curves of many lengths with scatter, and some series that have none.
  private func table() throws -> SeriesTable {
    var text = "g,t,y\n"
    for series in 0..<700 {
      for t in 0..<(3 + series % 17) {
        let scatter = Double((series * 31 + t * 17) % 13 - 6) / 10
        let y = 100 / (1 + Elementary.exp(3 - 0.7 * Double(t))) + scatter
        text += "s\(series),\(t),\(series % 100 == 7 ? "x" : "\(y)")\n"
      }
    }
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    return try SeriesTable(table, predictors: ["t"], value: "y", group: "g")
  }

  @Test func `the estimates are the same for any number of workers`() throws {
    let table = try table()
    let one = try FitBatch(.named(.logistic), table, workers: 1).csv
    #expect(try FitBatch(.named(.logistic), table, workers: 4).csv == one)
    let read = try CSVReader.parse(one, file: "fits.csv")
    #expect(Set(try read.texts("group")).count == 700)
  }

  @Test func `the intervals of the table are those of the fits`() throws {
    let batch = try FitBatch(.named(.logistic), table(), workers: 2)
    let read = try CSVReader.parse(batch.csv, file: "fits.csv")
    let low = try read.numbersAndFaults("low95").numbers
    var row = 0
    for outcome in batch.outcomes {
      guard case .success(let fit) = outcome.result else {
        row += 1
        continue
      }
      for name in fit.parameterNames {
        let interval = fit.interval(name, level: 0.95)
        #expect(low[row] == interval?.lowerBound || low[row].isNaN && interval == nil)
        row += 1
      }
    }
    #expect(row == read.rowCount)
  }
}
