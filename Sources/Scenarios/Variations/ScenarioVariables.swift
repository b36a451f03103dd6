internal import Expressions
internal import Quantities
package import Wording

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
    let obstacle = obstacle(to: name)
    if obstacle == nil, assuming([assumption(name, "1")], issues: IssueCollector()) != nil {
      return Variable(
        name: name, kind: .parameter, range: Parameter.named(name)?.limits.range, step: nil,
        defaultValue: nil, dates: isDate(parameter: name) ? .year : nil,
        unit: unit(ofParameter: name))
    }
    let known = levers.map(\.name) + uncertainties.map(\.name)
    throw UnknownVariable(
      name: name, nearest: NearestName.of(name, among: known + parameterPaths), known: known,
      obstacle: obstacle.map { $0.problem + .semicolon + $0.advice })
  }

  /// The scenario with one of its cases only; nil where there is no such case.
  package func keepingCase(_ name: String) -> Scenario? {
    guard let item = cases.first(where: { $0.name == name }) else { return nil }
    var single = self
    single.cases = [item]
    return single
  }

  /// The scenario with one of its cases for its reference; as it is where there is no such case.
  package func leading(with name: String) -> Scenario {
    guard let index = cases.firstIndex(where: { $0.name == name }) else { return self }
    var moved = self
    moved.cases.insert(moved.cases.remove(at: index), at: 0)
    return moved
  }

  /// The names of the cases that still differ when some variables are set, the first of each kind.
  ///
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
    guard let place = place(ofParameter: name) else { return nil }
    return place.conversion == .proportional ? place.unit : nil
  }

  private func place(ofParameter name: String) -> Place? {
    let parts = names.words(of: name, section: false)
    guard let parameter = Parameter.named(name) else { return nil }
    let indicator = indicator(parts[0])
    var owner = ParameterOwner(unit: indicator?.unit ?? .one, model: indicator?.growth?.model)
    owner.isDated = events.first { $0.name == parts[0] }?.date != nil
    var place = Place(
      path: name, step: time.step, labels: Set(indicators.flatMap(\.unit.labels)))
    parameter.configure(&place, owner)
    return place
  }

  /// The number that somebody typed for a share or a rate, as the file reads it there: `5 % per month` of
  /// exits is the share of a year.
  ///
  /// - Returns: the number, or what is wrong with it where there is something to say; nil of variables
  ///   whose unit says all.
  package func shareOrRate(
    _ text: String, of variable: Variable
  ) -> (number: Double?, problem: Phrase?)? {
    guard variable.kind == .parameter, let place = place(ofParameter: variable.name),
      place.conversion != .proportional || place.insteadOfPercentage != nil
    else { return nil }
    var graph = ExpressionGraph()
    do throws(InvalidExpression) {
      let checked = try Checker.check(text, at: place, in: NoNames(), graph: &graph)
      // What births of a month come to in a year depends on the exits beside them.
      let isOfYear = checked.timesWritten == 1 || !variable.name.hasSuffix(".births")
      return (isOfYear ? graph.constant(checked.node) : nil, nil)
    } catch {
      let isAdvised = error.issues.first { issue in
        if case .percentageAsRate = issue.problem { true } else { false }
      }
      return (nil, isAdvised?.problem.phrase)
    }
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
