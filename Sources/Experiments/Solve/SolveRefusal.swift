internal import Quantities
public import Scenarios
public import Tables
public import Wording

/// Why lever values are not sought.
public enum SolveRefusal: Refusal, Hashable, Sendable {
  /// Nothing is varied; of a scenario without levers, what could be.
  case noLever(levers: [String], example: String?)
  case tooManyLevers(count: Int, hasCost: Bool)
  case probability(Double)
  case noChoice(Variable, range: ClosedRange<Double>)
  case cost(problem: Phrase)
  /// A cost that says yes or no, such as a budget, of which no amount can be made.
  case costIsCondition(cost: String, amount: String?)
  case costNotFinite(cost: String, value: Double, setting: [String])
  case unknownInCost(names: [String], levers: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .noLever(let levers, let example):
      levers.isEmpty
        ? Phrase(
          "the scenario has no levers; vary an uncertainty or a parameter"
            + (example.map { ", as in --vary \($0)" } ?? ""),
          "情景文件没有手段；可改变不确定量或参数" + (example.map { "，如 --vary \($0)" } ?? ""))
        : Phrase(
          "nothing is varied; add --vary with one of \(levers.joined(separator: ", "))",
          "没有要改变的量；请用 --vary 加上 \(levers.joined(separator: "、")) 之一")
    case .tooManyLevers(let count, let hasCost):
      hasCost
        ? Phrase(
          "\(count) levers are more than the \(CheapestMix.leverLimit) that a cheapest mix can have",
          "\(count) 个手段超过了最省组合所能有的 \(CheapestMix.leverLimit) 个")
        : Phrase(
          "\(count) levers have no single answer; vary two for a frontier, or add --cost",
          "\(count) 个手段没有唯一答案；请改变两个以得到前沿，或加上 --cost")
    case .probability(let value):
      Phrase(
        "a probability of \(text(value)) cannot be asked for; choose one between 0 and 1, such as 0.8",
        "无法要求概率为 \(text(value))；请取 0 与 1 之间的值，如 0.8")
    case .noChoice(let varied, let range):
      Phrase(
        "--vary \(varied.name)=\(text(range, varied)) holds "
          + (varied.step.map { "fewer than two values of the lever, whose step is \(text($0))" }
            ?? "one value only") + "; widen it",
        "--vary \(varied.name)=\(text(range, varied)) "
          + (varied.step.map { "所含的手段取值不足两个（步长 \(text($0))）" } ?? "只含一个值") + "；请放宽")
    case .cost(let problem): Phrase("--cost") + .colon + problem
    case .costIsCondition(let cost, let amount):
      Phrase(
        "--cost \(cost) is a condition, 1 or 0, and no amount to make least; "
          + (amount.map { "write the amount, --cost \"\($0)\"" }
            ?? "write an amount, such as --cost \"a + b\"")
          + ": its least value is given, and a limit that is below it cannot be kept",
        "--cost \(cost) 是条件（取 1 或 0），不是可求最小的金额；"
          + (amount.map { "请写金额本身：--cost \"\($0)\"" } ?? "请写金额，如 --cost \"a + b\"")
          + "。答案会给出最小成本：若预算低于它，则无法达成")
    case .costNotFinite(let cost, let value, let setting):
      Phrase(
        "--cost \(cost) is \(value) at \(setting.joined(separator: ", ")), which would do; write a "
          + "cost that is a number there, or narrow the ranges with --vary NAME=LO:HI",
        "--cost \(cost) 在 \(setting.joined(separator: "、")) 处为 \(value)；请写在此处为数字的成本，或用 --vary NAME=LO:HI 缩小范围"
      )
    case .unknownInCost(let names, let levers):
      Phrase(
        "--cost knows nothing of \(names.map { "'\($0)'" }.joined(separator: ", ")); ",
        "--cost 中的 \(names.map { "'\($0)'" }.joined(separator: "、")) 无从得知；")
        + (names.first.flatMap { NearestName.of($0, among: levers) }.map(Phrase.meant)
          ?? Phrase(
            "it can name what is varied: \(levers.joined(separator: ", "))",
            "可用的是所改变的量：\(levers.joined(separator: "、"))"))
    }
  }

  private func text(_ value: Double) -> String {
    value.isFinite ? DecimalNumber.text(value) : "\(value)"
  }

  /// A value in the form in which it is written: a date, or with its unit of time.
  private func text(_ value: Double, _ varied: Variable) -> String { varied.text(of: value, text) }

  private func text(_ range: ClosedRange<Double>, _ varied: Variable) -> String {
    "\(text(range.lowerBound, varied)):\(text(range.upperBound, varied))"
  }
}
