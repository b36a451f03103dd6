public import Tables
public import Wording

/// Why an analysis says nothing.
public enum AnalysisError: Refusal, Hashable, Sendable {
  /// The output depends on no draw that a path makes once.
  case noFactors(String)
  /// The output is the same number everywhere, as people read it.
  case constant(String, value: String)
  /// No path meets the target, or every path does, whatever the factors are.
  case certain(String, isMet: Bool)
  /// No path has a finite value.
  case nothingFinite(String)
  /// The design cannot be made.
  case impossible(Phrase)
  /// The sample has too few rows, or factors that cannot be told apart.
  case sample(Phrase)
  /// The points or paths take more memory than is allowed.
  case tooMuchMemory(needed: Int, limit: Int)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .tooMuchMemory = self { .tooMuch } else { .badData } }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .noFactors(let name):
      Phrase(
        "'\(name)' depends on no uncertainty and no law that is drawn once per path; there is "
          + "nothing to divide but process noise, if there is any; --method sobol --each-path of a "
          + "target takes it as a factor",
        "'\(name)' 不取决于任何不确定量，也不取决于每条路径只抽取一次的分布；除过程噪声（若有）外没有可分解的；对目标可用 --method sobol --each-path 将噪声作为因素"
      )
    case .constant(let name, let value):
      Phrase(
        "'\(name)' is \(value) whatever the factors are: there is no variance to divide; explain "
          + "another target or period, or widen the uncertainties",
        "无论各因素如何，'\(name)' 都是 \(value)：没有方差可分解；请解释其他目标或时期，或放宽不确定量")
    case .certain(let name, let isMet):
      Phrase(
        (isMet ? "every path meets" : "no path meets")
          + " '\(name)' whatever the factors are: there is no variance to divide; explain another "
          + "target or period, or widen the uncertainties",
        "无论各因素如何，" + (isMet ? "所有路径都达成" : "没有路径达成")
          + " '\(name)'：没有方差可分解；请解释其他目标或时期，或放宽不确定量")
    case .nothingFinite(let name):
      Phrase(
        "'\(name)' is not a finite number on any path; look at its expressions",
        "'\(name)' 在任何路径上都不是有限数；请检查其表达式")
    case .impossible(let reason):
      Phrase(
        "the design is impossible: \(reason.english)",
        "该设计不可行：\(reason.chinese)")
    case .sample(let reason): reason
    case .tooMuchMemory(let needed, let limit):
      Phrase(
        "the analysis would take about \(needed >> 20) MiB of memory, more than the \(limit >> 20) MiB "
          + "allowed; take fewer --points or --paths, or set `simulation: {max_memory: …}`",
        "分析约需 \(needed >> 20) MiB 内存，超过允许的 \(limit >> 20) MiB；请减少 --points 或 --paths，或设置 `simulation: {max_memory: …}`"
      )
    }
  }
}
