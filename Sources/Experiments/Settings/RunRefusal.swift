internal import Quantities
public import Tables
public import Wording

/// Why a run is not begun.
public enum RunRefusal: Refusal, Hashable, Sendable {
  case tooMuchMemory(needed: Int, limit: Int)
  /// Not even the fewest paths that are simulated at a time.
  case tooLargeBlocks(needed: Int, limit: Int)
  /// As far as it goes, no more than that is known.
  case passesMemory(limit: Int)
  case tooManyPaths(paths: Int, limit: Int)
  case unknownCase(name: String, cases: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .unknownCase: .usage
    case .tooMuchMemory, .tooLargeBlocks, .passesMemory, .tooManyPaths: .tooMuch
    }
  }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .tooMuchMemory(let needed, let limit):
      Phrase(
        "the run would take about \(needed >> 20) MiB of memory, more than the \(limit >> 20) MiB "
          + "allowed; take fewer workers, cases or kept paths, or set `simulation: {max_memory: …}`",
        "运行约需 \(needed >> 20) MiB 内存，超过允许的 \(limit >> 20) MiB；请减少线程、情景或保留的路径，或设置 `simulation: {max_memory: …}`"
      )
    case .tooLargeBlocks(let needed, let limit):
      Phrase(
        "the fewest paths that are simulated at a time take about \(needed >> 20) MiB of memory, more than "
          + "the \(limit >> 20) MiB allowed; take fewer periods, indicators or stages, or set `simulation: {max_memory: …}`",
        "一次模拟的最少路径约需 \(needed >> 20) MiB 内存，超过允许的 \(limit >> 20) MiB；请减少时期、指标或阶段，或设置 `simulation: {max_memory: …}`"
      )
    case .passesMemory(let limit):
      Phrase(
        "the run would take more than the \(limit >> 20) MiB of memory allowed, for its values spread "
          + "very widely, or its items have too many of their own; take fewer workers, cases or periods, or set `simulation: {max_memory: …}`",
        "运行所需内存超过允许的 \(limit >> 20) MiB，因为数值分布极广，或各项目自带的价值过多；请减少线程、情景或时期，或设置 `simulation: {max_memory: …}`"
      )
    case .tooManyPaths(let paths, let limit):
      Phrase(
        "\(paths) paths are more than the \(limit) allowed; take at most \(limit)",
        "\(paths) 条路径超过允许的 \(limit) 条；请至多取 \(limit) 条")
    case .unknownCase(let name, let cases):
      Phrase("there is no case '\(name)'; ", "没有情景 '\(name)'；")
        + (NearestName.of(name, among: cases).map(Phrase.meant)
          ?? Phrase(
            "the cases are \(cases.joined(separator: ", "))",
            "现有情景为 \(cases.joined(separator: "、"))"))
    }
  }
}
