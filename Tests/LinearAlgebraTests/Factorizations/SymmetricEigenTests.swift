import LinearAlgebra
import Testing
import _TestSupport

@Suite struct SymmetricEigenTests {
  /// tools/references/linear_algebra.py; each eigenvalue is right to rounding of the greatest.
  @Test func `eigenvalues of a Hilbert matrix equal the reference`() throws {
    let reference = [
      1.082799484481101e-07, 1.2570757122637029e-05, 0.0006157483541826453,
      0.016321521319875826, 0.24236087057520955, 1.618899858924339,
    ]
    let rounding = Tolerance(absolute: 8 * .ulpOfOne)
    #expect(agree(try SymmetricEigen(hilbert(6)).values, reference, within: rounding))
  }

  @Test func `V Λ Vᵀ is A and the signs are canonical`() throws {
    let a = hilbert(4)
    let eigen = try SymmetricEigen(a)
    let product = eigen.vectors * Matrix(diagonal: eigen.values) * eigen.vectors.transposed
    for j in 0..<4 {
      #expect(agree(product.column(j), a.column(j), within: Tolerance(absolute: 16 * .ulpOfOne)))
      let vector = eigen.vectors.column(j)
      #expect(vector.max() == vector.map(abs).max())
    }
  }

  @Test func `only the lower triangle is read and it must be finite`() throws {
    var a = Matrix(diagonal: [1, 2])
    a[0, 1] = .nan
    #expect(try SymmetricEigen(a).values == [1, 2])
    a[1, 1] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 1)) { try SymmetricEigen(a) }
    #expect(try SymmetricEigen(Matrix(rows: 0, columns: 0)).values == [])
  }
}
