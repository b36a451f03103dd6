import LinearAlgebra
import Testing
import _TestSupport

@Suite struct CholeskyTests {
  /// Hand-checked: [[4, 12], [12, 37]] = L Lᵀ with L = [[2, 0], [6, 1]].
  let a = Matrix(rows: 2, columns: 2, storage: [4, 12, 12, 37])

  @Test func `factor equals the hand-checked one`() throws {
    #expect(try Cholesky(a).lower == Matrix(rows: 2, columns: 2, storage: [2, 6, 0, 1]))
  }

  @Test(arguments: [1, 2])
  func `an indefinite matrix names the failing minor`(minor: Int) {
    var broken = a
    broken[minor - 1, minor - 1] = -1
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: minor)) {
      try Cholesky(broken)
    }
  }

  /// tools/references/linear_algebra.py; the last of them loses the digits that the condition
  /// number of 1.5·10⁷ takes.
  @Test func `the diagonal of a Hilbert factor equals the reference`() throws {
    let diagonal = try Cholesky(hilbert(6)).lower.diagonal
    let reference = [
      1.0, 0.28867513459481287, 0.0745355992499929, 0.01889822365046265, 0.004761904761907256,
      0.0011964735895474874,
    ]
    #expect(agree(diagonal, reference, within: .conditioned(by: 1.5e7)))
  }

  /// The same steps in Python's doubles.
  @Test func `the factor has the same digits on every processor`() throws {
    let last = try Cholesky(hilbert(6)).lower.row(5)
    #expect(
      last == [
        0.16666666666666666, 0.20619652471058064, 0.13309928437498744, 0.052495065695724576,
        0.011904761904774012, 0.001196473589540142,
      ])
  }

  @Test func `only the lower triangle is read and it must be finite`() throws {
    var half = a
    half[0, 1] = .nan
    #expect(try Cholesky(half) == Cholesky(a))
    half[1, 0] = .nan
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) { try Cholesky(half) }
  }

  @Test func `the empty matrix has an empty factor`() throws {
    #expect(try Cholesky(Matrix(rows: 0, columns: 0)).lower.rows == 0)
  }
}

/// The matrix of elements 1/(i + j + 1).
func hilbert(_ n: Int) -> Matrix {
  var a = Matrix(rows: n, columns: n)
  for i in 0..<n {
    for j in 0..<n { a[i, j] = 1 / Double(i + j + 1) }
  }
  return a
}
