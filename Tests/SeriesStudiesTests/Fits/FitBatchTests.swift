import CurveFitting
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

  /// A Bass curve of 1,000 and its sales in each of 18 years, to a tenth.
  private static let sales = (1...18).map { year in
    func sold(_ t: Double) -> Double {
      let left = Elementary.exp(-0.43 * t)
      return 1000 * (1 - left) / (1 + 0.4 / 0.03 * left)
    }
    return (10 * (sold(Double(year)) - sold(Double(year) - 1))).rounded() / 10
  }

  @Test(arguments: [
    // Levels that fall by 0.1 at the plateau, or were revised early, or never fall.
    (
      [6.1, 12, 25, 49, 93, 160, 243, 330, 402, 450, 478, 492, 497, 499.5, 501, 502, 503, 502.9],
      CurveFitOptions.Observation.level, 504.0
    ),
    (
      [6.1, 5.6, 25, 49, 93, 160, 243, 330, 402, 450, 478, 492, 497, 499.5, 501, 502, 503, 503],
      .level, 504
    ),
    (
      [6.1, 12, 25, 49, 93, 160, 243, 330, 402, 450, 478, 492, 497, 499.5, 501, 502, 503, 503],
      .level, 504
    ),
    (sales, .increment, 1000),
  ])
  func `a Bass curve takes a series that falls for what fits better`(
    values: [Double], reading: CurveFitOptions.Observation, ceiling: Double
  ) throws {
    let rows = values.enumerated().map { "\(2000 + $0),\($1)\n" }.joined()
    let table = try SeriesTable(
      CSVReader.parse(Array("t,y\n\(rows)".utf8), file: "data.csv"), predictors: ["t"], value: "y",
      group: nil)
    let outcome = try FitBatch(.named(.bass), table).outcomes[0]
    #expect(outcome.reading == reading)
    let fit = try outcome.result.get()
    #expect(abs((fit["ceiling"] ?? .nan) / ceiling - 1) < 0.01)
    // What is asked for is taken, and needs no word.
    let other = try FitBatch(.named(.bass), table, observation: reading).outcomes[0]
    #expect(try other.reading == nil && other.result.get() == fit)
    #expect(try FitBatch(.named(.logistic), table).outcomes[0].reading == nil)
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
