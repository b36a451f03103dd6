import CurveFitting
import GrowthCurves
import Testing
import _TestSupport

@Suite struct EvidenceGradeTests {
  /// A logistic curve with a fixed wiggle of the given relative size, seen through the given years.
  func grade(of count: Int, wiggle: Double, midpoint: Double = 2008) throws -> EvidenceGrade {
    let curve = GrowthCurve(.logistic, [1000, 0.5, midpoint])
    let pattern = [1, -0.6, -1, 0.8, 0.3, -0.9, 0.5, -0.1]
    let times = (0..<count).map { 2000 + Double($0) }
    let values = times.indices.map {
      curve.value(at: times[$0]) + 1000 * wiggle * pattern[$0 % 8]
    }
    return try CurveFit(.logistic, times: times, values: values).grade
  }

  @Test func `grades fall with fewer years, more noise and an earlier stage`() throws {
    #expect(try grade(of: 16, wiggle: 0.01) == .a)
    #expect(try grade(of: 16, wiggle: 0.15) > .a)
    // Small errors, but of spreads that looked so more than a third went on.
    #expect(try grade(of: 7, wiggle: 0.01, midpoint: 2003) == .d)
    #expect(try grade(of: 12, wiggle: 0.01) > .a)
    #expect(try grade(of: 4, wiggle: 0.001, midpoint: 2001.5) == .d)
    #expect(try grade(of: 3, wiggle: 0) == .d)
    #expect(try grade(of: 10, wiggle: 0.01, midpoint: 2020) == .d)
  }

  @Test func `A is better than D`() {
    #expect(EvidenceGrade.allCases.sorted() == [.a, .b, .c, .d])
    #expect(EvidenceGrade.a < .d)
  }
}
