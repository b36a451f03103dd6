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

  /// The condition of the stacked system is that of tools/references/linear_algebra.py.
  @Test(arguments: [(1e-6, 39.6), (1, 18.4), (1e6, 1.0002)])
  func `the damped solution equals that of the stacked system`(
    damping: Double, condition: Double
  ) throws {
    let scale = [2.0, 0.5, 4]
    var stacked = Matrix(rows: 8, columns: 3)
    // Heavy rows first: reflections lose the digits of light rows that stand above them.
    for k in 0..<3 {
      stacked[k, k] = damping.squareRoot()
      for i in 0..<5 { stacked[3 + i, k] = j[i, k] / scale[k] }
    }
    let reference = try PivotedQR(stacked).solve([0, 0, 0] + f.map(-))
    let z = solve(j, scale: scale, damping: damping)
    // The roundings of 8 rows add up.
    #expect(agree(z, reference, within: .conditioned(by: 8 * condition)))
  }

  @Test func `with hardly any damping it is the least-squares solution`() throws {
    let reference = try PivotedQR(j).solve(f.map(-))
    let z = solve(j, scale: [1, 1, 1], damping: 1e-300)
    #expect(agree(z, reference, within: .conditioned(by: 11)))
  }

  @Test func `RᵀR is AᵀA in the order of the permutation`() {
    var qr = DampedQR(rows: 5, columns: 3)
    qr.factor(j, scale: [1, 1, 1])
    let r = qr.factorR
    let (product, gram) = (r.transposed * r, j.transposed * j)
    for (a, column) in qr.permutation.enumerated() {
      for (b, row) in qr.permutation.enumerated() {
        #expect(product[b, a].agrees(with: gram[row, column], within: .ulps(64)))
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
