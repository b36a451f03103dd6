public import Wording

/// Why a design cannot be made.
public enum DesignError: Error, Hashable, Sendable {
  /// More dimensions than there are numbers for.
  case tooManyDimensions(asked: Int, limit: Int)
  /// No points, or more than the design can count.
  case pointsOutOfRange(asked: Int, limit: Int)
  /// A grid with more points than an integer can count.
  case gridTooLarge
  /// A factor of a grid without levels.
  case noLevels(factor: Int)
  /// Rows that cannot be dealt evenly to the replicates.
  case unevenReplicates(rows: Int, replicates: Int)
  /// A number of levels for elementary effects that is not even and positive.
  case oddLevels(Int)
  /// Fewer candidates than trajectories to choose.
  case tooFewCandidates(candidates: Int, trajectories: Int)
}

extension DesignError: CustomStringConvertible {
  /// The sentence in English.
  public var description: String { phrase.english }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .tooManyDimensions(let asked, let limit):
      Phrase(
        "the design has \(asked) dimensions, at most \(limit) are possible",
        "该设计有 \(asked) 维，至多 \(limit) 维")
    case .pointsOutOfRange(let asked, let limit):
      Phrase(
        "the design has \(asked) points, from 1 to \(limit) are possible",
        "该设计有 \(asked) 个点，可有 1 至 \(limit) 个")
    case .gridTooLarge: Phrase("the grid has more points than can be counted", "网格的点多得无法计数")
    case .noLevels(let factor):
      Phrase(
        "factor \(factor + 1) of the grid has no levels",
        "网格的第 \(factor + 1) 个因素没有水平")
    case .unevenReplicates(let rows, let replicates):
      Phrase(
        "\(rows) rows cannot be dealt evenly to \(replicates) scrambled replicates",
        "\(rows) 行不能平均分给 \(replicates) 个扰乱的重复")
    case .oddLevels(let levels):
      Phrase(
        "elementary effects need an even number of levels, at least 2, got \(levels)",
        "基本效应须有偶数个水平，至少 2 个，实为 \(levels)")
    case .tooFewCandidates(let candidates, let trajectories):
      Phrase(
        "\(trajectories) trajectories cannot be chosen from \(candidates)",
        "不能从 \(candidates) 个候选中选出 \(trajectories) 条轨迹")
    }
  }
}
