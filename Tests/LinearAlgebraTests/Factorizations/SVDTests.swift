import LinearAlgebra
import Testing
import _TestSupport

@Suite struct SVDTests {
  let a = Matrix(columns: [[1, 4, 7, 1, 2], [2, 5, 8, 0, -3], [3, 6, 10, -1, 1]])

  /// tools/references/linear_algebra.py.
  @Test func `singular values equal the reference`() throws {
    let reference = [17.41403757782035, 3.7687097837430574, 1.5962837480160355]
    #expect(agree(try SVD(a).values, reference, within: .conditioned(by: 11)))
  }

  @Test(arguments: [false, true])
  func `U Σ Vᵀ is A`(isWide: Bool) throws {
    let a = isWide ? a.transposed : a
    let svd = try SVD(a)
    let product = svd.left * Matrix(diagonal: svd.values) * svd.right.transposed
    for i in 0..<a.rows {
      // Rounding relative to the greatest singular value, 17.
      let rounding = Tolerance(absolute: 128 * .ulpOfOne)
      #expect(agree(product.row(i), a.row(i), within: rounding))
    }
  }

  @Test func `the greatest element of each right vector is positive`() throws {
    let right = try SVD(a).right
    for j in 0..<3 { #expect((right.column(j).max() ?? 0) == right.column(j).map(abs).max()) }
  }

  /// By hand: of all x with x₁ + x₂ = 2 the shortest is (1, 1).
  @Test func `the solution of a singular system is the shortest`() throws {
    let svd = try SVD(Matrix(columns: [[1, 1], [1, 1]]))
    #expect(svd.rank(tolerance: 1e-12) == 1)
    #expect(agree(svd.solve([2, 2], tolerance: 1e-12), [1, 1], within: .ulps(8)))
  }

  @Test func `condition numbers of diagonal, singular and empty matrices`() throws {
    #expect(try SVD(Matrix(diagonal: [2, 8])).conditionNumber == 4)
    #expect(try SVD(Matrix(diagonal: [0, 8])).conditionNumber == .infinity)
    #expect(try SVD(Matrix(rows: 0, columns: 0)).conditionNumber == 1)
  }

  @Test func `an element that is not finite is named`() {
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 1)) {
      try SVD(Matrix(diagonal: [1, .infinity]))
    }
  }
}
