import Plans
import Testing

@Suite struct InnovationPlanTests {
  private let three = [(index: 0, name: "b"), (index: 1, name: "a"), (index: 2, name: "c")]

  private func pair(_ a: Int, _ b: Int, _ value: Double) -> CommonCorrelation {
    CommonCorrelation(indicators: [a, b], value: value)
  }

  @Test func `what nothing correlates stays apart`() throws {
    let plan = try InnovationPlan(indicators: three, correlations: [pair(0, 2, 0.5)])
    #expect(plan.independent == [1])
    #expect(plan.components.map(\.indicators) == [[0, 2]])
  }

  /// [[1, 0.6], [0.6, 1]] = L Lᵀ with L = [[1, 0], [0.6, 0.8]].
  @Test func `the factor is the hand-checked one`() throws {
    let plan = try InnovationPlan(indicators: three, correlations: [pair(0, 1, 0.6)])
    #expect(plan.components[0].factor == [[1, 0], [0.6, 0.8]])
  }

  /// All tied alike: below the diagonal a column has one value, so that rows go on from one another.
  @Test func `what ties all alike is the pairs written out, but for one that says otherwise`()
    throws
  {
    let all = CommonCorrelation(indicators: [0, 1, 2], value: 0.4)
    let plan = try InnovationPlan(indicators: three, correlations: [all, pair(1, 2, 0.1)])
    let written = try InnovationPlan(
      indicators: three, correlations: [pair(0, 1, 0.4), pair(1, 2, 0.1), pair(0, 2, 0.4)])
    #expect(plan.components[0].factor == written.components[0].factor)
    let alike = try InnovationPlan(indicators: three, correlations: [all])
    #expect(alike.components[0].goesOn == [false, true, true])
    #expect(plan.components[0].goesOn == [false, true, false])
  }

  @Test func `correlations that cannot hold together name the indicators`() {
    #expect {
      try InnovationPlan(
        indicators: three, correlations: [pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, -0.9)])
    } throws: {
      // Eigenvalues −0.8, 1.9, 1.9: 1 + c (−1.8) is 0 for c = 0.555….
      let found = $0 as? IndefiniteCorrelation
      return found?.indicators == ["a", "b", "c"] && found?.bearable == 0.55
    }
  }

  /// Correlations that cannot hold together do so when all are multiplied as is said, and not by a hundredth more.
  @Test(arguments: [[0.9, 0.9, -0.9], [0.8, -0.3, 0.7], [-0.7, -0.7, -0.7], [0.99, 0.2, -0.5]])
  func `what is said to be bearable is the most that holds`(values: [Double]) throws {
    func plan(_ share: Double) throws -> InnovationPlan {
      try InnovationPlan(
        indicators: three,
        correlations: [
          pair(0, 1, share * values[0]), pair(1, 2, share * values[1]),
          pair(0, 2, share * values[2]),
        ])
    }
    let error = #expect(throws: IndefiniteCorrelation.self) { try plan(1) }
    let share = try #require(error?.bearable)
    #expect(try plan(share).components[0].factor.count == 3)
    #expect(throws: IndefiniteCorrelation.self) { try plan(share + 0.01) }
  }
}
