public import Wording

/// What is wrong with a law as it was written or built.
public enum DistributionError: Error, Hashable, Sendable {
  /// No law bears this name; ``LawSignature/all`` lists those that exist.
  case unknownLaw(name: String)
  /// The labels fit none of the accepted forms.
  case wrongArguments(law: String, given: [String], accepted: [String])
  /// A parameter lies outside its range.
  case outOfRange(parameter: String, value: Double, required: String)
  /// Two parameters that must increase do not.
  case notIncreasing(lower: String, lowerValue: Double, upper: String, upperValue: Double)
  /// Each value is allowed by itself, but no law of the family has all of them.
  case unattainable(law: String, wanted: Phrase, reason: Phrase)
  /// The probabilities of a discrete law do not add up to 1.
  case probabilitiesDoNotSumToOne(sum: Double)
  /// The law has no probability between the bounds.
  case nothingLeft(law: String, min: Double, max: Double)
  /// A law of counts or of a share with fixed values cannot be multiplied by a unit.
  case notScalable(law: String)
}

extension DistributionError: CustomStringConvertible {
  /// The sentence in English.
  public var description: String { phrase.english }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .unknownLaw(let name):
      Phrase("there is no law \"\(name)\"", "没有分布 \"\(name)\"")
    case .wrongArguments(let law, let given, let accepted):
      Phrase(
        "\(law)(\(given.joined(separator: ", "))) is not a form of \(law); "
          + "write \(accepted.joined(separator: ", or "))",
        "\(law) 没有 \(law)(\(given.joined(separator: ", "))) 这种写法；请写 \(accepted.joined(separator: " 或 "))"
      )
    case .outOfRange(let parameter, let value, let required):
      Phrase(
        "\(parameter) is \(value), but must be \(required)",
        "\(parameter) 为 \(value)，须\(Requirement.phrase(required).chinese)")
    case .notIncreasing(let lower, let lowerValue, let upper, let upperValue):
      Phrase(
        "\(lower) is \(lowerValue) and \(upper) is \(upperValue), but \(lower) must be below \(upper)",
        "\(lower) 为 \(lowerValue)，\(upper) 为 \(upperValue)，而 \(lower) 须小于 \(upper)")
    case .unattainable(let law, let wanted, let reason):
      Phrase(
        "no \(law) law has \(wanted.english): \(reason.english)",
        "没有 \(law) 分布满足\(wanted.chinese)：\(reason.chinese)")
    case .probabilitiesDoNotSumToOne(let sum):
      Phrase(
        "the probabilities add up to \(sum), but must add up to 1",
        "各概率之和为 \(sum)，须为 1")
    case .nothingLeft(let law, let min, let max):
      Phrase(
        "the \(law) law has no probability between \(min) and \(max)",
        "\(law) 分布在 \(min) 与 \(max) 之间没有概率")
    case .notScalable(let law):
      Phrase("a \(law) law cannot be multiplied by a unit", "\(law) 分布不能乘以单位")
    }
  }
}

/// Checks that a parameter satisfies its condition; NaN satisfies none.
func require(
  _ holds: Bool, _ parameter: String, _ value: Double, _ required: String
) throws(DistributionError) {
  guard holds else {
    throw .outOfRange(parameter: parameter, value: value, required: required)
  }
}

/// The largest size of a parameter: its square and what laws make of it are doubles too.
let largestSize = 1e150

/// Checks that a parameter is a number of a size that can be computed with.
func requireFinite(_ parameter: String, _ value: Double) throws(DistributionError) {
  try require(value.isFinite, parameter, value, "finite")
  try require(abs(value) <= largestSize, parameter, value, "between -1e150 and 1e150")
}

/// Checks that a parameter is positive and of a size that can be computed with.
func requirePositive(_ parameter: String, _ value: Double) throws(DistributionError) {
  try require(value > 0 && value < .infinity, parameter, value, "> 0 and finite")
  try require(
    value >= 1 / largestSize && value <= largestSize, parameter, value, "from 1e-150 to 1e150")
}

/// Checks that a parameter is positive and within the range in which a law is computed.
func requirePositive(
  _ parameter: String, _ value: Double, in range: ClosedRange<Double>, _ words: String
) throws(DistributionError) {
  try require(value > 0 && value < .infinity, parameter, value, "> 0 and finite")
  try require(range.contains(value), parameter, value, words)
}
