public import Wording

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
  /// The sentence in English.
  public var description: String { phrase.english }

  /// One sentence for people; factors and rows are counted from 1.
  public var phrase: Phrase {
    switch self {
    case .notFinite(nil, let row):
      Phrase(
        "the output in row \(row + 1) is not a finite number",
        "第 \(row + 1) 行的输出不是有限数")
    case .notFinite(let factor?, let row):
      Phrase(
        "factor \(factor + 1) in row \(row + 1) is not a finite number",
        "第 \(row + 1) 行的因素 \(factor + 1) 不是有限数")
    case .tooFewRows(let rows, let required):
      Phrase(
        "\(rows) rows are too few: this analysis needs at least \(required)",
        "\(rows) 行太少：该分析至少需要 \(required) 行")
    case .collinear(let factor, []):
      Phrase(
        "factor \(factor + 1) is fixed by other factors, so their effects cannot be told apart",
        "因素 \(factor + 1) 由其他因素决定，其效应无法区分")
    case .collinear(let factor, let others):
      Phrase(
        "factor \(factor + 1) is fixed by factor "
          + others.map { "\($0 + 1)" }.joined(separator: ", ")
          + ", so their effects cannot be told apart; leave one of them out",
        "因素 \(factor + 1) 由因素 \(others.map { "\($0 + 1)" }.joined(separator: "、")) 决定，"
          + "其效应无法区分；请略去其一")
    case .constantFactor(let factor):
      Phrase("factor \(factor + 1) has one value only", "因素 \(factor + 1) 只有一个值")
    case .constantOutput:
      Phrase("the output has one value only", "输出只有一个值")
    }
  }
}
