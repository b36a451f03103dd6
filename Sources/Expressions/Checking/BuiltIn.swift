/// The functions and names that every expression has.
public enum BuiltIn: String, CaseIterable, Sendable {
  case exp, log, log10, sqrt, abs, sin, cos, tan, atan, floor, ceil, round
  case min, max, rank
  case choose = "if"
  case step, ramp, pulse, lag, delay, date, each

  /// The names of built-in values, which nothing in a file may take.
  public static let values = ["t", "year", "pi"]

  /// How the function is written, for messages.
  var usage: String {
    switch self {
    case .exp, .log, .log10, .sqrt, .abs, .sin, .cos, .tan, .atan, .floor, .ceil, .round:
      "\(rawValue)(x)"
    case .min, .max: "\(rawValue)(a, b, …)"
    case .rank: "rank(own, a, b, …)"
    case .choose: "if(condition, a, b)"
    case .step: "step(from: when)"
    case .ramp: "ramp(from: when, over: years)"
    case .pulse: "pulse(from: when, for: years)"
    case .lag: "lag(indicator, periods) or lag(indicator, periods, before: value)"
    case .delay: "delay(indicator, law of a time, before: value)"
    case .date: "date(milestone)"
    case .each: "each(law)"
    }
  }

  /// The node operation of a function of one value.
  var unary: UnaryOperation? { UnaryOperation(rawValue: rawValue) }

  /// What people write from other languages, and what it is called here.
  static let otherNames = [
    "ln": "log", "pow": "^", "arctan": "atan", "iif": "if", "ceiling": "ceil", "where": "if",
    "gaussian": "normal", "norm": "normal", "log1p": "log", "power": "^",
  ]
}
