public import Results
public import Tables
public import Wording

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
  /// A ledger is not read or written.
  case ledger(LedgerError)

  /// How a merge that was cut short is done again.
  static let again = Phrase("merge again", "重新合并")

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
  public var exit: ExitClass {
    switch self {
    case .missingShards: .missingInput
    case .ledger(let error): error.exit
    default: .badData
    }
  }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .notASweep(let path):
      return Phrase("\(path): is not the ledger of a sweep", "\(path)：不是扫描的账本")
    case .different(let path, let other, let changes):
      return Phrase(
        "\(path): is not of the same experiment as \(other):\n",
        "\(path)：与 \(other) 不是同一实验：\n")
        + changes.lines
        + Phrase(
          "Before means \(other), now \(path). Merge the shards of one sweep only.",
          "“之前”指 \(other)，“现在”指 \(path)。只能合并同一次扫描的分片。")
    case .otherDivision(let path, let shard, let other, let otherShard):
      return Phrase(
        "\(path): is shard \(shard), but \(other) is shard \(otherShard); merge the shards of "
          + "one division only",
        "\(path)：是分片 \(shard)，而 \(other) 是分片 \(otherShard)；只能合并同一划分的分片")
    case .twice(let path, let other, let shard):
      return Phrase(
        "\(path): is shard \(shard), and so is \(other); give each shard once",
        "\(path)：是分片 \(shard)，\(other) 也是；每个分片只给一次")
    case .missingShards(let shards):
      let names = shards.prefix(MergeError.shown).map(\.description).joined(separator: ", ")
      let hidden = shards.count - MergeError.shown
      let more = hidden > 0 ? Phrase(" and \(hidden) more", " 等 \(shards.count) 个") : Phrase("")
      return Phrase(
        "\(shards.count == 1 ? "shard" : "shards") \(names)\(more.english) missing: run "
          + "\(shards.count == 1 ? "it" : "them") with --shard, then give the folders of all shards",
        "缺少分片 \(names)\(more.chinese)：请用 --shard 运行，再给出所有分片的文件夹")
    case .missingPoints(let missing):
      let lines = missing.prefix(MergeError.shown).map { found in
        Phrase(
          "\(found.path): shard \(found.shard) lacks \(found.count) "
            + "\(found.count == 1 ? "point" : "points"), the first is \(found.first)\n",
          "\(found.path)：分片 \(found.shard) 缺 \(found.count) 个点，首个为 \(found.first)\n")
      }
      let more =
        missing.count > MergeError.shown
        ? Phrase(
          "and \(missing.count - MergeError.shown) more shards\n",
          "另有 \(missing.count - MergeError.shown) 个分片\n") : Phrase("")
      return lines.joined(Phrase("")) + more
        + Phrase(
          "Go on with --resume for these shards, then merge again.", "请对这些分片用 --resume 继续，再合并。")
    case .unequalPaths(let path, let point, let paths, let otherPoint, let otherPaths):
      return Phrase(
        "\(path): point \(point) has \(paths) paths, but point \(otherPoint) has "
          + "\(otherPaths); go on with --resume and the larger --paths for all shards",
        "\(path)：点 \(point) 有 \(paths) 条路径，而点 \(otherPoint) 有 \(otherPaths) 条；请对所有分片用 --resume 和较大的 --paths 继续"
      )
    case .morePaths(let path, let point, let paths, let shards):
      return Phrase(
        "\(path): point \(point) has \(paths) paths already, but the shards have \(shards); "
          + "merge into another folder with --out, or go on with --resume and --paths \(paths) for "
          + "all shards",
        "\(path)：点 \(point) 已有 \(paths) 条路径，而分片只有 \(shards) 条；请用 --out 合并到另一文件夹，或对所有分片用 --resume 和 --paths \(paths) 继续"
      )
    case .ontoItself(let folder):
      return Phrase(
        "\(folder): is one of the folders to merge; give another folder with --out",
        "\(folder)：是要合并的文件夹之一；请用 --out 指定另一文件夹")
    case .ledger(let error): return error.phrase(again: MergeError.again)
    }
  }
}
