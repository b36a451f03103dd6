internal import Columns
internal import Lanes
internal import Synchronization

/// What the first items of a learning curve cost beside the first, for curves that many paths share: Σ_{k<n} ((n₀ + k)/n₀)^e
/// by n.
///
/// Workers, cases and runs one after the other, as the moves of a page are, take the same tables. Those that were not asked
/// for longest are forgotten first, and made again, to the bit: a page that is moved for a day stays as large as it was.
struct LearningTables: ~Copyable, Sendable {
  /// What tells curves apart.
  struct Curve: Hashable {
    /// The number n₀ of the first item.
    let initial: Double
    /// The exponent e.
    let exponent: Double
  }

  /// The tables of this process.
  static let shared = LearningTables()

  /// The largest number of items that a table is made for: 32 MB.
  static let longest = 4_000_000.0

  /// The entries that are made at a time.
  private static let rows = 512
  /// Bases to a power: behind the bases eight copies of the exponent, behind these the powers.
  private static let powers = ColumnProgram(
    [ColumnInstruction(.power, .column(at: rows + 8), .column(at: 0), .number(at: rows))],
    rows: rows)

  /// What was asked for last stands last.
  private let tables = Mutex<[(curve: Curve, table: [Double])]>([])

  /// A table that reaches a number of items, at most ``longest``.
  func table(_ curve: Curve, reaching items: Double) -> [Double] {
    tables.withLock { tables in
      let place = tables.lastIndex { $0.curve == curve }
      var table = place.map { tables.remove(at: $0).table } ?? [0]
      if Double(table.count) <= items {
        // The room of half as many again keeps a plan that grows from month to month from being copied each time.
        LearningTables.extend(&table, curve, to: min(items * 1.5, LearningTables.longest))
      }
      var all = tables.reduce(table.count) { $0 + $1.table.count }
      while Double(all) > LearningTables.longest, !tables.isEmpty {
        all -= tables.removeFirst().table.count
      }
      tables.append((curve, table))
      return table
    }
  }

  private static func extend(_ table: inout [Double], _ curve: Curve, to items: Double) {
    var memory = [Double](repeating: curve.exponent, count: 2 * rows + 8)
    while Double(table.count) <= items {
      let begin = table.count - 1
      for row in 0..<rows {
        memory[row] = (curve.initial + Double(begin + row)) / curve.initial
      }
      var span = memory.mutableSpan
      loops.run(powers, &span)
      for power in memory[(rows + 8)...] { table.append(table[table.count - 1] + power) }
    }
  }
}
