import Benchmark
import Expressions
import Support

private let growth = "1000 / (1 + exp(-0.12 * (t - 30 * x))) * exp(0.1 * y - 0.005)"

/// From the text of an expression to its values.
let benchmarks: @Sendable () -> Void = {
  measure("parse (1,000)") {
  } run: { (_: inout Void) in
    for _ in 0..<1_000 { blackHole(try ExpressionParser.parse(growth)) }
  }
  measure("parse, check and plan (100)") {
  } run: { (_: inout Void) in
    for _ in 0..<100 { _ = try ColumnLoop(growth) }
  }
  measure("evaluate: a curve times noise") {
    try ColumnLoop(growth)
  } run: {
    $0.run()
  }
  measure("evaluate: a chain of conditions") {
    try ColumnLoop("if(x < 1, x * y, if(x < 2, x + y, max(x, y) - min(x, y)))")
  } run: {
    $0.run()
  }
  measure("curve of one's own, with its gradient (10,000)") {
    try CompiledCurve("b1 * (1 - exp(-b2 * t))")
  } run: { curve in
    var sum = 0.0
    for i in 0..<10_000 {
      sum += curve.valueAndGradient(parameters: [240, 5e-4], at: [Double(i) / 10]).value
    }
    blackHole(sum)
  }
}
