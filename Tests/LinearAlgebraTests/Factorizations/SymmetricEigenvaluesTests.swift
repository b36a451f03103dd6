import LinearAlgebra
import Testing
import _TestSupport

@Suite struct SymmetricEigenvaluesTests {
  /// A correlation r of all pairs: 1 − r, n − 1 times, and 1 + (n − 1) r.
  @Test(arguments: [-0.4, 0, 0.3, 0.9])
  func `equal correlations have two eigenvalues`(r: Double) throws {
    let n = 6
    var a = Matrix.identity(n)
    for i in 0..<n { for j in 0..<n where i != j { a[i, j] = r } }
    let found = try #require(try SymmetricEigenvalues(a)).values
    let expected = ([1 + Double(n - 1) * r] + [Double](repeating: 1 - r, count: n - 1)).sorted()
    #expect(found.count == n)
    for (one, other) in zip(found, expected) { #expect(abs(one - other) <= 1e-11) }
  }

  /// The second difference of n points: 2 − 2 cos(kπ / (n + 1)); n = 3 has 2 − √2, 2, 2 + √2.
  @Test func `a second difference has those of its sines`() throws {
    let a = Matrix(rows: 3, columns: 3, storage: [2, -1, 0, -1, 2, -1, 0, -1, 2])
    let found = try #require(try SymmetricEigenvalues(a)).values
    for (one, other) in zip(found, [2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]) {
      #expect(abs(one - other) <= 1e-11)
    }
  }

  @Test func `what is not finite has none`() throws {
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) {
      try SymmetricEigenvalues(Matrix(rows: 2, columns: 2, storage: [1, .nan, 0, 1]))
    }
    #expect(try SymmetricEigenvalues(Matrix(rows: 0, columns: 0))?.values == [])
  }
}
