/// A curve that a user wrote, such as "b1*(1-exp(-b2*t))", with its exact gradient.
///
/// Names that are neither predictors nor `pi` are parameters, in the order in which they first
/// appear. Numbers are pure: a curve has no units, laws, lags or dates.
public struct CompiledCurve: Sendable {
  /// The text.
  public let source: String
  /// The names of the predictors, such as `t`.
  public let predictors: [String]
  /// The names of the free parameters, in order of appearance.
  public let parameters: [String]

  /// The parameters (from 0) in which the curve is linear while the others are held: a greatest
  /// set that could be found by what each derivative depends on.
  package let linearParameters: [Int]

  let graph: ExpressionGraph
  let value: NodeID
  let gradient: [NodeID]

  /// Reads a curve and differentiates it.
  ///
  /// - Throws: ``InvalidExpression``.
  public init(_ source: String, predictors: [String] = ["t"]) throws(InvalidExpression) {
    let tree: SyntaxTree
    do throws(ExpressionIssue) {
      tree = try ExpressionParser.parse(source)
    } catch {
      throw InvalidExpression([error])
    }
    let parameters = tree.names.filter {
      !predictors.contains($0) && $0 != "pi" && BuiltIn(rawValue: $0) == nil
        && !LawTable.names.contains($0)
    }
    var place = Place(path: "curve")
    place.allowsDraws = false
    // `step`, `ramp` and `pulse` follow the time of a scenario, which a curve of data has not.
    place.time = .steady
    var graph = ExpressionGraph()
    let scope = CurveScope(predictors: predictors, parameters: parameters)
    let checked = try Checker.check(tree, at: place, in: scope, graph: &graph)
    gradient = parameters.indices.map { index in
      let parameter = graph.input(InputID(predictors.count + index), rate: .constant)
      return graph.derivative(of: checked.node, withRespectTo: parameter)
    }
    self.source = source
    self.predictors = predictors
    self.parameters = parameters
    self.graph = graph
    value = checked.node
    linearParameters = Self.linearParameters(
      graph, value: checked.node, gradient: gradient, predictors: predictors.count)
  }

  /// Parameters on which no derivative by one of them depends.
  private static func linearParameters(
    _ graph: ExpressionGraph, value: NodeID, gradient: [NodeID], predictors: Int
  ) -> [Int] {
    // A derivative takes steps and choices for constants, which the curve is not.
    let hasChoices = graph.reachable(from: [value]).contains { id in
      switch graph[id] {
      case .select, .unary(.floor, _), .unary(.ceil, _), .unary(.round, _), .unary(.abs, _): true
      case .binary(let operation, _, _):
        switch operation {
        case .add, .subtract, .multiply, .divide, .power: false
        default: true
        }
      default: false
      }
    }
    if hasChoices { return [] }
    let needs = gradient.map { slope in
      Set(graph.inputs(of: [slope]).map { $0.index - predictors }.filter { $0 >= 0 })
    }
    let conflicts = needs.indices.map { j in
      needs.indices.filter { needs[j].contains($0) || needs[$0].contains(j) }
    }
    var chosen: [Int] = []
    let order = needs.indices.sorted { (conflicts[$0].count, $0) < (conflicts[$1].count, $1) }
    for j in order
    where !conflicts[j].contains(j) && conflicts[j].allSatisfy({ !chosen.contains($0) }) {
      chosen.append(j)
    }
    return chosen.sorted()
  }

  /// The value at one point.
  ///
  /// - Returns: the value; not finite where the curve has none.
  public func value(parameters: [Double], at point: [Double]) -> Double {
    values(parameters, point)[value.index]
  }

  /// The value and the derivatives with respect to the parameters at one point.
  ///
  /// - Returns: the value, and one derivative for each parameter.
  public func valueAndGradient(
    parameters: [Double], at point: [Double]
  ) -> (value: Double, gradient: [Double]) {
    let values = values(parameters, point)
    return (values[value.index], gradient.map { values[$0.index] })
  }

  /// Whether the value depends on a predictor.
  package func uses(predictor: Int) -> Bool {
    graph.inputs(of: [value]).contains { $0.index == predictor }
  }

  /// Every node of the graph at one point.
  private func values(_ parameters: [Double], _ point: [Double]) -> [Double] {
    precondition(
      parameters.count == self.parameters.count && point.count == predictors.count,
      "\(parameters.count) parameters and \(point.count) predictors for \(source)")
    return graph.values { input in
      input.index < point.count ? point[input.index] : parameters[input.index - point.count]
    }
  }
}

/// The names of a curve: predictors first, then parameters.
private struct CurveScope: Scope {
  let predictors: [String]
  let parameters: [String]

  var names: [String] { predictors + parameters }

  func symbol(named name: String) -> Symbol? {
    if let index = predictors.firstIndex(of: name) {
      return Symbol(.input(InputID(index), .path))
    }
    return parameters.firstIndex(of: name).map {
      Symbol(.input(InputID(predictors.count + $0), .constant))
    }
  }
}
