internal import SpecialFunctions

/// Evenly spaced numbers.
package struct Lattice: Hashable {
  /// The distance of neighbours: a step, or 1, 2 or 5 times a power of ten.
  package let width: Double
  private let origin: Double
  /// The numbers are whole multiples of `unit` divided by `divisor`, one of which is 1: a quotient
  /// of whole numbers is the nearest number to a decimal.
  private let unit: Double
  private let divisor: Double

  init(spacing: Double, origin: Double) {
    self.origin = origin
    (width, unit, divisor) = (spacing, spacing, 1)
  }

  /// The decimals whose spacing is the largest that is not above a number.
  init(decimalsBelow wanted: Double) {
    // A range of next to nothing leaves a spacing of 0.
    let wanted = max(wanted, 1e-300)
    let exponent = min(Int(bounded: Elementary.floor(Elementary.log10(wanted))), 300)
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    let lead = exponent < 0 ? wanted * power : wanted / power
    let digit: Double = lead >= 5 ? 5 : lead >= 2 ? 2 : 1
    origin = 0
    if exponent < 0 {
      (unit, divisor) = (digit, power)
    } else {
      (unit, divisor) = (digit * power, 1)
    }
    width = unit / divisor
  }

  /// The numbers of the lattice between two others, by their indices; what misses one by rounding
  /// only counts as within.
  func indices(within range: ClosedRange<Double>) -> (first: Double, last: Double) {
    let slack = 1e-9
    return (
      (index(range.lowerBound) - slack).rounded(.up),
      (index(range.upperBound) + slack).rounded(.down)
    )
  }

  /// The number of the lattice with an index.
  func value(_ index: Double) -> Double { origin + index * unit / divisor }

  private func index(_ value: Double) -> Double { (value - origin) * divisor / unit }

  /// The number of the lattice nearest to one.
  package func nearest(_ number: Double) -> Double { value(index(number).rounded()) }

  /// The number of the lattice nearest to one, strictly inside two others; nil where none is there.
  package func nearest(_ number: Double, strictlyBetween lower: Double, and upper: Double)
    -> Double?
  {
    // What differs from an end by rounding is the end.
    let slack = 1e-6
    let first = (index(lower) + slack).rounded(.down) + 1
    let last = (index(upper) - slack).rounded(.up) - 1
    guard first <= last else { return nil }
    let found = value(min(max(index(number).rounded(), first), last))
    return lower < found && found < upper ? found : nil
  }
}
