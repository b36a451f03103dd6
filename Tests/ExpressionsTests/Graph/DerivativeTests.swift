import Expressions
import Testing
import _TestSupport

@Suite struct DerivativeTests {
  private func value(_ graph: ExpressionGraph, _ node: NodeID, _ x: Double, _ s: Double) -> Double {
    graph.values { $0.index == 0 ? x : s }[node.index]
  }

  /// Rules by hand, at x = 1.25.
  @Test(arguments: [
    ("p0^2", 2.5), ("p0^3 - 2 * p0", 2.6875), ("1 / p0", -0.64),
    ("sqrt(4 * p0)", 0.8944271909999159),
    ("exp(2 * p0)", 24.364987921406946), ("log(p0)", 0.8), ("log10(p0)", 0.3474355855226014),
    ("abs(-p0)", 1), ("floor(p0) + p0", 1), ("min(p0, 1)", 0), ("max(p0, 1)", 1),
    ("if(p0 > 1, 3 * p0, p0)", 3), ("2^p0", 1.6485911177319255),
    ("p0 / (1 + p0)", 0.19753086419753085),
    ("atan(p0)", 0.3902439024390244), ("7", 0),
  ])
  func `rules of calculus`(source: String, expected: Double) throws {
    var graph = ExpressionGraph()
    let node = try Checker.check(
      source, at: Place(path: "x"), in: NumberedScope(), graph: &graph
    ).node
    let x = graph.input(InputID(0), rate: .path)
    let derivative = graph.derivative(of: node, withRespectTo: x)
    #expect(value(graph, derivative, 1.25, 0).agrees(with: expected, within: .ulps(16)))
  }

  /// A central difference of step h errs by h² f'''/6 and by rounding ε f/h; with h = ε^(1/3) both
  /// are about 4e-11 times the size of the function and its derivatives, which is compared at two
  /// steps: where they disagree the function is too rough there to judge.
  @Test func `random expressions agree with central differences`() throws {
    var generator = ExpressionGenerator(state: 4711, names: ["p0", "s0"])
    generator.functions = ["exp", "log", "sqrt", "sin", "cos", "atan", "abs", "tan"]
    var compared = 0
    var undefined = 0
    for _ in 0..<3000 {
      let source = generator.expression(depth: 4)
      var graph = ExpressionGraph()
      guard
        let node = try? Checker.check(
          source, at: Place(path: "x"), in: NumberedScope(), graph: &graph
        ).node
      else { continue }
      let x = graph.input(InputID(0), rate: .path)
      let derivative = graph.derivative(of: node, withRespectTo: x)
      for point in [0.37, 1.61] {
        func difference(_ h: Double) -> Double {
          (value(graph, node, point + h, 0.73) - value(graph, node, point - h, 0.73)) / (2 * h)
        }
        let (coarse, fine) = (difference(1.2e-5), difference(0.6e-5))
        let size = max(abs(value(graph, node, point, 0.73)), abs(fine), 1)
        guard size < 1e6, abs(coarse - fine) < 1e-8 * size else { continue }
        let exact = value(graph, derivative, point, 0.73)
        // The root of 0 and 1 to an infinite power have no slope.
        if exact.isNaN {
          undefined += 1
          continue
        }
        #expect(
          exact.agrees(with: fine, within: Tolerance(absolute: 1e-6 * size)),
          "\(source) at \(point): \(exact) \(fine)")
        compared += 1
      }
    }
    #expect(compared > 2500)
    #expect(undefined < 20)
  }

  @Test func `a power of zero has a finite slope in its exponent`() throws {
    var graph = ExpressionGraph()
    let node = try Checker.check(
      "p0^s0", at: Place(path: "x"), in: NumberedScope(), graph: &graph
    ).node
    let s = graph.input(InputID(2), rate: .constant)
    let slope = graph.derivative(of: node, withRespectTo: s)
    #expect(value(graph, slope, 0, 2) == 0)
    #expect(value(graph, slope, 2, 3).agrees(with: 8 * 0.6931471805599453, within: .fewUlps))
  }
}
