import Quantities
internal import Wording

/// What is known of the unit of one part of an expression.
enum Measure: Hashable {
  /// A number without a unit, which takes the unit of its neighbour or its place.
  case bare
  /// A number with a magnitude but no unit (`8 万`, `300 million`): in a place counted in bn yuan
  /// it means so many yuan, unless so many bn yuan could be meant too.
  case counted(magnitude: Scale)
  /// A number of years since the start (`t`): bare beside other things, a time beside times.
  case years
  /// A date: its end is the node of the part, its beginning stands beside it.
  case instant
  /// A quantity.
  case definite(Unit)

  var unit: Unit? { if case .definite(let unit) = self { unit } else { nil } }

  /// The words of a message.
  var phrase: Phrase {
    switch self {
    case .bare, .counted: Phrase("a number", "数字")
    case .years: Phrase("a number of years", "年数")
    case .instant: Phrase("a date", "日期")
    case .definite(let unit): unit.phrase
    }
  }

  /// Whether it is a number of things.
  var isOfThings: Bool { unit?.countsThings ?? false }

  /// Whether it is a magnitude without a unit.
  var isCounted: Bool { if case .counted = self { true } else { false } }

  /// Whether it is a stretch of time.
  var isDuration: Bool { self == .years || unit?.dimension == .time }
}

/// One part of an expression in the graph.
struct Part {
  var node: NodeID
  var measure: Measure
  /// Whether it consists of written numbers only.
  var isLiteral = false
  /// Of a sum or a choice of quantities of several magnitudes, the unit of another one.
  var otherUnit: Unit?
  /// Whether it is so many things by itself: firms, `20 stations`, a sum of such; not firms / 1200.
  var isOfThings = false
  /// Whether it was written in percent, so that arithmetic reads 5 % as 0.05.
  var isPercentage = false
  let range: Range<Int>
  /// A number that is a calendar year in a date's place: a written one, or a law of such.
  var isCalendarYear = false
  /// Of a date, the beginning of the period that it names.
  var begin: NodeID?
  /// Of a date, the length of that period in years, where it is always the same.
  var length: Double?
}
