import LinearAlgebra
import Testing
import _TestSupport

@Suite struct MatrixTests {
  let a = Matrix(rows: 2, columns: 3, storage: [1, 4, 2, 5, 3, 6])

  @Test func `elements are reached by row and column`() {
    #expect(a[0, 2] == 3)
    #expect(a[1, 0] == 4)
    #expect(a.row(1) == [4, 5, 6])
    #expect(a.column(1) == [2, 5])
    #expect(a.transposed.row(2) == [3, 6])
    #expect(a.diagonal == [1, 5])
    #expect(Matrix(columns: [[1, 4], [2, 5], [3, 6]]) == a)
  }

  @Test func `products equal those by hand`() {
    #expect(a * a.transposed == Matrix(rows: 2, columns: 2, storage: [14, 32, 32, 77]))
    #expect(a * Matrix.identity(3) == a)
  }

  @Test func `empty matrices multiply to zeros`() {
    let wide = Matrix(rows: 2, columns: 0)
    #expect(wide * Matrix(rows: 0, columns: 2) == Matrix(rows: 2, columns: 2))
  }
}
