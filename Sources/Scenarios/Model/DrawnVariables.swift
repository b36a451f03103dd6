internal import Distributions
internal import Quantities

extension Scenario {
  /// The scenario in which every path draws a variable of its own, uniformly, whatever the file and
  /// its cases say of it.
  ///
  /// A lever keeps its unit and, where it is a calendar year, its sense of a date. Places that
  /// need a number that is the same on every path refuse such a lever when the scenario is compiled.
  /// A parameter becomes the name of a new uncertainty, since a law in its place could mean more
  /// than a draw: a prior, or the own duration of every item.
  ///
  /// - Parameters:
  ///   - variable: a lever, an uncertainty or a parameter.
  ///   - low: the lowest value, finite.
  ///   - high: the highest value, above `low`.
  ///   - steps: the values between them that are admissible, each as likely as another; any if nil.
  /// - Returns: a scenario that differs in this.
  /// - Throws: `DistributionError` where no law has these values.
  package func drawing(
    _ variable: Variable, from low: Double, to high: Double, steps: [Double]? = nil
  ) throws -> Scenario {
    let law: Law
    if let steps {
      let share = 1 / Double(steps.count)
      law = .discrete(try Discrete(values: steps, probabilities: steps.map { _ in share }))
    } else {
      law = .uniform(try Uniform(min: low, max: high))
    }
    var varied = self
    let stream = "\(variable.kind) \(variable.name)"
    guard case .parameter = variable.kind else {
      varied.drawn[variable.name] = DrawnVariable(law: law, stream: stream)
      return varied
    }
    let name = unusedName(for: variable.name)
    let place =
      indicators.first { variable.name.hasPrefix($0.name + ".") }?.place
      ?? SourcePlace(file: file, line: 1, column: 1)
    func text(_ text: String, path: String) -> ExpressionText {
      ExpressionText(text: text, place: place, path: path, isVerbatim: false)
    }
    varied.uncertainties.append(
      Uncertainty(
        name: name,
        law: text(
          "uniform(\(variable.text(of: low)), \(variable.text(of: high)))", path: variable.name),
        remarks: .none,
        place: place))
    varied.drawn[name] = DrawnVariable(law: law, stream: stream)
    varied.cases = cases.map { item in
      let assumption = Assumption(
        parameter: variable.name, value: text(name, path: variable.name))
      return Case(
        name: item.name, levers: item.levers, assumptions: item.assumptions + [assumption],
        fixed: item.fixed, remarks: item.remarks)
    }
    return varied
  }

  /// A name for an uncertainty that stands for a parameter.
  private func unusedName(for parameter: String) -> String {
    let taken = Set(uncertainties.map(\.name) + levers.map(\.name) + indicators.map(\.name))
    var name = "varied_" + parameter.replacing(".", with: "_")
    while taken.contains(name) { name += "_" }
    return name
  }
}

/// What a lever or an uncertainty is drawn from, once per path.
struct DrawnVariable: Hashable, Sendable {
  /// Its law.
  let law: Law
  /// The name of its stream.
  let stream: String
}
