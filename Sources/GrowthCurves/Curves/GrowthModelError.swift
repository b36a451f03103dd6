/// What can be wrong with the data given to a growth model.
public enum GrowthModelError: Error, Hashable, Sendable {
  /// A parameter lies outside the values that make sense.
  case outOfRange(parameter: String, value: Double, required: String)
  /// The family is for fits only.
  case noAnchoredForm(CurveFamily)
  /// There are fewer observations than the task needs.
  case tooFewObservations(count: Int, needed: Int)
  /// Times must increase; this one does not.
  case timesNotIncreasing(index: Int, time: Double)
  /// An observation is not a number or infinite.
  case notFinite(index: Int)
  /// An observation is not positive where logarithms or shares are taken.
  case notPositive(index: Int, value: Double)
  /// An observation lies at or above the ceiling.
  case aboveCeiling(index: Int, value: Double, ceiling: Double)
  /// Two columns that belong together differ in length.
  case countMismatch(what: String, count: Int, expected: Int)
  /// The start names a parameter that the curve does not have, or leaves one out.
  case startMismatch(expected: [String])
}

extension GrowthModelError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let parameter, let value, let required):
      "\(parameter) must be \(required), got \(value)"
    case .noAnchoredForm(let family):
      "the \(family.rawValue) curve can be fitted but not simulated"
    case .tooFewObservations(let count, let needed):
      "\(needed) observations are needed, got \(count)"
    case .timesNotIncreasing(let index, let time):
      "times must increase, but observation \(index + 1) is at \(time)"
    case .notFinite(let index):
      "observation \(index + 1) is not a finite number"
    case .notPositive(let index, let value):
      "observation \(index + 1) is \(value); a positive value is needed here"
    case .aboveCeiling(let index, let value, let ceiling):
      "observation \(index + 1) is \(value), not below the ceiling \(ceiling)"
    case .countMismatch(let what, let count, let expected):
      "\(count) \(what) given for \(expected) observations"
    case .startMismatch(let expected):
      "the start must give a value to each of: \(expected.joined(separator: ", "))"
    }
  }
}
