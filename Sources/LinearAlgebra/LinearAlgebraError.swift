/// Why a matrix could not be factored.
public enum LinearAlgebraError: Error, Equatable, Sendable {
  /// The leading minor of this order (counted from 1) is not positive.
  case notPositiveDefinite(leadingMinor: Int)
  /// The element in this row and column (counted from 0) is NaN or infinite.
  case notFinite(row: Int, column: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .notPositiveDefinite(let minor):
      "the matrix is not positive definite: its leading minor of order \(minor) is not positive"
    case .notFinite(let row, let column):
      "the element in row \(row), column \(column) (counted from 0) is not a finite number"
    }
  }
}
