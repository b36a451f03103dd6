import Experiments
import Foundation
import Scenarios
import Testing

private let text = """
  waymark: 1
  scenario: Designs
  time: {start: 2020, end: 2025}
  levers:
    push: {default: 0, range: [0, 1]}
    parks: {default: 2, range: [0, 4], step: 1}
  uncertainties:
    yield: normal(0, 1)
  indicators:
    y: {kind: derived, expression: push + parks + yield}
  targets:
    t: {of: y, at_least: 5, in: 2025}
  """

struct SweepDesignTests {
  private func scenario() throws -> Scenario { try Scenario(text: text, name: "designs.yaml") }

  private func design(
    _ method: SweepDesign.Method, _ ranges: [String], points: Int? = nil, seed: UInt64 = 1
  ) throws -> SweepDesign {
    let scenario = try scenario()
    return try SweepDesign(
      method, ranges.map { try VariedRange($0, of: scenario) }, points: points, seed: seed)
  }

  private func list(_ text: String) throws -> SweepDesign {
    let path = NSTemporaryDirectory() + "sweep-list-\(UUID().uuidString).csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try SweepDesign(list: path, of: scenario())
  }

  @Test func `a grid has every combination, and the last axis moves fastest`() throws {
    let grid = try design(.grid, ["push=0:1:3", "yield=-1:1:2"])
    #expect(grid.count == 6)
    #expect(
      grid.values(of: 0..<6) == [[0, -1], [0, 1], [0.5, -1], [0.5, 1], [1, -1], [1, 1]])
  }

  @Test func `an axis without a count has five values, or the steps of its lever`() throws {
    #expect(
      try design(.grid, ["push"]).values(of: 0..<5).map { $0[0] } == [0, 0.25, 0.5, 0.75, 1])
    #expect(try design(.grid, ["parks=1:3"]).values(of: 0..<3) == [[1], [2], [3]])
    #expect(try design(.grid, ["parks=0:4:3"]).values(of: 0..<3) == [[0], [2], [4]])
  }

  @Test func `a Latin hypercube has each variable in each class once`() throws {
    let lhs = try design(.lhs, ["push", "yield=0:50"], points: 50)
    let points = lhs.values(of: 0..<50)
    #expect(Set(points.map { Int($0[0] * 50) }).count == 50)
    #expect(Set(points.map { Int($0[1]) }).count == 50)
  }

  @Test func `a Sobol design is even, and follows the seed`() throws {
    let sobol = try design(.sobol, ["push", "yield=0:64"], points: 64)
    let points = sobol.values(of: 0..<64)
    #expect(Set(points.map { Int($0[1]) }).count == 64)
    let other = try design(.sobol, ["push", "yield=0:64"], points: 64, seed: 2)
    #expect(other.values(of: 0..<64) != points)
  }

  @Test(arguments: SweepDesign.Method.allCases)
  func `any points can be had without the others`(method: SweepDesign.Method) throws {
    let design = try design(
      method, ["push", "parks", "yield=0:1"], points: method == .grid ? nil : 100)
    let all = design.values(of: 0..<design.count)
    #expect(design.values(of: 17..<60) == Array(all[17..<60]))
    #expect(design.values(of: 99..<100) == [all[99]])
  }

  @Test func `more points of a Sobol design leave the first ones as they are`() throws {
    let few = try design(.sobol, ["push"], points: 10)
    let many = try design(.sobol, ["push"], points: 1000)
    #expect(many.values(of: 0..<10) == few.values(of: 0..<10))
  }

  @Test func `a list has the points of its rows`() throws {
    let design = try list("parks,yield\n1,0.5\n3,-2\n")
    #expect(design.variables.map(\.name) == ["parks", "yield"])
    #expect(design.values(of: 0..<2) == [[1, 0.5], [3, -2]])
  }

  @Test func `what is no design is refused`() throws {
    #expect(throws: SweepError.pointsOfGrid) { try design(.grid, ["push"], points: 9) }
    #expect(throws: SweepError.noPoints(method: .lhs)) { try design(.lhs, ["push"]) }
    #expect(throws: RangeError.twice(name: "push")) {
      try design(.grid, ["push", "push=0:0.5"])
    }
    #expect(throws: RangeError.noStep(name: "parks", step: 1)) {
      try design(.grid, ["parks=0.2:0.8"])
    }
    #expect(throws: SweepError.tooManyPoints(limit: SweepDesign.countLimit)) {
      try design(.grid, ["push=0:1:20000", "yield=0:1:20000"])
    }
    #expect {
      try list("parks\n1\n7\n")
    } throws: { error in
      "\(error)".contains("row 2: 'parks' may lie between 0.0 and 4.0, found 7.0")
    }
    #expect {
      try list("parks\n1\n2.3\n")
    } throws: { error in
      "\(error)".contains("row 2: 'parks' moves in steps of 1.0, found 2.3; write 2.0")
    }
    #expect { try list("parks\n") } throws: { "\($0)".contains("no rows") }
    #expect(throws: UnknownVariable.self) { try list("parcs\n1\n") }
  }
}
