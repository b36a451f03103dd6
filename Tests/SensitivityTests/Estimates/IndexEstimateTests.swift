import Designs
import Random
import Sensitivity
import Testing
import _TestSupport

@Suite struct IndexEstimateTests {
  /// Sample of tools/references/sensitivity_indices.py, whose values are NumPy's and SciPy's.
  let sample = [1.5, -0.5, 2.0, 3.5, -1.0, 0.25, 2.75, 1.25]

  @Test func `means and their intervals are SciPy's`() throws {
    let mean = IndexEstimate(meanOf: sample)
    #expect(mean.value == 1.21875)
    let interval = try #require(mean.interval)
    let half = (interval.upperBound - interval.lowerBound) / 2
    #expect(half.agrees(with: 1.3049383932852654, within: .conditioned(by: 10)))
  }

  @Test func `deviations and their intervals are NumPy's`() throws {
    let deviation = try #require(IndexEstimate(deviationOf: sample))
    let interval = try #require(deviation.interval)
    #expect(deviation.value.agrees(with: 1.5608920297610045, within: .fewUlps))
    // Pseudo-values are differences of logarithms times the size of the sample.
    let digits = Tolerance.conditioned(by: 100)
    let error = try #require(deviation.standardError)
    #expect(error.agrees(with: 0.33133355926940744, within: digits))
    #expect(interval.lowerBound.agrees(with: 0.944890836452244, within: digits))
    #expect(interval.upperBound.agrees(with: 2.5784819098460656, within: digits))
  }

  @Test func `small samples show what they can`() {
    #expect(IndexEstimate(meanOf: []).value.isNaN)
    #expect(IndexEstimate(meanOf: [2]) == IndexEstimate(2))
    #expect(IndexEstimate(deviationOf: [2]) == nil)
    #expect(IndexEstimate(deviationOf: [2, 2, 2])?.interval == 0...0)
    #expect(IndexEstimate(deviationOf: [1, 3])?.interval == nil)
    #expect(IndexEstimate(deviationOf: [1, 1, 1, 1, 3])?.interval == nil)
  }
}
