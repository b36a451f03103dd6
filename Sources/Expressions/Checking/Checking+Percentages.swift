import Quantities
internal import Wording

/// The values of a law that share a unit, as they are written.
struct LawValues {
  let parts: [Part]
  /// The name of the law.
  let law: String
  /// Which of them are spreads, such as sd.
  let spreads: [Bool]

  init(_ parts: [Part], of law: String, spreads: [Bool]? = nil) {
    self.parts = parts
    self.law = law
    self.spreads = spreads ?? parts.map { _ in false }
  }

  /// Whether the law takes its values in rising order, as min and max.
  var isRising: Bool { law != "discrete" && law != "empirical" }
}

// A number beside percentages in a law is so many percent, as it is in any other unit beside it.
extension Checking {
  /// Below this a percentage may have 1 % beside it.
  private static let small = 0.1
  private static let percent = Unit(symbol: "%", dimension: .none, scale: Scale(1, over: 100))

  /// The values of a law, those without a unit in percent where that is meant: `uniform(3, 8 %)` is 3 % to 8 %.
  ///
  /// - Parameters:
  ///   - values: the values.
  ///   - range: where the law stands.
  /// - Returns: the values; nil after reporting a number that may be a share or so many percent.
  mutating func inPercent(_ values: LawValues, range: Range<Int>) -> [Part]? {
    let written = values.parts.filter(\.isPercentage).compactMap(\.measure.unit)
    guard let number = values.parts.first(where: isBareNumber),
      let unit = written.first(where: \.isPercentage)
    else { return values.parts }
    guard let isInPercent = isInPercent(values, unit, range: range) else {
      let isSpread = zip(values.parts, values.spreads).allSatisfy { !$0.isPercentage || $1 }
      guard isSpread, size(of: number) >= 1,
        let spread = values.parts.first(where: \.isPercentage)
      else {
        let unclear = besidePercentage(number, unit)
        return report(unclear.range, unclear.problem)
      }
      let (mean, width) = (tree.text(of: number.range), tree.text(of: spread.range))
      return report(
        spread.range,
        .lawArgument(
          law: values.law,
          reason: Phrase(
            "'\(width)' beside '\(mean)' may be a share of it or so many points; write "
              + "\(width) * \(mean), or \(mean) \(unit.symbol)",
            "'\(mean)' 旁的 '\(width)' 可能是其份额，也可能是百分点；请写 \(width) * \(mean)，或 \(mean) \(unit.symbol)"
          )))
    }
    return isInPercent ? values.parts.map { inUnit($0, unit) } : values.parts
  }

  /// The bounds of a law of percentages, those without a unit in percent where that is meant.
  ///
  /// - Parameters:
  ///   - bounds: the bounds.
  ///   - middle: the median of the law, as a plain number; 0 and 1 are all of a share.
  /// - Returns: the bounds; nil after reporting a number that may be a share or so many percent.
  mutating func inPercent(_ bounds: [Part], around middle: Double) -> [Part]? {
    let numbers = bounds.filter(isBareNumber)
    guard let most = numbers.map(size).max(), most >= 2, most > BesidePercentage.nearness * middle
    else {
      return bounds
    }
    if let small = numbers.first(where: { size(of: $0) < 1 }) {
      let unclear = besidePercentage(small, nil)
      return report(unclear.range, unclear.problem)
    }
    return bounds.map { inUnit($0, Self.percent) }
  }

  /// A stand-in for a law between bounds, in percent where the bounds are percentages and it lies far beyond them
  /// otherwise: `truncated(normal(5, 1), 2 %, 8 %)`.
  func inPercent(law standIn: Part, around middle: Double, between bounds: [Part]) -> Part {
    let percentages = bounds.filter(\.isPercentage)
    let largest = amounts(percentages, bareIn: .one).map(abs).max()
    guard standIn.measure == .bare, let largest, middle > BesidePercentage.nearness * largest else {
      return standIn
    }
    var standIn = standIn
    standIn.measure = .definite(Self.percent)
    standIn.isPercentage = true
    return standIn
  }

  /// Whether the numbers of a law are so many percent; nil where they may be plain numbers as well.
  private func isInPercent(_ values: LawValues, _ unit: Unit, range: Range<Int>) -> Bool? {
    let parts = values.parts
    let places = zip(parts, values.spreads).filter { !$1 }.map(\.0)
    func isRising(bareIn unit: Unit) -> Bool {
      let amounts = amounts(places, bareIn: unit)
      return zip(amounts, amounts.dropFirst()).allSatisfy { $0 <= $1 }
    }
    let rises = !values.isRising || isRising(bareIn: unit)
    if values.isRising, rises, !isRising(bareIn: .one) { return true }
    let sizes = parts.filter(isBareNumber).map(size)
    guard let least = sizes.min(), let most = sizes.max() else { return nil }
    let largest = amounts(places.filter(\.isPercentage), bareIn: unit).map(abs).max()
    let isNear = largest.map { most <= BesidePercentage.nearness * $0 } ?? false
    // `triangular(0, 10 %, 1)`: 1 is the whole; so it is at the end of a beta.
    if !rises && (most < 2 || isNear) || values.law == "beta" && most == 1 { return false }
    guard least >= 1 else { return nil }
    if let largest {
      let arePlaces = zip(parts, values.spreads).allSatisfy { !isBareNumber($0) || !$1 }
      // `discrete(50 %: 0.2, 1: 0.8)`, and `discrete(0 %: 0.5, 1: 0.5)`, a switch; 1 beside 3 % may be 1 %.
      if arePlaces, most < 2, isNear { return false }
      if arePlaces, most == 1 { return largest == 0 || largest >= Self.small ? false : nil }
      if least > BesidePercentage.nearness * largest { return true }
    }
    if let own = place.unit, own.isPercentage, isWhole(range) { return true }
    // `normal(1, 5 %)`: 5 % of 1 are so many points.
    return most == 1 && !places.contains(where: \.isPercentage) ? false : nil
  }

  /// What is known of some parts, as plain numbers.
  private func amounts(_ parts: [Part], bareIn unit: Unit) -> [Double] {
    parts.compactMap { part in
      graph.constant(part.node).map { (part.measure.unit ?? unit).scale.convert($0, to: .one) }
    }
  }

  private func isBareNumber(_ part: Part) -> Bool {
    part.measure == .bare && part.isLiteral && size(of: part) > 0
  }

  private func size(of part: Part) -> Double { abs(graph.constant(part.node) ?? 0) }

  /// A number in a unit; any other part as it is.
  private func inUnit(_ part: Part, _ unit: Unit) -> Part {
    guard isBareNumber(part) else { return part }
    var part = part
    part.measure = .definite(unit)
    part.isPercentage = true
    return part
  }
}
