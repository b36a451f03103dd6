internal import Quantities
internal import Wording

/// A number without a unit beside one that has one, as 9 of `9..11 bn yuan` and 1 of `10 bn yuan ± 1`: it
/// may be in the unit beside it, or in that of its place.
struct UnitBeside {
  /// The number with the unit beside it.
  let text: String
  /// What that comes to, in the unit of the place.
  let amount: Double
  /// The number as it stands, which is in the unit of the place.
  let alone: Double
  /// Whether the unit beside it is a part of a number, such as `%`.
  let isFraction: Bool

  /// Finds such a number; nil where it has a unit, its neighbour has none, or both readings are the same.
  init?(_ text: String, beside other: String, in place: Unit, _ units: UnitParser) {
    guard let bare = ConstantText(text), bare.unit.isEmpty, bare.magnitude == nil,
      let other = ConstantText(other)
    else { return nil }
    let unit = (other.magnitude.flatMap(UnitParser.word) ?? "") + other.unit
    let blank = unit.first?.isASCII ?? false ? " " : ""
    self.text = text.trimmed + blank + unit
    guard !unit.isEmpty, let whole = ConstantText(self.text)?.amount(in: place, units),
      whole != bare.value
    else { return nil }
    // Numbers that stand beside each other are not a thousand times apart: 2万..30000.
    if let next = other.amount(in: place, units), next > 0, whole > 1000 * next { return nil }
    (amount, alone) = (whole, bare.value)
    isFraction = (try? units.unit(unit))?.isFraction ?? false
  }
}

extension ScenarioDecoder {
  /// The two ends of `2..3万家` with their units.
  ///
  /// The unit behind the second one is that of both, where the range then rises. What may be meant in two
  /// ways is reported.
  func endsWithUnits(
    _ low: String, _ high: String, in unit: Unit, _ field: Field
  ) -> (low: String, high: String)? {
    func amount(_ text: String) -> Double? { ConstantText(text)?.amount(in: unit, units) }
    if let end = UnitBeside(low, beside: high, in: unit, units), let top = amount(high),
      end.amount < top
    {
      guard !end.isFraction || end.alone >= top else {
        reportTwoUnits(
          low, beside: high, "\"\(end.text)..\(high)\"", "\"\(low)..\(plain(top))\"", field)
        return nil
      }
      return (end.text, high)
    }
    if let end = UnitBeside(high, beside: low, in: unit, units), let bottom = amount(low),
      end.amount > bottom
    {
      guard end.alone <= bottom else {
        reportTwoUnits(
          high, beside: low, "\"\(low)..\(end.text)\"", "\"\(plain(bottom))..\(high)\"", field)
        return nil
      }
      return (low, end.text)
    }
    return (low, high)
  }

  /// The value and the error of `2 ± 0.3万家` with their units.
  ///
  /// An error is below its value. What may be meant in two ways is reported.
  func errorWithUnits(
    _ value: String, _ error: String, in unit: Unit, _ field: Field
  ) -> (value: String, error: String)? {
    func amount(_ text: String) -> Double? { ConstantText(text)?.amount(in: unit, units) }
    if let central = UnitBeside(value, beside: error, in: unit, units), let width = amount(error),
      central.amount > width
    {
      // Nobody knows so much to a thousandth: `20000 ± 0.3万`.
      guard central.alone <= width || width >= central.amount / 100 && !central.isFraction else {
        reportTwoUnits(
          value, beside: error, "\"\(central.text) ± \(error)\"", "\"\(value) ± \(plain(width))\"",
          field)
        return nil
      }
      return (central.text, error)
    }
    if let width = UnitBeside(error, beside: value, in: unit, units), let central = amount(value),
      width.amount < central
    {
      guard !width.isFraction || width.alone >= central else {
        reportTwoUnits(
          error, beside: value, "\"\(value) ± \(width.text)\"", "\"\(plain(central)) ± \(error)\"",
          field)
        return nil
      }
      return (value, width.text)
    }
    return (value, error)
  }

  /// Reports a list of two ends of which one has a unit, where both readings of the other one rise.
  ///
  /// - Returns: whether it was reported.
  func reportsUnclearEnds(_ ends: [Field], in unit: Unit) -> Bool {
    let texts = ends.compactMap { $0.node.scalar?.text.trimmed }
    func amount(_ text: String) -> Double? { ConstantText(text)?.amount(in: unit, units) }
    guard texts.count == 2 else { return false }
    let (low, high) = (texts[0], texts[1])
    if let end = UnitBeside(low, beside: high, in: unit, units), let top = amount(high),
      max(end.amount, end.alone) < top
    {
      reportTwoUnits(
        low, beside: high, "[\(end.text), \(high)]", "[\(low), \(plain(top))]", ends[0])
      return true
    }
    if let end = UnitBeside(high, beside: low, in: unit, units), let bottom = amount(low),
      min(end.amount, end.alone) > bottom
    {
      reportTwoUnits(
        high, beside: low, "[\(low), \(end.text)]", "[\(plain(bottom)), \(high)]", ends[1])
      return true
    }
    return false
  }

  private func reportTwoUnits(
    _ number: String, beside other: String, _ one: String, _ another: String, _ field: Field
  ) {
    field.report(
      Phrase(
        "\(number.quoted) has no unit, and \(other.quoted) beside it has one",
        "\(number.quoted) 没有单位，而旁边的 \(other.quoted) 有单位"),
      Phrase("write `\(one)`, or `\(another)`", "请写 `\(one)`，或 `\(another)`"))
  }
}
