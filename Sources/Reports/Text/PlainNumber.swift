internal import Statistics
internal import Tables
package import Wording

/// Numbers as people read them.
package enum PlainNumber {
  /// A quantity with three or four significant digits and thousands apart: 1,075 or 0.294.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = abs(value)
    if size >= 1e15 { return DecimalNumber.text(DecimalNumber.rounded(value, significant: 3)) }
    if size >= 100 { return grouped(value.rounded()) }
    if size == 0 { return "0" }
    if size < 1 { return SignificantDigits.text(value, digits: 3) }
    return DecimalNumber.text(rounded(value, digits: size >= 10 ? 1 : 2))
  }

  /// A quantity; from a million on in the magnitudes of the language: 1.25 million, 125 万.
  package static func text(_ value: Double, _ language: Language) -> String {
    guard let magnitude = Magnitude.of(value, language) else { return text(value) }
    return text(value / magnitude.size) + " " + magnitude.name
  }

  /// A quantity with all its digits, in a magnitude of the language where that has them all: 80,000
  /// and 10 billion, but 10,000,001.
  package static func whole(_ value: Double, _ language: Language) -> String {
    guard let magnitude = Magnitude.of(value, language) else { return whole(value) }
    let count = value / magnitude.size
    guard rounded(count, digits: 2) == count else { return whole(value) }
    return DecimalNumber.text(count) + " " + magnitude.name
  }

  /// The value of something that is set, which may be a year: 2024, but 80,000.
  static func setting(_ value: Double) -> String {
    if let year = Int(exactly: value), (1000..<3000).contains(year) { return "\(year)" }
    return text(value)
  }

  /// A quantity with all its whole digits: 80,000.
  static func whole(_ value: Double) -> String {
    value == value.rounded() ? grouped(value) : DecimalNumber.text(value)
  }

  /// So many of a thing: 1 path, 10,000 paths.
  static func count(_ number: Int, _ thing: String) -> String {
    whole(Double(number)) + " " + thing + (number == 1 ? "" : "s")
  }

  /// A probability in percent; never a certainty.
  package static func percent(_ share: Double, digits: Int = 1) -> String {
    DecimalNumber.fixed(share * 100, digits: digits) + " %"
  }

  /// How often something happens, without decimals: 0 only where it never does.
  static func rarePercent(_ share: Double) -> String {
    share > 0 && share < 0.005 ? "< 1 %" : percent(share, digits: 0)
  }

  /// A probability with its error.
  ///
  /// A share that is 0 or 1 on the paths is no certainty: the bound of
  /// its interval stands for it.
  static func probability(_ share: Proportion) -> String {
    bound(share)
      ?? percent(share.estimate) + " ± " + percent(share.standardError, digits: 2)
  }

  /// A probability without its error.
  static func shortProbability(_ share: Proportion) -> String {
    bound(share) ?? percent(share.estimate)
  }

  /// A probability as it is said: without decimals between 1 % and 99 %, with what is needed beyond,
  /// and with its error only where that is larger than what is shown.
  static func headline(_ share: Proportion, withError: Bool = true) -> String {
    if let bound = bound(share) { return bound }
    let (value, error) = (share.estimate, share.standardError)
    let isPlain = value >= 0.01 && value <= 0.99
    if withError, isPlain, error > 0.005 {
      return percent(value, digits: 0) + " ± " + percent(error, digits: 0)
    }
    if isPlain { return percent(value, digits: 0) }
    let rest = min(value, 1 - value)
    return percent(value, digits: rest >= 0.001 ? 1 : rest >= 0.0001 ? 2 : 3)
  }

  /// "About 4 in 10: 43 %"; the bound where no path met it, or every path.
  static func inWords(_ share: Proportion, _ language: Language) -> String {
    let bound =
      share.successes == 0
      ? Phrase("none of the paths has it, so at most ", "没有路径达成，概率至多 ")
      : share.successes == share.trials
        ? Phrase("all paths have it, so at least ", "所有路径都达成，概率至少 ") : nil
    if let bound, let limit = self.bound(share) {
      return capitalized(bound(language)) + limit.drop { "<> ".contains($0) }
    }
    return capitalized(Chance.inWords(share.estimate)(language))
      + Phrase(": ", "：")(language) + headline(share)
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func bound(_ share: Proportion) -> String? {
    if share.successes == 0 { return "< " + percent(share.wilson95.upperBound, digits: 3) }
    if share.successes == share.trials {
      return "> " + percent(share.wilson95.lowerBound, digits: 3)
    }
    return nil
  }

  /// A difference of probabilities in points, with its sign.
  static func points(_ difference: Double) -> String {
    (difference > 0 ? "+" : "") + DecimalNumber.fixed(difference * 100, digits: 1)
  }

  /// A difference of probabilities in points, with its error.
  static func points(_ difference: Double, error: Double) -> String {
    points(difference) + " ± " + DecimalNumber.fixed(error * 100, digits: 2)
  }

  private static func rounded(_ value: Double, digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private static func grouped(_ value: Double) -> String {
    guard abs(value) < 1e15 else { return DecimalNumber.text(value) }
    let digits = String(Int(abs(value)))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (value < 0 ? "-" : "") + result
  }
}

extension DecimalNumber {
  /// A number with so many digits after the point.
  static func fixed(_ value: Double, digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let units = (abs(value) * Double(scale)).rounded()
    guard units < 1e15 else { return text(value) }
    let whole = Int(units)
    let fraction = String(whole % scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard digits > 0 else { return sign + String(whole) }
    return sign + String(whole / scale) + "."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
