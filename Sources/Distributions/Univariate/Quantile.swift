internal import Wording

/// A statement "the quantity is at most `value` with this probability".
public struct Quantile: Hashable, Sendable {
  /// Between 0 and 1, both excluded.
  public let probability: Double
  /// In the unit of the quantity.
  public let value: Double

  /// Creates a statement about a quantile.
  ///
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(_ probability: Double, _ value: Double) throws(DistributionError) {
    try require(probability > 0 && probability < 1, "probability", probability, "between 0 and 1")
    self.probability = probability
    self.value = value
    try requireFinite(label, value)
  }

  /// The label under which a file gives it, such as `p10` or `p2.5`.
  public var label: String { Self.label(ofProbability: probability) }

  /// The probability that a label such as `p10` or `p2.5` states, or nil if it is no such label.
  public static func probability(ofLabel label: String) -> Double? {
    guard label.utf8.first == UInt8(ascii: "p") else { return nil }
    let digits = label.dropFirst()
    guard let first = digits.utf8.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9"),
      digits.utf8.allSatisfy({
        $0 == UInt8(ascii: ".") || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
      }),
      let percent = Double(String(digits)), percent > 0, percent < 100
    else { return nil }
    return percent / 100
  }

  /// The label of a probability, for messages.
  static func label(ofProbability probability: Double) -> String {
    let percent = (probability * 1e8).rounded() / 1e6
    let text = "\(percent)"
    return "p" + (text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }
}

/// Two different quantiles in increasing order of probability, their values increasing too.
struct QuantilePair {
  let lower: Quantile
  let upper: Quantile

  init(_ first: Quantile, _ second: Quantile) throws(DistributionError) {
    lower = first.probability <= second.probability ? first : second
    upper = first.probability <= second.probability ? second : first
    guard lower.probability < upper.probability else {
      throw .outOfRange(
        parameter: "probability of the second quantile", value: upper.probability,
        required: "different from the first")
    }
    guard lower.value < upper.value else {
      throw .notIncreasing(
        lower: lower.label, lowerValue: lower.value, upper: upper.label, upperValue: upper.value)
    }
  }

  /// Checks that both values are positive, as laws on the positive half line need them.
  func requirePositive() throws(DistributionError) {
    try require(lower.value > 0, lower.label, lower.value, "> 0")
  }

  /// The location and scale that put the quantiles of a standard law where they are stated.
  func line(_ standardQuantile: (Double) -> Double) -> (location: Double, scale: Double) {
    line(from: lower.value, to: upper.value, standardQuantile)
  }

  /// The same for transformed values.
  func line(
    from low: Double, to high: Double, _ standardQuantile: (Double) -> Double
  ) -> (location: Double, scale: Double) {
    let below = standardQuantile(lower.probability)
    let above = standardQuantile(upper.probability)
    let scale = (high - low) / (above - below)
    return (low - scale * below, scale)
  }

  /// The pair in words, for messages.
  var words: Phrase {
    let (low, high) = ("\(lower.label) = \(lower.value)", "\(upper.label) = \(upper.value)")
    return Phrase("\(low) and \(high)", " \(low) 和 \(high)")
  }
}
