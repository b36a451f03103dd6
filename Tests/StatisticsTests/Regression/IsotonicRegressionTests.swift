import Statistics
import Testing
import _TestSupport

@Suite struct IsotonicRegressionTests {
  @Test func `violators are pooled to their mean`() {
    #expect(IsotonicRegression.fit([1, 3, 2, 4]) == [1, 2.5, 2.5, 4])
    #expect(IsotonicRegression.fit([5, 4, 3, 2, 1]) == [3, 3, 3, 3, 3])
    #expect(IsotonicRegression.fit([3, 1, 5, 2, 6]) == [2, 2, 3.5, 3.5, 6])
  }

  @Test func `weights count`() {
    #expect(IsotonicRegression.fit([2, 1], weights: [1, 3]) == [1.25, 1.25])
  }

  @Test func `what does not fall is left alone`() {
    #expect(IsotonicRegression.fit([0.1, 0.1, 0.3]) == [0.1, 0.1, 0.3])
    #expect(IsotonicRegression.fit([]) == [])
    #expect(IsotonicRegression.fit([7]) == [7])
  }

  @Test func `pooling keeps the mean and does not fall`() {
    let values = (0..<200).map { Double(($0 * 7919) % 211) }
    let fit = IsotonicRegression.fit(values)
    #expect(zip(fit, fit.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(fit.reduce(0, +).agrees(with: values.reduce(0, +), within: .ulps(200)))
  }
}
