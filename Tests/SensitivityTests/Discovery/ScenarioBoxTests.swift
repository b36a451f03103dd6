import Sensitivity
import Testing

struct ScenarioBoxTests {
  @Test func `limits are part of the box`() {
    #expect(BoxRestriction.Limit.atLeast(1).admits(1))
    #expect(!BoxRestriction.Limit.atLeast(1).admits(0.9))
    #expect(BoxRestriction.Limit.atMost(1).admits(1))
    #expect(BoxRestriction.Limit.among([1, 3]).admits(3))
    #expect(!BoxRestriction.Limit.among([1, 3]).admits(2))
  }
}
