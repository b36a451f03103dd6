/// Evaluation of polynomials given by their coefficients, lowest power first.
enum Polynomial {
  /// The value Σ cₖ xᵏ, by Horner's rule on the even and the odd powers side by side.
  static func value(_ coefficients: [Double], at x: Double) -> Double {
    let square = x * x
    var even = 0.0
    var odd = 0.0
    var index = coefficients.count - 1
    if index % 2 == 0 {
      even = coefficients[index]
      index -= 1
    }
    while index > 0 {
      odd = odd * square + coefficients[index]
      even = even * square + coefficients[index - 1]
      index -= 2
    }
    return even + odd * x
  }
}
