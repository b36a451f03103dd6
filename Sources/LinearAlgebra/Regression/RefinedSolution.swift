/// A least-squares solution refined until its corrections are below rounding.
///
/// The augmented system r + A x = b, Aᵀ r = 0 is solved again for its own residuals, which are
/// formed in double the precision. A may have a part below its last digit, which the factors do
/// not need but the residuals do.
///
/// Source: Björck (1967), *Iterative refinement of linear least squares solutions*, BIT 7.
struct RefinedSolution {
  /// x, n elements; 0 for columns beyond the rank.
  private(set) var coefficients: [Double]
  /// The residuals b − A x of the exact solution x, m elements: free of the rounding of
  /// ``coefficients``.
  private(set) var residuals: [Double]

  private static var maxSteps: Int { 12 }

  init(of a: Matrix, below: Matrix?, _ qr: PivotedQR, _ b: [Double]) {
    var x = [Double](repeating: 0, count: a.columns)
    var r = [Double](repeating: 0, count: a.rows)
    var lastChange = Double.infinity
    for _ in 0..<Self.maxSteps {
      let step = Self.correction(a, below, qr, b: b, x: x, r: r)
      let change = step.x.reduce(0) { max($0, abs($1)) }
      // A correction that does not shrink says that the factors are too far from A.
      guard change <= lastChange / 2 else { break }
      for j in x.indices { x[j] += step.x[j] }
      for i in r.indices { r[i] += step.r[i] }
      if change == 0 { break }
      lastChange = change
    }
    coefficients = x
    let exact = [Double](repeating: 0, count: b.count)
    let isExact = Self.firstEquation(a, below, b: b, x: x, r: exact) == exact
    residuals = isExact ? exact : r
  }

  /// The changes of x and r that the factors of A give for the residuals of both equations.
  private static func correction(
    _ a: Matrix, _ below: Matrix?, _ qr: PivotedQR, b: [Double], x: [Double], r: [Double]
  ) -> (x: [Double], r: [Double]) {
    let f = firstEquation(a, below, b: b, x: x, r: r)
    let g = x.indices.map { j in
      var sum = DoubleDouble(0)
      for i in r.indices { sum.add(-a[i, j], times: r[i]) }
      if let below {
        for i in r.indices { sum.add(-below[i, j] * r[i]) }
      }
      return sum.value
    }
    let h = qr.triangularSolve(qr.permuted(g), transposed: true)
    var d = qr.qTransposed(times: f)
    let top = (0..<qr.rank).map { d[$0] - h[$0] }
    d.replaceSubrange(0..<qr.rank, with: h)
    return (qr.unpermuted(qr.triangularSolve(top, transposed: false)), qr.q(times: d))
  }

  /// b − r − A x.
  private static func firstEquation(
    _ a: Matrix, _ below: Matrix?, b: [Double], x: [Double], r: [Double]
  ) -> [Double] {
    b.indices.map { i in
      var sum = DoubleDouble(b[i])
      sum.add(-r[i])
      for j in x.indices { sum.add(-a[i, j], times: x[j]) }
      if let below {
        for j in x.indices { sum.add(-below[i, j] * x[j]) }
      }
      return sum.value
    }
  }
}
