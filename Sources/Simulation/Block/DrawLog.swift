internal import Expressions
internal import Random

/// What is drawn for one path, taken down at its sources while the path is replayed; an ordinary run
/// has none.
final class DrawLog {
  /// A node whose value is taken down.
  struct Watched {
    let kind: ReplayedDraw.Kind
    let name: String
    let node: NodeID
    /// The stream of a draw; nil for what follows from draws.
    let key: StreamKey?
    let isPerPeriod: Bool
    /// Whether a draw is made of an innovation.
    let isInnovation: Bool
  }

  private struct Entry {
    let draw: ReplayedDraw
    let indicator: Int
  }

  private let path: UInt64
  /// The path's place in the block.
  let column: Int
  private let indicators: [String]
  private let watched: [Watched]
  /// For each indicator the periods whose innovations it takes.
  private let innovations: [Range<Int>]
  private var scratch: [Double]
  private var entries: [Entry] = []

  /// A log without entries, of a path in a block of so many.
  init(
    path: UInt64, width: Int, indicators: [String], watched: [Watched], innovations: [Range<Int>]
  ) {
    self.path = path
    column = Int(path % UInt64(width))
    self.indicators = indicators
    self.watched = watched
    self.innovations = innovations
    scratch = [Double](repeating: 0, count: width)
  }

  /// The nodes whose values are taken down: in every period, or once for a path.
  func nodes(isPerPeriod: Bool) -> [NodeID] {
    watched.filter { $0.isPerPeriod == isPerPeriod }.map(\.node)
  }

  /// What was taken down: first what is drawn once, then period by period, each kind by itself.
  var draws: [ReplayedDraw] {
    let ordered = entries.enumerated().sorted { DrawLog.order($0) < DrawLog.order($1) }
    return ordered.map(\.element.draw)
  }

  private static func order(_ item: (offset: Int, element: Entry)) -> (Int, Int, Int, Int) {
    let (draw, indicator) = (item.element.draw, item.element.indicator)
    return (draw.step ?? -1, draw.kind.group, indicator, item.offset)
  }

  // MARK: Sources

  /// Takes down the watched nodes of a period, or those that do not change in time.
  func note(_ values: borrowing CaseValues, step: Int?) {
    for item in watched where item.isPerPeriod == (step != nil) {
      values.copy(item.node, into: &scratch)
      let chance = item.key.map { key in
        item.isInnovation ? probability(key, step ?? 0) : uniform(key, step ?? 0)
      }
      note(item.kind, item.name, step, scratch, chance)
    }
  }

  /// Takes down an innovation, if its indicator takes it.
  func noteInnovation(
    of indicator: Int, _ kind: ReplayedDraw.Kind, _ key: StreamKey, step: Int, _ column: [Double]
  ) {
    guard innovations[indicator].contains(step) else { return }
    let chance = kind == .innovation ? probability(key, step) : nil
    note(kind, key.name, step, column, chance, of: indicator)
  }

  /// Takes down whether an event begins on an indicator, and its factor.
  func noteEvent(
    _ key: StreamKey, on indicator: Int, step: Int, begins: [Double], factor: [Double]
  ) {
    let name = "\(key.name) on \(indicators[indicator])"
    note(.event, name, step, begins, uniform(key, step))
    note(.factor, name, step, factor, nil)
  }

  /// Takes down a count: its stream, with the month of a period and the number of the draw where
  /// there are several.
  func note(_ draw: CountDraw, _ counts: [Double]) {
    let (step, perPeriod) = (Int(draw.step), draw.stepsPerPeriod)
    let month = Self.month(step % perPeriod, of: perPeriod)
    let name = draw.key.name + month + (draw.draw > 0 ? " #\(draw.draw)" : "")
    note(.count, name, step / perPeriod, counts, uniform(draw.key, step, draw.draw))
  }

  /// Takes down how many months an item stays that begins in a month, if the path has one; where it stays
  /// longer than the grid is, the months of the grid.
  func note(
    _ key: StreamKey, month: Int, of months: Int, item: Int, in begins: [Double],
    stay: (_ u: Double) -> Int
  ) {
    guard begins[column] > Double(item) else { return }
    let u = uniform(key, month, UInt32(item))
    let name = key.name + Self.month(month % months, of: months) + " #\(item + 1)"
    let values = [Double](repeating: Double(stay(u)), count: begins.count)
    note(.count, name, month / months, values, u)
  }

  private static func month(_ number: Int, of months: Int) -> String {
    months > 1 ? " month \(number + 1)" : ""
  }

  private func note(
    _ kind: ReplayedDraw.Kind, _ name: String, _ step: Int?, _ values: [Double],
    _ uniform: Double?, of indicator: Int = 0
  ) {
    let draw = ReplayedDraw(
      kind: kind, name: name, step: step, value: values[column], uniform: uniform)
    entries.append(Entry(draw: draw, indicator: indicator))
  }

  /// The probability that the random word of an innovation stands for.
  private func probability(_ key: StreamKey, _ step: Int) -> Double {
    (Double(key.word(path: path, step: UInt32(step))) + 0.5) * 0x1p-32
  }

  private func uniform(_ key: StreamKey, _ step: Int, _ draw: UInt32 = 0) -> Double {
    key.uniform(path: path, step: UInt32(step), draw: draw)
  }
}

extension ReplayedDraw.Kind {
  /// What stands together in a period.
  fileprivate var group: Int {
    switch self {
    case .draw: 0
    case .parameter: 1
    case .innovation, .correlated: 2
    case .event, .factor: 3
    case .count: 4
    }
  }
}
