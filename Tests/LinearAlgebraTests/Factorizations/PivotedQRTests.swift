import LinearAlgebra
import Testing
import _TestSupport

@Suite struct PivotedQRTests {
  let a = Matrix(columns: [[1, 4, 7, 1, 2], [2, 5, 8, 0, -3], [3, 6, 10, -1, 1]])

  private func product(_ a: Matrix, _ x: [Double]) -> [Double] {
    (a * Matrix(columns: [x])).column(0)
  }

  /// The least-squares solution by back substitution on the columns that count; the others get 0.
  private func solution(_ qr: PivotedQR, _ b: [Double]) -> [Double] {
    var x = qr.qTransposed(times: b)
    let r = qr.r
    var result = [Double](repeating: 0, count: qr.columns)
    for i in (0..<qr.rank).reversed() {
      for j in i + 1..<max(qr.rank, i + 1) { x[i] -= r[i, j] * x[j] }
      x[i] /= r[i, i]
      result[qr.permutation[i]] = x[i]
    }
    return result
  }

  @Test func `Qᵀ A is R with the columns in the order of the permutation`() throws {
    let qr = try PivotedQR(a)
    for (k, original) in qr.permutation.enumerated() {
      let column = qr.qTransposed(times: a.column(original))
      // Rounding relative to the longest column, whose length is about 12.
      let rounding = Tolerance(absolute: 64 * .ulpOfOne)
      #expect(agree(column, qr.r.column(k) + [0, 0], within: rounding))
    }
  }

  /// The same steps in Python's doubles; kernels of OpenBLAS differed in the last digits.
  @Test func `R has the same digits on every processor`() throws {
    let qr = try PivotedQR(a)
    #expect(qr.permutation == [2, 1, 0])
    let r = (0..<3).map { j in (0...j).map { qr.r[$0, j] } }
    #expect(
      r == [
        [-12.12435565298214], [-9.320082916918246, -3.890508247230522],
        [-8.082903768654761, 0.856786085906947, -2.220942203134273],
      ])
  }

  @Test func `Qᵀ keeps lengths and angles`() throws {
    let qr = try PivotedQR(a)
    let units = (0..<5).map { k in
      qr.qTransposed(times: (0..<5).map { $0 == k ? 1 : 0 })
    }
    for i in 0..<5 {
      for j in 0..<5 {
        let dot = zip(units[i], units[j]).reduce(0) { $0 + $1.0 * $1.1 }
        let rounding = Tolerance(absolute: 16 * .ulpOfOne)
        #expect(dot.agrees(with: i == j ? 1 : 0, within: rounding))
      }
    }
  }

  /// tools/references/linear_algebra.py.
  @Test func `the least-squares solution equals the rational one`() throws {
    let x = try solution(PivotedQR(a), [1, -1, 2, 0.5, 3])
    let reference = [0.4216400911161731, -0.6332118451025057, 0.3383143507972665]
    #expect(agree(x, reference, within: .conditioned(by: 11)))
  }

  @Test func `rank counts independent columns`() throws {
    #expect(try PivotedQR(a).rank == 3)
    let dependent = Matrix(columns: [[1, 2, 3], [2, 4, 6], [0, 1, 0]])
    let qr = try PivotedQR(dependent)
    #expect(qr.rank == 2)
    #expect(agree(product(dependent, solution(qr, [2, 5, 6])), [2, 5, 6], within: .ulps(16)))
    #expect(try PivotedQR(Matrix(rows: 3, columns: 2)).rank == 0)
  }

  @Test func `the tolerance decides what counts`() throws {
    let nearly = Matrix(columns: [[1, 0], [1, 1e-6]])
    #expect(try PivotedQR(nearly).rank == 2)
    #expect(try PivotedQR(nearly, tolerance: 1e-5).rank == 1)
  }

  @Test func `wide and empty matrices are factored`() throws {
    let transposed = Matrix(columns: [
      [1, 2, 3], [4, 5, 6], [7, 8, 10], [1, 0, -1], [2, -3, 1],
    ])
    let wide = try PivotedQR(transposed)
    #expect(wide.rank == 3)
    let x = solution(wide, [1, 2, 3])
    #expect(agree(product(a.transposed, x), [1, 2, 3], within: .conditioned(by: 11)))
    #expect(try PivotedQR(Matrix(rows: 0, columns: 2)).rank == 0)
    #expect(try PivotedQR(Matrix(rows: 2, columns: 0)).qTransposed(times: [1, 2]) == [1, 2])
  }

  @Test func `an element that is not finite is named`() {
    var broken = a
    broken[3, 1] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 3, column: 1)) { try PivotedQR(broken) }
  }
}
