import LinearAlgebra
import Testing
import _TestSupport

@Suite struct DampedQRTests {
  let j = Matrix(columns: [[1, 4, 7, 1, 2], [2, 5, 8, 0, -3], [3, 6, 10, -1, 1]])
  let f = [1, -1, 2, 0.5, 3]

  private func solve(_ j: Matrix, scale: [Double], damping: Double) -> [Double] {
    var qr = DampedQR(rows: j.rows, columns: j.columns)
    var projection = [Double](repeating: 0, count: j.columns)
    var z = projection
    qr.factor(j, scale: scale)
    qr.project(f, into: &projection)
    qr.damp(damping)
    qr.solve(projection: projection, into: &z)
    return z
  }

  /// Solution and condition of the stacked system: tools/references/linear_algebra.py.
  @Test(arguments: [
    (1e-6, [-0.8432813472764226, 0.3166057157248885, -1.3532544305921734], 39.6),
    (1, [-0.9607159974160745, 0.23981745816749672, -0.6533413907353769], 18.4),
    (1e6, [-8.749209290251256e-06, -7.995832353941204e-06, -4.874396274142428e-06], 1.0002),
  ])
  func `the damped solution equals that of the stacked system`(
    damping: Double, reference: [Double], condition: Double
  ) {
    let z = solve(j, scale: [2.0, 0.5, 4], damping: damping)
    // The roundings of 8 rows add up.
    #expect(agree(z, reference, within: .conditioned(by: 8 * condition)))
  }

  /// tools/references/linear_algebra.py.
  @Test func `with hardly any damping it is the least-squares solution`() {
    let reference = [-0.4216400911161731, 0.6332118451025057, -0.3383143507972665]
    let z = solve(j, scale: [1, 1, 1], damping: 1e-300)
    #expect(agree(z, reference, within: .conditioned(by: 11)))
  }

  @Test func `RᵀR is AᵀA in the order of the permutation`() {
    var qr = DampedQR(rows: 5, columns: 3)
    qr.factor(j, scale: [1, 1, 1])
    let r = qr.factorR
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    for (a, column) in qr.permutation.enumerated() {
      for (b, row) in qr.permutation.enumerated() {
        let gram = dot(j.column(row), j.column(column))
        #expect(dot(r.column(b), r.column(a)).agrees(with: gram, within: .ulps(64)))
      }
    }
  }

  @Test func `dependent, zero and missing rows are damped, not divided by`() {
    let dependent = Matrix(columns: [[1, 2, 3, 4, 5], [2, 4, 6, 8, 10], [0, 0, 0, 0, 0]])
    let z = solve(dependent, scale: [1, 1, 1], damping: 1e-8)
    #expect(z.allSatisfy { $0.isFinite })
    #expect(z[2] == 0)
    var qr = DampedQR(rows: 5, columns: 3)
    qr.factor(dependent, scale: [1, 1, 1])
    #expect(qr.rank(tolerance: 1e-12) == 1)
    var wide = DampedQR(rows: 1, columns: 2)
    var projection = [0.0, 0]
    var step = projection
    wide.factor(Matrix(columns: [[3], [4]]), scale: [1, 1])
    wide.project([25], into: &projection)
    wide.damp(1e-200)
    wide.solve(projection: projection, into: &step)
    // The shortest solution of 3 x + 4 y + 25 = 0.
    #expect(agree(step, [-3, -4], within: .ulps(8)))
  }
}
