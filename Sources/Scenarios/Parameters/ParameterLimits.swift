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

  /// The values that an experiment may set; nil when any.
  var range: ClosedRange<Double>? {
    switch self {
    case .any: nil
    case .positive, .notNegative, .whole: 0...Double.greatestFiniteMagnitude
    case .share, .chance, .remainder: 0...1
    }
  }
}
