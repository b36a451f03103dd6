import LinearAlgebra
import Testing
import _TestSupport

@Suite struct PivotedQRTests {
  let a = Matrix(columns: [[1, 4, 7, 1, 2], [2, 5, 8, 0, -3], [3, 6, 10, -1, 1]])

  @Test func `Q R is A with its columns in the order of the permutation`() throws {
    let qr = try PivotedQR(a)
    for (k, original) in qr.permutation.enumerated() {
      let column = qr.q(times: qr.r.column(k) + [0, 0])
      // Rounding relative to the longest column, whose length is about 12.
      let rounding = Tolerance(absolute: 64 * .ulpOfOne)
      #expect(agree(column, a.column(original), within: rounding))
    }
  }

  @Test func `Qᵀ undoes Q and keeps lengths`() throws {
    let qr = try PivotedQR(a)
    let b = [1, -1, 2, 0.5, 3]
    let rotated = qr.qTransposed(times: b)
    #expect(agree(qr.q(times: rotated), b, within: .ulps(16)))
    let (before, after) = (b.map { $0 * $0 }.reduce(0, +), rotated.map { $0 * $0 }.reduce(0, +))
    #expect(after.agrees(with: before, within: .ulps(16)))
  }

  /// tools/references/linear_algebra.py.
  @Test func `the least-squares solution equals the rational one`() throws {
    let x = try PivotedQR(a).solve([1, -1, 2, 0.5, 3])
    let reference = [0.4216400911161731, -0.6332118451025057, 0.3383143507972665]
    #expect(agree(x, reference, within: .conditioned(by: 11)))
  }

  @Test func `rank counts independent columns`() throws {
    #expect(try PivotedQR(a).rank == 3)
    let dependent = Matrix(columns: [[1, 2, 3], [2, 4, 6], [0, 1, 0]])
    let qr = try PivotedQR(dependent)
    #expect(qr.rank == 2)
    #expect(agree(dependent * qr.solve([2, 5, 6]), [2, 5, 6], within: .ulps(16)))
    #expect(try PivotedQR(Matrix(rows: 3, columns: 2)).rank == 0)
    #expect(try PivotedQR(Matrix(rows: 3, columns: 2)).solve([1, 2, 3]) == [0, 0])
  }

  @Test func `the tolerance decides what counts`() throws {
    let nearly = Matrix(columns: [[1, 0], [1, 1e-6]])
    #expect(try PivotedQR(nearly).rank == 2)
    #expect(try PivotedQR(nearly, tolerance: 1e-5).rank == 1)
  }

  @Test func `wide and empty matrices are factored`() throws {
    let wide = try PivotedQR(a.transposed)
    #expect(wide.rank == 3)
    #expect(agree(a.transposed * wide.solve([1, 2, 3]), [1, 2, 3], within: .conditioned(by: 11)))
    #expect(try PivotedQR(Matrix(rows: 0, columns: 2)).solve([]) == [0, 0])
    #expect(try PivotedQR(Matrix(rows: 2, columns: 0)).solve([1, 2]) == [])
  }

  @Test func `an element that is not finite is named`() {
    var broken = a
    broken[3, 1] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 3, column: 1)) { try PivotedQR(broken) }
  }
}
