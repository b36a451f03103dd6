internal import Quantities
public import Scenarios
public import Tables

/// Why lever values are not sought.
public enum SolveRefusal: Refusal, Hashable, Sendable {
  case noLever(levers: [String])
  case tooManyLevers(count: Int, hasCost: Bool)
  case probability(Double)
  case noChoice(Variable, range: ClosedRange<Double>)
  case cost(problem: String)
  case costNotFinite(cost: String, value: Double, setting: [String])
  case unknownInCost(names: [String], levers: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .noLever(let levers):
      levers.isEmpty
        ? "the scenario has no levers; vary an uncertainty or a parameter, as in "
          + "--vary revenue.growth.rate=0.02:0.1"
        : "nothing is varied; add --vary with one of \(levers.joined(separator: ", "))"
    case .tooManyLevers(let count, let hasCost):
      hasCost
        ? "\(count) levers are more than the \(CheapestMix.leverLimit) that a cheapest mix can have"
        : "\(count) levers have no single answer; vary two for a frontier, or add --cost"
    case .probability(let value):
      "a probability of \(text(value)) cannot be asked for; choose one between 0 and 1, such as 0.8"
    case .noChoice(let varied, let range):
      "--vary \(varied.name)=\(text(range, varied)) holds "
        + (varied.step.map { "fewer than two values of the lever, whose step is \(text($0))" }
          ?? "one value only") + "; widen it"
    case .cost(let problem): "--cost: \(problem)"
    case .costNotFinite(let cost, let value, let setting):
      "--cost \(cost) is \(value) at \(setting.joined(separator: ", ")), which would do; write a "
        + "cost that is a number there, or narrow the ranges with --vary NAME=LO:HI"
    case .unknownInCost(let names, let levers):
      "--cost knows nothing of \(names.map { "'\($0)'" }.joined(separator: ", ")); "
        + (names.first.flatMap { NearestName.of($0, among: levers) }
          .map { "did you mean '\($0)'?" }
          ?? "it can name what is varied: \(levers.joined(separator: ", "))")
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
