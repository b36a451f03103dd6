import LinearAlgebra
import Testing

@Suite struct BLASTests {
  /// A sum of n whole numbers below 2⁵³ is exact in any order, so threads cannot show.
  @Test func `one thread gives the exact product of whole numbers`() {
    BLAS.useOneThread()
    let n = 200
    let a = Matrix(rows: n, columns: n, storage: (0..<(n * n)).map { Double($0 % 7) })
    let product = a * a
    let expected = (0..<n).reduce(0) { $0 + a[3, $1] * a[$1, 5] }
    #expect(product[3, 5] == expected)
  }
}
