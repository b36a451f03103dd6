/// Why a sample could not be analysed.
public enum SensitivityError: Error, Equatable, Sendable {
  /// The value of this factor (the output where `nil`) in this row, both counted from 0, is NaN or
  /// infinite.
  case notFinite(factor: Int?, row: Int)
  /// An estimate needs more rows than the sample has.
  case tooFewRows(rows: Int, required: Int)
  /// This factor is, in ranks, a linear combination of the others that are named; counted from 0.
  case collinear(factor: Int, with: [Int])
  /// This factor, counted from 0, has one value only.
  case constantFactor(Int)
  /// The output has one value only.
  case constantOutput
}

extension SensitivityError: CustomStringConvertible {
  /// One sentence for people; factors and rows are counted from 1.
  public var description: String {
    switch self {
    case .notFinite(nil, let row):
      "the output in row \(row + 1) is not a finite number"
    case .notFinite(let factor?, let row):
      "factor \(factor + 1) in row \(row + 1) is not a finite number"
    case .tooFewRows(let rows, let required):
      "\(rows) rows are too few: this analysis needs at least \(required)"
    case .collinear(let factor, []):
      "factor \(factor + 1) is fixed by other factors, so their effects cannot be told apart"
    case .collinear(let factor, let others):
      "factor \(factor + 1) is fixed by factor "
        + others.map { "\($0 + 1)" }.joined(separator: ", ")
        + ", so their effects cannot be told apart; leave one of them out"
    case .constantFactor(let factor):
      "factor \(factor + 1) has one value only"
    case .constantOutput:
      "the output has one value only"
    }
  }
}
