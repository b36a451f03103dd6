internal import Expressions
internal import Plans

/// The expressions of a plan while it is compiled: all cases write into one graph, so that what is the
/// same in two of them is the same node.
final class PlanExpressions {
  /// The graph so far.
  var graph = ExpressionGraph()
  /// What it reads of indicators, by the number of the input.
  private(set) var inputs: [IndicatorInput] = []
  private var ids: [IndicatorInput: InputID] = [:]

  init() {
    // What a restricted plan leaves out is 0: the node is there, and no graph is copied to add it.
    _ = graph.constant(0)
  }

  /// The number of a value that an expression reads.
  func id(of input: IndicatorInput) -> InputID {
    if let id = ids[input] { return id }
    let id = InputID(inputs.count)
    inputs.append(input)
    ids[input] = id
    return id
  }
}
