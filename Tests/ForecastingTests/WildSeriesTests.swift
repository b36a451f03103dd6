import Forecasting
import Random
import SpecialFunctions
import Testing
import _TestSupport

/// Series that are wilder than any the forecaster learnt from: their law is known, so is the share that
/// an interval must hold.
@Suite struct WildSeriesTests {
  private static let series = 300

  /// The shares of next values that 80 % and 95 % intervals held, and that the next narrower whole 95 %
  /// interval would have held.
  private func cover(
    length: Int, _ name: String, _ value: (StreamKey, [Double]) -> Double
  ) throws -> (eighty: Double, ninetyFive: Double, narrower: Double) {
    var (eighty, ninetyFive, narrower) = (0.0, 0.0, 0.0)
    for seed in 0..<Self.series {
      let key = StreamKey(seed: UInt64(seed), name: name)
      var values: [Double] = []
      for _ in 0...length { values.append(value(key, values)) }
      let next = values.removeLast()
      let forecast = try SeasonalForecaster(
        times: values.indices.map(Double.init), values: values)
      if forecast.interval(0.8, after: 1).contains(next) { eighty += 1 }
      let interval = forecast.interval(0.95, after: 1)
      if interval.contains(next) { ninetyFive += 1 }
      let low = interval.lowerBound.rounded(.up)
      if next >= low, next <= interval.upperBound.rounded(.down) - 1 { narrower += 1 }
    }
    let count = Double(Self.series)
    return (eighty / count, ninetyFive / count, narrower / count)
  }

  private func normal(_ key: StreamKey, _ step: Int) -> Double {
    StandardNormal.quantile(key.uniform(path: UInt64(step), step: 0))
  }

  // With 300 series and a true 94.5 % fewer than 267 (89 %) come once in 10⁵, and more than 297 as often.

  @Test(arguments: [5, 10, 20])
  func `independent normal numbers are held as often as promised`(length: Int) throws {
    let cover = try cover(length: length, "white") { normal($0, $1.count) }
    #expect((0.89...0.99).contains(cover.ninetyFive))
    #expect((0.71...0.89).contains(cover.eighty))
  }

  @Test(arguments: [10, 20])
  func `walks with steps of forty percent are held as often as promised`(length: Int) throws {
    let cover = try cover(length: length, "walk") { key, values in
      (values.last ?? 1) * Elementary.exp(0.4 * normal(key, values.count))
    }
    #expect((0.89...0.99).contains(cover.ninetyFive))
  }

  @Test(arguments: [5, 10, 20])
  func `counts of one on average are held, and not by too much`(length: Int) throws {
    let cover = try cover(length: length, "poisson") { key, values in
      // Inversion of the Poisson law of mean 1.
      var (term, count) = (Elementary.exp(-1), 0.0)
      var below = key.uniform(path: UInt64(values.count), step: 0)
      while below > term {
        below -= term
        count += 1
        term /= count
      }
      return count
    }
    #expect((0.89...0.995).contains(cover.ninetyFive))
    #expect(cover.narrower < 0.95)
  }
}
