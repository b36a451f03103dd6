/// The factorization A P = Q R by Householder reflections with column pivoting, done in place.
///
/// Sums run from the first row to the last and nothing is fused, so that the digits are the same on every
/// processor; LAPACK's depend on its version and on the processor it finds.
///
/// Source: Businger and Golub (1965); Golub and Van Loan, *Matrix Computations*, 4th ed., §5.2 and §5.4.
struct Reflections: Sendable {
  /// Number of rows of A.
  let rows: Int
  /// Number of columns of A.
  let columns: Int
  /// For each column of R, the column of A it came from.
  private(set) var permutation: [Int]
  /// Before ``factor()`` A, afterwards R and below its diagonal the reflections' vectors; by columns.
  var elements: [Double]
  /// Each reflection's factor: H = I − τ v vᵀ.
  private var tau: [Double]

  /// Prepares room for matrices of one shape.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    permutation = Array(0..<columns)
    elements = [Double](repeating: 0, count: rows * columns)
    tau = [Double](repeating: 0, count: columns)
  }

  /// Factors the elements.
  mutating func factor() {
    for j in 0..<columns { permutation[j] = j }
    for k in 0..<columns {
      guard k < rows else {
        tau[k] = 0
        continue
      }
      moveLongestColumn(to: k)
      reflect(k)
    }
  }

  /// The element of R, zero below its diagonal and below row m.
  func r(_ i: Int, _ j: Int) -> Double { i <= j && i < rows ? elements[j * rows + i] : 0 }

  /// Replaces m numbers b by Qᵀ b.
  func apply(to work: inout [Double]) {
    for k in 0..<min(rows, columns) where tau[k] != 0 {
      let pivot = k * rows + k
      var dot = work[k]
      for i in 1..<(rows - k) { dot += elements[pivot + i] * work[k + i] }
      dot *= tau[k]
      work[k] -= dot
      for i in 1..<(rows - k) { work[k + i] -= dot * elements[pivot + i] }
    }
  }

  /// Brings the column with the longest remaining part to place k.
  private mutating func moveLongestColumn(to k: Int) {
    var (longest, greatest) = (k, -1.0)
    for j in k..<columns {
      var squares = 0.0
      for i in (j * rows + k)..<((j + 1) * rows) { squares += elements[i] * elements[i] }
      if squares > greatest { (longest, greatest) = (j, squares) }
    }
    guard longest != k else { return }
    permutation.swapAt(k, longest)
    for i in 0..<rows { elements.swapAt(k * rows + i, longest * rows + i) }
  }

  /// Makes column k zero below its diagonal and applies the reflection to the columns after it.
  private mutating func reflect(_ k: Int) {
    let pivot = k * rows + k
    let end = (k + 1) * rows
    var squares = 0.0
    for i in (pivot + 1)..<max(end, pivot + 1) { squares += elements[i] * elements[i] }
    guard squares > 0 else {
      tau[k] = 0
      return
    }
    let alpha = elements[pivot]
    let norm = (alpha * alpha + squares).squareRoot()
    let beta = alpha > 0 ? -norm : norm
    tau[k] = (beta - alpha) / beta
    let factor = 1 / (alpha - beta)
    for i in (pivot + 1)..<end { elements[i] *= factor }
    elements[pivot] = beta
    for j in (k + 1)..<max(columns, k + 1) {
      let top = j * rows + k
      var dot = elements[top]
      for i in 1..<(rows - k) { dot += elements[pivot + i] * elements[top + i] }
      dot *= tau[k]
      elements[top] -= dot
      for i in 1..<(rows - k) { elements[top + i] -= dot * elements[pivot + i] }
    }
  }
}
