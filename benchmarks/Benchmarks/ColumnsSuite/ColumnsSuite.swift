import Benchmark
import Columns
import Support

/// Loops over columns on each instruction set, reached through expressions of one operation.
let benchmarks: @Sendable () -> Void = {
  for set in InstructionSet.available {
    func loop(
      _ name: String, _ source: String, x: ClosedRange<Double> = 0.5...3,
      y: ClosedRange<Double> = 0.5...3
    ) {
      measure("\(name), \(set)") {
        InstructionSet.use(set)
        return try ColumnLoop(source, x: x, y: y)
      } run: {
        $0.run()
      }
    }
    loop("x + y", "x + y")
    loop("x / y", "x / y")
    loop("exp", "exp(x)", x: -3...3)
    loop("log", "log(x)")
    loop("power", "x^y")
    loop("sqrt", "sqrt(x)")
    loop("select", "if(x < y, x, y)")
    loop("normal", "each(normal(0, 1))")
    loop("poisson, mean 2 to 12", "each(poisson(x))", x: 2...12)
    loop("poisson, mean 500 to 5,000", "each(poisson(x))", x: 500...5_000)
    loop("binomial, 1.5 % of 200", "each(binomial(200, x))", x: 0.01...0.02)
  }
}
