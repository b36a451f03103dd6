import Plans
import Testing

@Suite struct InnovationPlanTests {
  private let three = [(index: 0, name: "b"), (index: 1, name: "a"), (index: 2, name: "c")]

  @Test func `what nothing correlates stays apart`() throws {
    let plan = try InnovationPlan(indicators: three, correlations: [(0, 2, 0.5)])
    #expect(plan.independent == [1])
    #expect(plan.components.map(\.indicators) == [[0, 2]])
  }

  /// [[1, 0.6], [0.6, 1]] = L Lᵀ with L = [[1, 0], [0.6, 0.8]].
  @Test func `the factor is the hand-checked one`() throws {
    let plan = try InnovationPlan(indicators: three, correlations: [(0, 1, 0.6)])
    #expect(plan.components[0].factor == [[1, 0], [0.6, 0.8]])
  }

  @Test func `correlations that cannot hold together name the indicators`() {
    #expect {
      try InnovationPlan(
        indicators: three, correlations: [(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)])
    } throws: {
      ($0 as? IndefiniteCorrelation)?.indicators == ["a", "b", "c"]
    }
  }
}
