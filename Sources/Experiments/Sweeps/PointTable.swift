public import Results

/// A table with rows for each point of a sweep, written in pieces, so that it never stands in memory.
public protocol PointTable {
  /// Begins with the header.
  init(_ plan: SweepPlan)
  /// Appends the rows of a point.
  mutating func add(_ total: PointResult)
  /// The number of bytes that wait to be drained.
  var byteCount: Int { get }
  /// Hands over what was written since the last call.
  mutating func drain() -> [UInt8]
}

extension PointTable {
  /// The bytes that are handed on at a time.
  private static var pieceSize: Int { 1 << 20 }

  /// Writes the table of ledgers piece by piece.
  ///
  /// - Throws: ``LedgerError``, or what `write` throws.
  public static func stream(
    _ plan: SweepPlan, _ ledgers: [ExperimentLedger], to write: ([UInt8]) throws -> Void
  ) throws {
    var table = Self(plan)
    for ledger in ledgers {
      try ledger.forEachTotal { total in
        table.add(total)
        if table.byteCount >= pieceSize { try write(table.drain()) }
      }
    }
    try write(table.drain())
  }
}
