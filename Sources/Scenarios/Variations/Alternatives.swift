extension Scenario {
  /// What there is to choose between: the cases that set levers and assume nothing.
  public var alternatives: [Case] {
    cases.filter { $0.assumptions.isEmpty && $0.fixed.isEmpty }
  }

  /// The scenario with these cases only, all under the same assumptions.
  package func offering(_ alternatives: [Case], assuming assumptions: [Assumption] = []) -> Scenario
  {
    var varied = self
    varied.cases = alternatives.map { item in
      Case(
        name: item.name, levers: item.levers, assumptions: item.assumptions + assumptions,
        fixed: item.fixed, remarks: item.remarks)
    }
    return varied
  }

  /// The scenario with an uncertainty that is not drawn.
  ///
  /// - Parameters:
  ///   - uncertainty: its name.
  ///   - values: its value in each case, in the unit of its law.
  /// - Returns: the scenario.
  package func fixing(_ uncertainty: String, at values: [Double]) -> Scenario {
    var varied = self
    for (index, value) in values.enumerated() { varied.cases[index].fixed[uncertainty] = value }
    return varied
  }

  /// The scenario with innovations that are independent.
  package var withoutCorrelations: Scenario {
    var varied = self
    varied.correlations = []
    return varied
  }

  /// The scenario with a multiple of the volatility of an indicator.
  ///
  /// - Returns: the scenario; nil where the file gives the indicator no volatility.
  package func scalingVolatility(of indicator: String, by factor: Double) -> Scenario? {
    guard let index = indicators.firstIndex(where: { $0.name == indicator }),
      var growth = indicators[index].growth, let volatility = growth.parameters["volatility"]
    else { return nil }
    growth.parameters["volatility"] = ExpressionText(
      text: "(\(volatility.text)) * \(factor)", place: volatility.place, path: volatility.path,
      isVerbatim: false)
    var varied = self
    varied.indicators[index].growth = growth
    return varied
  }
}
