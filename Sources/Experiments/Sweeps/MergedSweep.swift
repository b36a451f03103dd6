internal import Results
public import Tables
internal import Wording

/// The shards of a sweep, joined to what an unsharded sweep would have written.
///
/// A value is the proof that the shards are of one experiment and hold every point once, with the same
/// number of paths.
public struct MergedSweep: Sendable {
  /// What was swept, the whole of it.
  public let plan: SweepPlan
  /// The paths of each point.
  public let paths: Int
  private let ledgers: [ExperimentLedger]
  private let folders: [String]

  /// Opens the shards, in any order, and checks that they are whole.
  ///
  /// - Throws: ``FewDescriptors``, ``LedgerError`` or ``MergeError``.
  public init(_ folders: [String]) throws {
    precondition(!folders.isEmpty, "a merge of nothing")
    // The ledger of each shard stays open, and locked, until all are joined.
    try FileDescriptors.makeRoom(for: folders.count)
    let shards = try MergedSweep.sorted(
      folders.map { folder in
        let ledger = try ExperimentLedger.read(in: folder) { SweepPlan($0)?.shape }
        guard let plan = SweepPlan(ledger.identity) else {
          guard ledger.identity["command"] == [SweepPlan.sweep] else {
            throw MergeError.notASweep(path: ledger.path)
          }
          throw LedgerError.corrupt(
            path: ledger.path, detail: "what it says of its sweep cannot be")
        }
        return OpenShard(ledger: ledger, plan: plan)
      })
    let found = Set(shards.map(\.plan.shard.index))
    let count = shards[0].plan.shard.count
    let missing = (1...count).filter { !found.contains($0) }
    guard missing.isEmpty else {
      throw MergeError.missingShards(missing.compactMap { Shard("\($0)/\(count)") })
    }
    try MergedSweep.checkPoints(shards)
    paths = try MergedSweep.commonPaths(shards)
    var plan = shards[0].plan
    plan.shard = .whole
    self.plan = plan
    ledgers = shards.map(\.ledger)
    self.folders = folders
  }

  private struct OpenShard {
    let ledger: ExperimentLedger
    let plan: SweepPlan
  }

  /// Checks that all are of one experiment and one division, and none comes twice.
  private static func sorted(_ shards: [OpenShard]) throws(MergeError) -> [OpenShard] {
    let first = shards[0]
    for other in shards.dropFirst() {
      let changes = other.ledger.identity.without(SweepPlan.shardFact).changes(
        since: first.ledger.identity.without(SweepPlan.shardFact))
      guard changes.isEmpty else {
        throw .different(path: other.ledger.path, other: first.ledger.path, changes: changes)
      }
      guard other.plan.shard.count == first.plan.shard.count else {
        throw .otherDivision(
          path: other.ledger.path, shard: other.plan.shard, other: first.ledger.path,
          otherShard: first.plan.shard)
      }
    }
    let sorted = shards.sorted { $0.plan.shard.index < $1.plan.shard.index }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one.plan.shard == next.plan.shard {
      throw .twice(path: next.ledger.path, other: one.ledger.path, shard: one.plan.shard)
    }
    return sorted
  }

  /// Checks that every point is there.
  private static func checkPoints(_ shards: [OpenShard]) throws {
    var missing: [MergeError.MissingPoints] = []
    for shard in shards {
      let own = shard.plan.ownPoints
      var (next, lacking, first) = (own.lowerBound, 0, own.lowerBound)
      func expect(_ point: Int) {
        if point > next {
          if lacking == 0 { first = next }
          lacking += point - next
        }
        next = point + 1
      }
      try shard.ledger.forEachDone { (point, _) throws(LedgerError) in expect(point) }
      expect(own.upperBound)
      guard lacking > 0 else { continue }
      missing.append(
        MergeError.MissingPoints(
          path: shard.ledger.path, shard: shard.plan.shard, count: lacking, first: first))
    }
    guard missing.isEmpty else { throw MergeError.missingPoints(missing) }
  }

  /// The paths that every point has.
  private static func commonPaths(_ shards: [OpenShard]) throws -> Int {
    var known: (point: Int, paths: Int)?
    for shard in shards {
      var unequal: MergeError?
      try shard.ledger.forEachDone { (point, paths) throws(LedgerError) in
        guard let first = known else {
          known = (point, paths)
          return
        }
        guard unequal == nil && paths != first.paths else { return }
        unequal = .unequalPaths(
          path: shard.ledger.path, point: point, paths: paths, otherPoint: first.point,
          otherPaths: first.paths)
      }
      if let unequal { throw unequal }
    }
    return known?.paths ?? 0
  }

  /// Writes the table in pieces.
  ///
  /// - Parameter write: takes a piece of `points.csv`.
  /// - Throws: ``LedgerError``, or what `write` throws.
  public func stream(to write: ([UInt8]) throws -> Void) throws {
    try SweepTable.stream(plan, ledgers, to: write)
  }

  /// What stands out.
  ///
  /// - Returns: the least and most likely points.
  /// - Throws: ``LedgerError``.
  public func summary() throws -> SweepSummary {
    var summary = SweepSummary(plan)
    for ledger in ledgers { try ledger.forEachTotal { summary.add($0) } }
    return summary
  }

  /// Writes the files of the whole sweep: `points.csv`, `sweep.json` and a ledger that the sweep can be
  /// resumed from with more paths.
  ///
  /// A merge that was cut off is done again the same way.
  ///
  /// - Parameters:
  ///   - folder: where they go; made if it is not there.
  ///   - others: files that go beside them.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``LedgerError``, ``MergeError`` or ``UnwrittenFiles``; what the folder holds stays.
  public func write(
    to folder: String, beside others: [OutputFile] = [], marksTables: Bool = false
  ) throws {
    if let target = FileReading.resolved(folder),
      folders.contains(where: { FileReading.resolved($0) == target })
    {
      throw MergeError.ontoItself(folder: folder)
    }
    let merged = try ExperimentLedger.open(
      in: folder, plan.identity, shape: plan.shape, resume: true)
    var more: MergeError?
    try merged.forEachDone { (point, done) throws(LedgerError) in
      guard more == nil && done > paths else { return }
      more = .morePaths(path: merged.path, point: point, paths: done, shards: paths)
    }
    if let more { throw more }
    for ledger in ledgers { try merged.take(from: ledger) }
    try merged.checkDone(points: plan.ownPoints, paths: paths)
    try SweepFiles.write(
      plan, [merged], paths: paths, to: folder, beside: others, marksTables: marksTables,
      again: MergeError.again)
  }
}
