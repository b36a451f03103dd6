internal import Distributions
internal import Scenarios
internal import Tables

/// A law of numbers that two quantiles tell, as `lognormal(p10: 12_000, p90: 40_000) yuan/m2/year`.
struct LawRange {
  /// The quantiles of 10 and 90 %, in what stands behind the law.
  let low, high: Double
  /// The values that the law can have.
  let support: ClosedRange<Double>
  private let name: String
  private let suffix: String
  /// The numbers of a law of three places, as they are written, by their labels.
  private let places: [(label: String?, value: Double)]

  /// Laws that two quantiles tell without further parameters.
  private static let families = [
    "normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma", "weibull",
  ]

  /// Laws whose numbers are all places on the axis: two quantiles do not tell where the third is.
  private static let placed = ["triangular", "pert"]

  /// Reads a law; nil where it is another expression, or where its numbers have units of their own.
  init?(_ text: String) {
    guard let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"),
      Self.families.contains(String(text[..<open]))
    else { return nil }
    name = String(text[..<open])
    suffix = String(text[text.index(after: close)...])
    guard !suffix.contains(where: { "+-*^(".contains($0) }) else { return nil }
    var labels: [String?] = []
    var values: [Double] = []
    for argument in text[text.index(after: open)..<close].split(separator: ",") {
      let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
      guard let last = parts.last, let number = ConstantText(last), number.unit.isEmpty,
        number.magnitude == nil
      else { return nil }
      labels.append(parts.count == 2 ? parts[0].filter { $0 != " " } : nil)
      values.append(number.value)
    }
    // The ends of a beta law would be lost.
    guard !labels.contains("min") || name != "beta", labels.count <= 3,
      let construction = try? LawSignature.construction(name, labels: labels),
      let law = try? construction.make(values)
    else { return nil }
    places =
      Self.placed.contains(name) && values.count == 3
      ? zip(labels, values).map { ($0, $1) } : []
    low = law.quantile(0.1)
    high = law.quantile(0.9)
    support = law.support
    guard low.isFinite, high.isFinite, low < high else { return nil }
  }

  /// The law of the same kind with other quantiles, as they are written.
  ///
  /// A law of three places is moved and stretched, all of it: its mode stays where it was between the ends.
  func text(low: String, high: String) -> String {
    guard !places.isEmpty, let least = DecimalNumber.parse(low.replacing("_", with: "")),
      let most = DecimalNumber.parse(high.replacing("_", with: ""))
    else { return "\(name)(p10: \(low), p90: \(high))\(suffix)" }
    let stretch = (most - least) / (self.high - self.low)
    let moved = places.map { place in
      let value = SliderNumber.text(least + (place.value - self.low) * stretch)
      return place.label.map { "\($0): \(value)" } ?? value
    }
    return "\(name)(\(moved.joined(separator: ", ")))\(suffix)"
  }

  /// What stands behind the law, its unit, without blanks.
  var unit: String { suffix.split(separator: " ").joined(separator: " ") }

  /// Between what its ends may be moved.
  var room: ClosedRange<Double> {
    let width = high - low
    let isShare = support.lowerBound >= 0 && support.upperBound <= 1
    let least = support.lowerBound >= 0 ? 0 : low - width
    return least...(isShare ? 1 : high + 1.5 * width)
  }
}
