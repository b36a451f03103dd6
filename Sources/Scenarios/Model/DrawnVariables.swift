internal import Distributions
internal import Quantities

extension Scenario {
  /// The scenario in which every path draws a variable of its own, uniformly, whatever the file and
  /// its cases say of it.
  ///
  /// A lever keeps its unit and, where it is a calendar year, its sense of a date. Places that
  /// need a number that is the same on every path refuse such a lever when the scenario is compiled.
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
    var varied = self
    if case .parameter = variable.kind {
      let place =
        indicators.first { variable.name.hasPrefix($0.name + ".") }?.place
        ?? SourcePlace(file: file, line: 1, column: 1)
      let law = ExpressionText(
        text: "uniform(\(low), \(high))", place: place, path: variable.name, isVerbatim: false)
      varied.cases = cases.map { item in
        Case(
          name: item.name, levers: item.levers,
          assumptions: item.assumptions + [Assumption(parameter: variable.name, value: law)],
          fixed: item.fixed, label: item.label)
      }
    } else if let steps {
      let share = 1 / Double(steps.count)
      varied.drawn[variable.name] = .discrete(
        try Discrete(values: steps, probabilities: steps.map { _ in share }))
    } else {
      varied.drawn[variable.name] = .uniform(try Uniform(min: low, max: high))
    }
    return varied
  }
}
