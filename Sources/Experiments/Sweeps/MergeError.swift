public import Results
public import Tables

/// Why shards do not make a whole.
public enum MergeError: Refusal, Hashable, Sendable {
  /// The ledger is of another command.
  case notASweep(path: String)
  /// Two ledgers are of different experiments.
  case different(path: String, other: String, changes: [FactChange])
  /// The experiments were divided into different numbers of shards.
  case otherDivision(path: String, shard: Shard, other: String, otherShard: Shard)
  /// One shard was given twice.
  case twice(path: String, other: String, shard: Shard)
  /// Shards were not given.
  case missingShards([Shard])
  /// Points of the shards that were given have no results yet.
  case missingPoints([MissingPoints])
  /// Points have different numbers of paths.
  case unequalPaths(path: String, point: Int, paths: Int, otherPoint: Int, otherPaths: Int)
  /// The folder of the merge has points with more paths than the shards.
  case morePaths(path: String, point: Int, paths: Int, shards: Int)
  /// The folder of the merge is that of a shard.
  case ontoItself(folder: String)

  /// Points of one shard without results.
  public struct MissingPoints: Hashable, Sendable {
    /// The ledger.
    public let path: String
    /// Which part it is.
    public let shard: Shard
    /// How many points lack.
    public let count: Int
    /// The first of them.
    public let first: Int
  }

  /// The most shards that are named.
  private static let shown = 10

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .missingShards = self { .missingInput } else { .badData } }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .notASweep(let path): return "\(path): is not the ledger of a sweep"
    case .different(let path, let other, let changes):
      return "\(path): is not of the same experiment as \(other):\n"
        + changes.map { "  \($0)\n" }.joined()
        + "Before means \(other), now \(path). Merge the shards of one sweep only."
    case .otherDivision(let path, let shard, let other, let otherShard):
      return "\(path): is shard \(shard), but \(other) is shard \(otherShard); merge the shards of "
        + "one division only"
    case .twice(let path, let other, let shard):
      return "\(path): is shard \(shard), and so is \(other); give each shard once"
    case .missingShards(let shards):
      let names = shards.prefix(MergeError.shown).map(\.description).joined(separator: ", ")
      let more =
        shards.count > MergeError.shown ? " and \(shards.count - MergeError.shown) more" : ""
      return
        "\(shards.count == 1 ? "shard" : "shards") \(names)\(more) missing: run "
        + "\(shards.count == 1 ? "it" : "them") with --shard, then give the folders of all shards"
    case .missingPoints(let missing):
      let lines = missing.prefix(MergeError.shown).map { found in
        "\(found.path): shard \(found.shard) lacks \(found.count) "
          + "\(found.count == 1 ? "point" : "points"), the first is \(found.first)\n"
      }
      let more =
        missing.count > MergeError.shown
        ? "and \(missing.count - MergeError.shown) more shards\n" : ""
      return lines.joined() + more
        + "Go on with --resume for these shards, then merge again."
    case .unequalPaths(let path, let point, let paths, let otherPoint, let otherPaths):
      return "\(path): point \(point) has \(paths) paths, but point \(otherPoint) has "
        + "\(otherPaths); go on with --resume and the larger --paths for all shards"
    case .morePaths(let path, let point, let paths, let shards):
      return "\(path): point \(point) has \(paths) paths already, but the shards have \(shards); "
        + "merge into another folder with --out, or go on with --resume and --paths \(paths) for "
        + "all shards"
    case .ontoItself(let folder):
      return "\(folder): is one of the folders to merge; give another folder with --out"
    }
  }
}
