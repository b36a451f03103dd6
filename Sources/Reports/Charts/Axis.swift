/// An axis of a chart: what it measures, from where to where, and where it is marked.
public struct Axis: Sendable {
  /// A marked place.
  public struct Tick: Sendable {
    /// Where it stands.
    public let value: Double
    /// What is written there.
    public let label: String
  }

  /// What is measured, with its unit.
  public let title: String?
  /// The values at both ends, the smaller first.
  public let range: ClosedRange<Double>
  /// The marks, in order.
  public let ticks: [Tick]
  /// Whether the values are shares, which are said in percent.
  let isShare: Bool

  package init(
    title: String?, range: ClosedRange<Double>, ticks: [Tick], isShare: Bool = false
  ) {
    self.isShare = isShare
    self.title = title
    self.range = range
    self.ticks = ticks
  }

  /// An axis of quantities that has all of some values, and 0 where they lie near it.
  ///
  /// - Parameters:
  ///   - title: what is measured.
  ///   - values: what has to have a place; values that are not finite have none.
  ///   - text: how a value at a mark is written.
  package init(title: String?, covering values: [Double], text: (Double) -> String) {
    var (low, high) = Axis.ends(of: values)
    // An axis from far above 0 makes little of much; one from 0 makes nothing of a slow change.
    if low > 0, low < 0.6 * high { low = 0 }
    if high < 0, high > 0.6 * low { high = 0 }
    let step = Axis.step(over: high - low)
    let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
    let values = Axis.marks(from: first, to: last).map { $0 * step }
    let labels = values.map(text)
    // Marks that words of few digits cannot tell apart have all their digits.
    let isTold = Set(labels).count == labels.count
    self.init(
      title: title, range: (first * step)...(last * step),
      ticks: zip(values, labels).map {
        Tick(value: $0, label: isTold ? $1 : PlainNumber.text($0))
      })
  }

  /// An axis that goes just as far as some values, which need not be near 0.
  ///
  /// - Parameters:
  ///   - title: what is measured.
  ///   - values: what has to have a place.
  ///   - isWhole: whether marks stand at whole numbers, as years do.
  ///   - text: how a value at a mark is written.
  package init(
    title: String?, spanning values: [Double], isWhole: Bool = false, text: (Double) -> String
  ) {
    let (low, high) = Axis.ends(of: values)
    let step = Axis.step(over: high - low, isWhole: isWhole)
    let marks = Axis.marks(
      from: (low / step).rounded(.up), to: (high / step).rounded(.down))
    var ticks: [Tick] = []
    for mark in marks {
      let tick = Tick(value: mark * step, label: text(mark * step))
      // Two dates of one period are one mark.
      if ticks.last?.label != tick.label { ticks.append(tick) }
    }
    self.init(title: title, range: low...high, ticks: ticks)
  }

  /// The smallest and the largest of some values, set apart where they are the same; far enough from the
  /// limits of numbers that their distance is one, and neither too large nor too small.
  private static func ends(of values: [Double]) -> (low: Double, high: Double) {
    let finite = values.filter(\.isFinite).map { min(max($0, -1e300), 1e300) }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let size = max(abs(low), abs(high))
    if size < 1e-280 { return (0, 1) }
    if high - low > 1e-12 * size { return (low, high) }
    return (low - size / 2, high + size / 2)
  }

  /// The whole numbers from one to another.
  private static func marks(from first: Double, to last: Double) -> [Double] {
    guard first <= last else { return [] }
    return (0...Int(last - first)).map { first + Double($0) }
  }

  /// Whether all of some values may be years.
  static func areYears(_ values: [Double]) -> Bool {
    values.allSatisfy { (1000..<3000).contains($0) && $0 == $0.rounded() }
  }

  /// An axis of probabilities from 0 to 1.
  package static func probabilities(title: String?) -> Axis {
    Axis(
      title: title, range: 0...1,
      ticks: stride(from: 0, through: 100, by: 20).map {
        Tick(value: Double($0) / 100, label: "\($0) %")
      }, isShare: true)
  }

  /// An axis of equally long periods, at their numbers; years are marked where there are years, each at
  /// its first period, so that what follows a mark is of that year.
  ///
  /// - Parameters:
  ///   - labels: the periods as they are written, the first at 0.
  ///   - perYear: how many make a year.
  ///   - firstInYear: the number of the first in its year, from 0.
  /// - Returns: the axis.
  package static func periods(_ labels: [String], perYear: Int, firstInYear: Int) -> Axis {
    let yearly = labels.indices.filter { (firstInYear + $0) % perYear == 0 }
    let candidates = perYear == 1 || yearly.count < 4 ? Array(labels.indices) : yearly
    let every = max(1, (candidates.count + 9) / 10)
    // Counted from the end, so that the last period or year is marked.
    let marked = candidates.reversed().enumerated().filter { $0.offset % every == 0 }
    let isYearly = candidates.count == yearly.count && perYear > 1
    return Axis(
      title: nil, range: 0...Double(max(1, labels.count - 1)),
      ticks: marked.map(\.element).reversed().map {
        Tick(
          value: Double($0),
          label: isYearly ? String(labels[$0].prefix { $0 != "-" }) : labels[$0])
      })
  }

  /// 1, 2, 2.5 or 5 times a power of ten: what gives four to eight marks over a width.
  private static func step(over width: Double, isWhole: Bool = false) -> Double {
    precondition(width.isFinite && width > 0, "an axis over \(width)")
    if isWhole, width < 4 { return 1 }
    var unit = 1.0
    while unit * 10 <= width / 4 { unit *= 10 }
    while unit > width / 4 { unit /= 10 }
    return (isWhole ? [5, 2, 1] : [5, 2.5, 2, 1]).map { $0 * unit }.first { width / $0 >= 4 }
      ?? unit
  }
}
