public import Quantities
internal import Tables

/// Why lever values are not sought.
public enum SolveRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(text: String)
  case emptyRange(text: String)
  case noLever(levers: [String])
  case tooManyLevers(count: Int, hasCost: Bool)
  case variedTwice(name: String)
  case probability(Double)
  case noRange(name: String)
  case outsideRange(
    name: String, range: ClosedRange<Double>, allowed: ClosedRange<Double>, dates: TimeStep?)
  case tooWide(name: String, range: ClosedRange<Double>)
  case noChoice(name: String, range: ClosedRange<Double>, step: Double?)
  case cost(problem: String)
  case costNotFinite(cost: String, value: Double, setting: [String])
  case unknownInCost(names: [String], levers: [String])

  /// The sentence for people.
  public var description: String {
    switch self {
    case .unreadable(let text):
      "--vary \(text) cannot be read; write NAME=LO:HI with two numbers, as in "
        + "--vary attraction=0:1, or NAME alone for the lever's own range"
    case .emptyRange(let text):
      "--vary \(text): the lower end must come first and differ from the upper one"
    case .noLever(let levers):
      levers.isEmpty
        ? "the scenario has no levers; vary an uncertainty or a parameter, as in "
          + "--vary revenue.growth.rate=0.02:0.1"
        : "nothing is varied; add --vary with one of \(levers.joined(separator: ", "))"
    case .tooManyLevers(let count, let hasCost):
      hasCost
        ? "\(count) levers are more than the \(CheapestMix.leverLimit) that a cheapest mix can have"
        : "\(count) levers have no single answer; vary two for a frontier, or add --cost"
    case .variedTwice(let name): "'\(name)' is varied twice; name each lever once"
    case .probability(let value):
      "a probability of \(text(value)) cannot be asked for; choose one between 0 and 1, such as 0.8"
    case .noRange(let name):
      "'\(name)' has no range of its own; say where to look, as in --vary \(name)=LO:HI"
    case .outsideRange(let name, let range, let allowed, let dates):
      "--vary \(name)=\(text(range, dates)): the lever may be from "
        + "\(text(allowed.lowerBound, dates)) to \(text(allowed.upperBound, dates)); stay within, or "
        + "widen its range in the file"
    case .tooWide(let name, let range):
      "--vary \(name)=\(text(range)) is wider than numbers can tell; name a narrower range"
    case .noChoice(let name, let range, let step):
      "--vary \(name)=\(text(range)) holds "
        + (step.map { "fewer than two values of the lever, whose step is \(text($0))" }
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

  private func text(_ value: Double, _ dates: TimeStep? = nil) -> String {
    dates.flatMap { Period(at: value, on: $0) }.map { "\($0)" }
      ?? (value.isFinite ? DecimalNumber.text(value) : "\(value)")
  }

  private func text(_ range: ClosedRange<Double>, _ dates: TimeStep? = nil) -> String {
    "\(text(range.lowerBound, dates)):\(text(range.upperBound, dates))"
  }
}
