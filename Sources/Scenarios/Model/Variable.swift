internal import Expressions
public import Quantities

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

  /// The number that somebody typed with a unit or a percent sign, in the unit of the variable.
  ///
  /// - Parameter text: as in `18 months` or `5 %`.
  /// - Returns: nil where it is no such number, or of another dimension.
  package func number(_ text: String) -> Double? {
    guard let constant = ConstantText(text), constant.magnitude == nil else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let written = try? UnitParser(labels: Set(unit?.labels ?? [])).unit(constant.unit),
      !written.isOnlyMagnitude,
      let value = try? written.convert(constant.value, to: unit ?? .one), value.isFinite
    else { return nil }
    return value
  }

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
public struct UnknownVariable: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let name: String
  /// The name that was probably meant.
  public let nearest: String?
  /// The levers and uncertainties of the scenario.
  public let known: [String]

  /// The sentence for people.
  public var description: String {
    "there is no lever, uncertainty or parameter '\(name)'; "
      + (nearest.map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "the scenario has no levers or uncertainties; name a parameter by its path, as in "
            + "'revenue.growth.ceiling'"
          : "name one of \(known.joined(separator: ", ")), or a parameter by its path, as in "
            + "'revenue.growth.ceiling'"))
  }
}

extension Scenario {
  /// Something that an experiment may set.
  ///
  /// - Parameter name: the name of a lever or an uncertainty, or the path of a parameter.
  /// - Returns: what is known of it.
  /// - Throws: ``UnknownVariable``.
  public func variable(_ name: String) throws(UnknownVariable) -> Variable {
    if let lever = levers.first(where: { $0.name == name }) {
      return Variable(
        name: name, kind: .lever, range: lever.range, step: lever.step,
        defaultValue: lever.defaultValue, dates: lever.dates,
        unit: lever.unit == .one ? nil : lever.unit)
    }
    if uncertainties.contains(where: { $0.name == name }) {
      return Variable(
        name: name, kind: .uncertainty, range: nil, step: nil, defaultValue: nil, dates: nil)
    }
    if assuming([assumption(name, "1")], issues: IssueCollector()) != nil {
      return Variable(
        name: name, kind: .parameter, range: Parameter.named(name)?.limits.range, step: nil,
        defaultValue: nil, dates: isDate(parameter: name) ? .year : nil,
        unit: unit(ofParameter: name))
    }
    let known = levers.map(\.name) + uncertainties.map(\.name)
    throw UnknownVariable(
      name: name, nearest: NearestName.of(name, among: known + parameterPaths), known: known)
  }

  /// The scenario with one of its cases only; nil where there is no such case.
  package func keepingCase(_ name: String) -> Scenario? {
    guard let item = cases.first(where: { $0.name == name }) else { return nil }
    var single = self
    single.cases = [item]
    return single
  }

  /// The names of the cases that still differ when some variables are set, the first of each kind.
  ///
  /// - Parameter variables: what is set in every case.
  /// - Returns: names in the order of the file.
  package func distinctCases(setting variables: [Variable]) -> [String] {
    let names = Set(variables.map(\.name))
    var seen: [Case] = []
    return cases.filter { item in
      let rest = Case(
        name: "", levers: item.levers.filter { !names.contains($0.key) },
        assumptions: item.assumptions.filter { !names.contains($0.parameter) },
        fixed: item.fixed.filter { !names.contains($0.key) }, remarks: .none)
      guard !seen.contains(where: rest.setsTheSame) else { return false }
      seen.append(rest)
      return true
    }.map(\.name)
  }

  /// The scenario with other cases: the reference as it is, and after it each setting of some
  /// variables in each of some cases.
  ///
  /// - Parameters:
  ///   - variables: what is set.
  ///   - points: for each setting one value per variable.
  ///   - names: the cases of the scenario that each setting is crossed with.
  /// - Returns: a scenario whose cases are the reference, then the settings, each with every case
  ///   in turn. What a setting sets counts, also where the case sets it too.
  package func setting(
    _ variables: [Variable], to points: [[Double]], inCases names: [String]
  ) -> Scenario {
    var varied = self
    let crossed = cases.filter { names.contains($0.name) }
    varied.cases = [cases[0]]
    for (number, point) in points.enumerated() {
      for item in crossed {
        varied.cases.append(
          setting(variables, to: point, in: item, name: "\(item.name) \(number)"))
      }
    }
    return varied
  }

  private func setting(
    _ variables: [Variable], to point: [Double], in item: Case, name: String
  ) -> Case {
    var levers = item.levers
    var assumptions = item.assumptions
    var fixed = item.fixed
    for (variable, value) in zip(variables, point) {
      switch variable.kind {
      case .lever: levers[variable.name] = value
      case .uncertainty: fixed[variable.name] = value
      case .parameter:
        assumptions.append(assumption(variable.name, variable.text(of: value)))
      }
    }
    return Case(
      name: name, levers: levers, assumptions: assumptions, fixed: fixed, remarks: item.remarks)
  }

  /// The unit of the place of a parameter; nil where shares of other times are not as easily had.
  private func unit(ofParameter name: String) -> Unit? {
    let parts = name.split(separator: ".").map(String.init)
    guard let parameter = Parameter.named(name) else { return nil }
    let owner = indicator(parts[0])
    var place = Place(path: name, step: time.step)
    parameter.configure(
      &place, ParameterOwner(unit: owner?.unit ?? .one, model: owner?.growth?.model))
    return place.conversion == .proportional ? place.unit : nil
  }

  /// Whether a date stands in the place of a parameter.
  private func isDate(parameter: String) -> Bool {
    if case .date? = Parameter.named(parameter)?.quantity { true } else { false }
  }

  /// The assumption that a parameter is a number, in the unit of its place, or a date.
  private func assumption(_ parameter: String, _ value: String) -> Assumption {
    let place =
      indicators.first { parameter.hasPrefix($0.name + ".") }?.place
      ?? SourcePlace(file: file, line: 1, column: 1)
    return Assumption(
      parameter: parameter,
      value: ExpressionText(
        text: value, place: place, path: parameter, isVerbatim: false))
  }

  /// The paths of parameters that the file gives, for suggestions.
  private var parameterPaths: [String] {
    indicators.flatMap { indicator in
      (indicator.growth?.parameters.keys.sorted() ?? []).map { "\(indicator.name).growth.\($0)" }
    }
  }
}
