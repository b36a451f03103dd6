internal import Quantities
internal import Wording

/// The values that may stand in the place of a parameter.
enum ParameterLimits {
  case any
  /// Greater than 0.
  case positive
  case notNegative
  /// Not negative and whole, for it counts.
  case whole
  /// Between 0 and 1; what it is a share of, for messages.
  case share(Phrase)
  /// Between 0 and 1, perhaps per time.
  case chance
  /// Greater than 0 and at most 1: what remains after each doubling.
  case remainder

  /// Whether a number may stand there.
  func hold(_ value: Double) -> Bool {
    switch self {
    case .any: true
    case .positive: value > 0
    case .notNegative: value >= 0
    case .whole: value >= 0 && value == value.rounded()
    case .share, .chance: value >= 0 && value <= 1
    case .remainder: value > 0 && value <= 1
    }
  }

  /// What a number there must be.
  var demand: Phrase {
    switch self {
    case .any: Phrase("may be any number", "可为任何数")
    case .positive: Phrase("must be greater than 0", "须大于 0")
    case .notNegative, .whole: Phrase("must not be negative", "不得为负")
    case .share, .chance: Phrase("must be between 0 and 1", "须在 0 与 1 之间")
    case .remainder: Phrase("must be greater than 0 and at most 1", "须大于 0 且不超过 1")
    }
  }

  /// The values that an experiment may set; nil when any.
  var range: ClosedRange<Double>? {
    switch self {
    case .any: nil
    case .positive, .notNegative, .whole: 0...Double.greatestFiniteMagnitude
    case .share, .chance, .remainder: 0...1
    }
  }
}
