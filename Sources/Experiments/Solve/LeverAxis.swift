/// The values of a lever that are searched.
///
/// A lever with a step has the values origin + k step. One without has every number of the range,
/// and its answer is sought among decimals, finer and finer as the interval of the answer shows.
public struct LeverAxis: Hashable, Sendable {
  /// The name of the lever.
  public let name: String
  /// Where the search looks.
  public let range: ClosedRange<Double>
  /// The distance between values; nil where any value will do.
  public let step: Double?
  /// The value that the scenario has where nobody chooses; nil where there is none.
  public let defaultValue: Double?
  /// A value from which the steps are counted.
  private let origin: Double

  /// The values of a lever within some bounds, counted from the lower one where no origin is given;
  /// nil where these hold fewer than two values.
  public init?(
    _ name: String, in range: ClosedRange<Double>, step: Double? = nil, origin: Double? = nil,
    defaultValue: Double? = nil
  ) {
    self.name = name
    self.step = step
    self.defaultValue = defaultValue
    self.origin = origin ?? range.lowerBound
    guard let step else {
      self.range = range
      guard range.lowerBound < range.upperBound else { return nil }
      return
    }
    // The ends become values of the lever.
    let lattice = Lattice(spacing: step, origin: self.origin)
    let (first, last) = lattice.indices(within: range)
    guard first < last else { return nil }
    self.range = lattice.value(first)...lattice.value(last)
  }

  /// The values between two of them; nil where there are no others in between.
  package func part(_ bounds: ClosedRange<Double>) -> LeverAxis? {
    guard let part = LeverAxis(name, in: bounds, step: step, origin: origin) else { return nil }
    return part.count == 2 ? nil : part
  }

  /// The number of values; nil where there is no step, or where they are too many to count.
  public var count: Int? {
    guard let step else { return nil }
    let steps = ((range.upperBound - range.lowerBound) / step).rounded()
    // From here on neighbours are less than the accuracy of numbers apart.
    return steps < 0x1p53 ? Int(steps) + 1 : nil
  }

  /// Values over the whole range, evenly spaced so far as the steps allow, ends included.
  ///
  /// - Parameter count: how many at most, at least 2.
  /// - Returns: the values, rising.
  package func spread(_ count: Int) -> [Double] {
    spread(count, in: range)
  }

  /// Values over a part of the range.
  ///
  /// - Parameters:
  ///   - count: how many at most, at least 2.
  ///   - part: the part.
  /// - Returns: the values, rising.
  package func spread(_ count: Int, in part: ClosedRange<Double>) -> [Double] {
    let width = part.upperBound - part.lowerBound
    let lattice = step.map { Lattice(spacing: $0, origin: origin) }
    var values: [Double] = []
    for i in 0..<count {
      let share = Double(i) / Double(count - 1)
      var value = i == count - 1 ? part.upperBound : part.lowerBound + share * width
      if let lattice { value = lattice.nearest(value) }
      if range.contains(value), values.last.map({ $0 < value }) ?? true { values.append(value) }
    }
    return values
  }

  /// The values among which an answer is sought whose interval is about so wide.
  ///
  /// - Returns: the steps, or decimals.
  package func lattice(forWidth width: Double) -> Lattice {
    if let step { return Lattice(spacing: step, origin: origin) }
    let whole = range.upperBound - range.lowerBound
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    // 1/100 of the interval or finer, but not finer than numbers of this size can tell.
    let wanted = max(width / 100, whole * 1e-9, size * 1e-13)
    return Lattice(decimalsBelow: wanted)
  }
}
