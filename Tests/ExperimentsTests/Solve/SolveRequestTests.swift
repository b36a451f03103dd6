import Experiments
import Scenarios
import Testing

@Suite struct SolveRequestTests {
  private func varied(_ text: String) throws -> SolveRequest.Varied {
    try SolveRequest.Varied(text, of: Scenario(text: SolveExample.growth, name: "solve.yaml"))
  }

  @Test func `a name, a range, a number of values`() throws {
    #expect(try varied("drift") == .init("drift"))
    #expect(try varied("drift=0:0.2") == .init("drift", in: 0...0.2))
    #expect(try varied("drift=-1e-2:0.2:11") == .init("drift", in: -0.01...0.2, count: 11))
    #expect(try varied("revenue.growth.rate=0:1").name == "revenue.growth.rate")
  }

  @Test func `ends may be dates`() throws {
    let text = SolveExample.growth.replacing(
      "{start: 2020, end: 2025}", with: "{start: 2020-01, end: 2025-12, step: month}"
    ).replacing(
      "levers:", with: "levers:\n  begin: {default: 2021-01, range: [2020-06, 2024-12]}")
    let scenario = try Scenario(text: text, name: "solve.yaml")
    let range = try #require(
      SolveRequest.Varied("begin=2021-01:2021-07", of: scenario).range)
    #expect(range.upperBound - range.lowerBound == 0.5)
    #expect(throws: SolveRefusal.self, "a number is no date") {
      try SolveRequest.Varied("drift=2021-01:2021-07", of: scenario)
    }
  }

  @Test(arguments: ["", "=0:1", "drift=", "drift=0", "drift=0:x", "drift=0:1:1", "drift=0:1:2:3"])
  func `what cannot be read is quoted`(text: String) throws {
    let refusal = #expect(throws: SolveRefusal.self) { try varied(text) }
    #expect("\(try #require(refusal))".hasPrefix("--vary \(text) "))
  }

  @Test(arguments: ["drift=1:0", "drift=1:1"])
  func `an empty range is refused`(text: String) {
    #expect(throws: SolveRefusal.emptyRange(text: text)) { try varied(text) }
  }
}
