public import Wording

/// A unit of measure: "bn yuan/year", "亿元", "m2", "stations", "%".
///
/// Units are checked and converted while a scenario is loaded; nothing that runs per path knows
/// them. Counted things and percentages have no dimension.
public struct Unit: Hashable, Sendable {
  /// The unit as it was written, for messages and tables.
  public let symbol: String
  /// What it measures.
  public let dimension: Dimension
  /// Its size in base units: yuan, dollars, metres, kilograms, watt hours, years.
  public let scale: Scale
  /// The factor that was written as a magnitude word: 10⁹ in "bn yuan", 1 in "yuan" and "GW".
  public let magnitude: Scale
  /// The counted things it names, such as "stations", in the order written.
  public let labels: [String]
  /// The part of the scale that units of time make: 12 in "% per month".
  public let timeScale: Scale

  /// Creates a unit; `scale` includes `magnitude`, and without a `timeScale` it is all of the rest
  /// for a time and 1 for others.
  public init(
    symbol: String, dimension: Dimension, scale: Scale, magnitude: Scale = .one,
    labels: [String] = [], timeScale: Scale? = nil
  ) {
    self.timeScale = timeScale ?? (dimension == .time ? scale / magnitude : .one)
    self.symbol = symbol
    self.dimension = dimension
    self.scale = scale
    self.magnitude = magnitude
    self.labels = labels
  }

  /// A pure number.
  public static let one = Unit(symbol: "1", dimension: .none, scale: .one)
  /// A year.
  public static let year = Unit(symbol: "years", dimension: .time, scale: .one)
  /// One per year.
  public static let perYear = Unit(symbol: "per year", dimension: .rate, scale: .one)

  /// Whether quantities of the two units can be added.
  public func isCompatible(with other: Unit) -> Bool { dimension == other.dimension }

  /// The same unit without its magnitude word: yuan for "bn yuan".
  public var withoutMagnitude: Unit {
    Unit(
      symbol: symbol, dimension: dimension, scale: scale / magnitude, labels: labels,
      timeScale: timeScale)
  }

  /// A value in this unit, expressed in another one of the same dimension.
  ///
  /// - Returns: the number of those units.
  /// - Throws: ``QuantityError/dimensionMismatch(found:expected:)``.
  public func convert(_ value: Double, to unit: Unit) throws(QuantityError) -> Double {
    guard isCompatible(with: unit) else {
      throw .dimensionMismatch(found: phrase, expected: unit.phrase)
    }
    return scale.convert(value, to: unit.scale)
  }

  /// Whether numbers can hold it, and what is made of it: false of a product of too many factors.
  public var isWithinLimits: Bool {
    scale.isWithinLimits && magnitude.isWithinLimits && timeScale.isWithinLimits
      && dimension.exponents.values.allSatisfy { abs($0) <= 10_000 }
  }

  /// The unit of a product.
  public static func * (a: Unit, b: Unit) -> Unit {
    Unit(
      symbol: b.symbol == "1" ? a.symbol : a.symbol == "1" ? b.symbol : "\(a.symbol) \(b.symbol)",
      dimension: a.dimension * b.dimension, scale: a.scale * b.scale,
      magnitude: a.magnitude * b.magnitude, labels: a.labels + b.labels,
      timeScale: a.timeScale * b.timeScale)
  }

  /// The unit of a quotient.
  public static func / (a: Unit, b: Unit) -> Unit {
    // The magnitude word of a denominator is part of its size, not of the way of writing numbers.
    Unit(
      symbol: b.symbol == "1" ? a.symbol : "\(a.symbol)/\(b.symbol)",
      dimension: a.dimension / b.dimension, scale: a.scale / b.scale, magnitude: a.magnitude,
      labels: a.labels + b.labels, timeScale: a.timeScale / b.timeScale)
  }

  /// The unit of a whole power.
  public func power(_ exponent: Int) -> Unit {
    Unit(
      symbol: "\(symbol)^\(exponent)", dimension: dimension.power(exponent),
      scale: scale.power(exponent), labels: labels, timeScale: timeScale.power(exponent))
  }

  /// A share of this unit, such as 1 % a month, as growth in a year: (1 + p)^n − 1.
  ///
  /// - Returns: the share by which a year grows.
  public func perYear(compounding value: Double) -> Double {
    let share = (scale / timeScale).convert(value, to: .one)
    let count = timeScale.value
    guard count != 1 else { return share }
    var (factor, whole) = (1.0, count)
    // Whole numbers of periods are products, the same on every machine.
    while whole >= 1 {
      factor *= 1 + share
      whole -= 1
    }
    return factor * (1 + whole * share) - 1
  }

  /// The unit with what it measures, as messages name it: "km (a length)".
  public var phrase: Phrase {
    if symbol == "1" || symbol.isEmpty { return dimension.phrase }
    return dimension.isNone
      ? Phrase(symbol, " \(symbol)")
      : Phrase("\(symbol) (\(dimension))", " \(symbol)（\(dimension.phrase.chinese)）")
  }

  /// How many things a number in the unit counts: 10,000 of 万家; nil where it measures something else.
  package var things: Double? { dimension.isNone && labels.count == 1 ? scale.value : nil }

  /// Whether quantities of the unit per time are those of another one.
  package func isAmount(ofRate unit: Unit) -> Bool { dimension * .rate == unit.dimension }

  /// The part of the unit as written that divides by a time: `/年` of 亿元/年.
  package var timeSuffix: String {
    if let slash = symbol.lastIndex(of: "/") { return String(symbol[slash...]) }
    if let word = symbol.firstRange(of: " per ") { return String(symbol[word.lowerBound...]) }
    return "/year"
  }

  /// The same for what a period of some length counts: `/月` of 亿元/年 and a month.
  package func timeSuffix(of step: TimeStep?) -> String {
    guard let step, Double(step.perYear) != timeScale.value else { return timeSuffix }
    guard timeSuffix.allSatisfy(\.isASCII) else { return "/" + step.unitInChinese }
    return (timeSuffix.hasPrefix("/") ? "/" : " per ") + step.rawValue
  }
}
