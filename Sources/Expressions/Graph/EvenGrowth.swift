internal import SpecialFunctions

/// e to the power a + b t as a product from step to step: where b does not change, each value is the one
/// before times e to the power of b times the step.
///
/// The product is begun anew at fixed steps, every eighth from the first of the grid on, so that a value
/// depends on its step alone, and rounding does not gather: with at most seven products it is within ten
/// ulp of the exponential, beside what the rounding of the exponents makes of either. Where a product comes near the ends of what doubles hold, the exponential
/// itself is the value.
enum EvenGrowth {
  /// The steps from one beginning to the next.
  static let window = 8

  /// The step at which the product of a step begins.
  static func start(of step: Int) -> Int { step - ((step % window) + window) % window }

  /// The value in a step.
  ///
  /// - Parameters:
  ///   - a: the exponent at the start of the grid.
  ///   - b: what a year adds to it.
  ///   - factor: e to the power of what a step adds.
  ///   - elapsed: years since the start of the grid, a whole number of steps.
  ///   - stepsPerYear: the steps of a year.
  /// - Returns: the value.
  static func value(
    _ a: Double, _ b: Double, _ factor: Double, elapsed: Double, stepsPerYear: Int
  ) -> Double {
    let step = Int((elapsed * Double(stepsPerYear)).rounded())
    let first = start(of: step)
    var product = bounded(
      Elementary.exp(b * (Double(first) / Double(stepsPerYear)) + a))
    for _ in first..<step { product *= factor }
    return bounded(product).isNaN ? Elementary.exp(b * elapsed + a) : product
  }

  /// A number, if it is far from the ends of what doubles hold; else not a number.
  private static func bounded(_ x: Double) -> Double { x > 0x1p-900 && x < 0x1p900 ? x : .nan }
}
