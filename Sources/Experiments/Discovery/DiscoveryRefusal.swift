internal import SpecialFunctions
public import Tables
public import Wording

/// Why no box is sought.
public enum DiscoveryRefusal: Refusal, Hashable, Sendable {
  /// Paths of one kind that are too few to tell them from the others.
  public struct Scarcity: Hashable, Sendable {
    /// The target.
    public let target: String
    /// How many they are.
    public let count: Int
    /// The paths of the sample.
    public let paths: Int
    /// Whether they are those that meet the target.
    public let areMet: Bool
    /// Whether they are the ones that are looked for.
    public let isSought: Bool
  }

  /// The target depends on nothing that a path draws once.
  case noFactors(String)
  /// Too few paths fail, or too few do not.
  case tooFew(Scarcity)
  /// The search has no box of this number.
  case noSuchBox(Int, count: Int)
  /// The scenario cannot be compiled when these variables differ from path to path.
  case cannotVary([String], reason: Phrase)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .noSuchBox = self { .usage } else { .badData } }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .noFactors(let target):
      Phrase(
        "'\(target)' depends on no uncertainty and no law that is drawn once per path, so there are "
          + "no conditions to find; make an assumption uncertain, or vary a lever: --vary LEVER=LOW:HIGH",
        "'\(target)' 不取决于任何不确定量，也不取决于每条路径只抽取一次的分布，因此没有可寻找的条件；请将某项假设设为不确定，或改变手段：--vary LEVER=LOW:HIGH"
      )
    case .tooFew(let scarcity): scarcity.sentence
    case .noSuchBox(let number, let count):
      Phrase(
        "the search has no box \(number); take one from 0 to \(count - 1) (see trajectory.csv)",
        "搜索没有第 \(number) 个框；请取 0 至 \(count - 1)（见 trajectory.csv）")
    case .cannotVary(let names, let reason):
      Phrase(
        "where \(names.map { "'\($0)'" }.joined(separator: ", ")) may differ from path to path the "
          + "scenario is refused; do as the message below says, or vary what it does not name (`waymark sweep` "
          + "runs each setting by itself)\n",
        "若 \(names.map { "'\($0)'" }.joined(separator: "、")) 可随路径而变，本情景文件将被拒绝；请照下文更正，或改变其未提到的量"
          + "（`waymark sweep` 对每种设定单独运行）\n") + reason
    }
  }
}

extension DiscoveryRefusal.Scarcity {
  fileprivate var sentence: Phrase {
    guard count > 0 else {
      let always = areMet ? "fails on every one" : "is met on every one"
      return Phrase(
        "'\(target)' \(always) of \(paths) paths, so no condition tells paths apart; ",
        "'\(target)' 在全部 \(paths) 条路径上均\(areMet ? "落空" : "达成")，没有条件可区分路径；")
        + (areMet
          ? Phrase(
            "look at an easier or later target, or vary the levers that could help: --vary "
              + "LEVER=LOW:HIGH",
            "请看更容易或更晚的目标，或改变可能有益的手段：--vary LEVER=LOW:HIGH")
          : Phrase(
            "look at a harder or earlier target, or vary the levers on which it rests: --vary "
              + "LEVER=LOW:HIGH",
            "请看更难或更早的目标，或改变目标所依赖的手段：--vary LEVER=LOW:HIGH"))
    }
    let wanted = Double(paths) * Double(2 * ScenarioDiscovery.fewest) / Double(count)
    let paths = DiscoveryRefusal.Scarcity.rounded(wanted)
    return Phrase(
      "'\(target)' \(areMet ? "is met" : "fails") on only \(count) of \(self.paths) paths, and at "
        + "least \(ScenarioDiscovery.fewest) are needed to tell where; take --paths \(paths)",
      "\(self.paths) 条路径中 '\(target)' 只有 \(count) 条\(areMet ? "达成" : "落空")，至少须 "
        + "\(ScenarioDiscovery.fewest) 条才能判明所在；请用 --paths \(paths)")
  }

  /// The next larger number with one digit before its zeros.
  private static func rounded(_ value: Double) -> Int {
    var scale = 1.0
    while value / scale >= 10 { scale *= 10 }
    return Int(bounded: (value / scale).rounded(.up) * scale)
  }
}
