internal import Expressions
public import Quantities
public import Tables
public import Wording

/// Something of a scenario that an experiment may set to a number: a lever, an uncertainty, or a
/// parameter by its path.
public struct Variable: Hashable, Sendable {
  /// What is set.
  public enum Kind: Hashable, Sendable {
    /// A lever, ours to choose.
    case lever
    /// An uncertainty, which is then not drawn.
    case uncertainty
    /// A parameter such as `revenue.growth.ceiling`, instead of what the file says.
    case parameter
  }

  /// Its name, or the path of a parameter.
  public let name: String
  /// What is set.
  public let kind: Kind
  /// The values that it may take; nil when any.
  ///
  /// The range ends at the greatest number where there is no upper end.
  public let range: ClosedRange<Double>?
  /// The distance between values of a lever that make sense, counted from the lower end of its
  /// range; nil when any.
  public let step: Double?
  /// The value of a lever where nobody sets it.
  public let defaultValue: Double?
  /// The grid whose periods end at its values, where these are dates; nil for other numbers.
  public let dates: TimeStep?

  /// The unit of its values: of a lever, or of the place of a parameter; nil where any number stands.
  private(set) package var unit: Unit? = nil

  /// The variable as one whose values are ends of periods.
  package func asDate(on grid: TimeStep) -> Variable {
    Variable(
      name: name, kind: kind, range: range, step: step, defaultValue: defaultValue, dates: grid)
  }

  /// Whether its values are stretches of time, whose unit is always written.
  private var isDuration: Bool { unit?.dimension == .time && unit?.labels.isEmpty ?? false }

  /// A value as a file writes it.
  package func text(of value: Double) -> String { text(of: value) { "\($0)" } }

  /// A value as a file writes it, with a number in digits of one's own.
  package func text(of value: Double, _ number: (Double) -> String) -> String {
    dates.flatMap { Period(at: value, on: $0) }.map { "\($0)" }
      ?? number(value) + (isDuration ? " \(unit?.symbol ?? "")" : "")
  }

  /// The unit of a lever of durations, or of a parameter that is one; nil for others.
  package var unitOfDuration: String? { isDuration ? unit?.symbol : nil }

  /// The values that a date may take without a step of its own: the ends of its periods.
  ///
  /// - Parameter low: the lower end of a range.
  /// - Returns: the length of a period in years, and an end of one; nil for other variables.
  package func ends(from low: Double) -> (length: Double, origin: Double)? {
    guard let dates, step == nil else { return nil }
    let near = (low * Double(dates.perYear)).rounded() / Double(dates.perYear)
    // Dates on a grid of years stand where they were written.
    return (dates.years, dates == .year || abs(near - low) < 1e-9 ? low : near)
  }
}

/// A name that an experiment cannot set.
public struct UnknownVariable: Refusal, Hashable, Sendable {
  /// The name.
  public let name: String
  /// The name that was probably meant.
  public let nearest: String?
  /// The levers and uncertainties of the scenario.
  public let known: [String]
  /// Why it has no say in the scenario and what to do, where it is known and has none.
  let obstacle: Phrase?

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    if let obstacle { return Phrase("'\(name)' ", "'\(name)' ") + obstacle }
    return Phrase(
      "there is no lever, uncertainty or parameter '\(name)'; ", "没有手段、不确定量或参数 '\(name)'；")
      + (nearest.map { Phrase("did you mean '\($0)'?", "是否应为 '\($0)'？") }
        ?? (known.isEmpty
          ? Phrase(
            "the scenario has no levers or uncertainties; name a parameter by its path, as in "
              + "'revenue.growth.ceiling'",
            "情景文件没有手段或不确定量；请用路径指明参数，如 'revenue.growth.ceiling'")
          : Phrase(
            "name one of \(known.joined(separator: ", ")), or a parameter by its path, as in "
              + "'revenue.growth.ceiling'",
            "请用 \(known.joined(separator: "、")) 之一，或用路径指明参数，如 'revenue.growth.ceiling'")))
  }
}
