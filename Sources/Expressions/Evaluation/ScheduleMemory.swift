/// Schedules by the shape of what they compute: settings of a sweep that differ by constants share the work
/// of planning.
package struct ScheduleMemory {
  private var known: [Shape: EvaluationSchedule] = [:]

  /// Nothing planned yet.
  package init() {}

  /// The schedule that ``EvaluationSchedule/init(_:once:stages:takesValues:takesStepValues:)`` makes.
  package mutating func schedule(
    _ graph: ExpressionGraph, once: [[NodeID]] = [], stages: [[NodeID]], takesValues: Bool,
    takesStepValues: Bool
  ) -> EvaluationSchedule {
    let shape = Shape(
      graph, once: once, stages: stages, takesValues: takesValues, takesStepValues: takesStepValues)
    if let like = known[shape] { return like.rebound(to: shape.nodes, of: graph) }
    let schedule = EvaluationSchedule(
      graph, once: once, stages: stages, takesValues: takesValues,
      takesStepValues: takesStepValues)
    known[shape] = schedule
    return schedule
  }
}

/// What a schedule is made from, but for the values of constants and the places of nodes in the graph.
private struct Shape: Hashable {
  /// The nodes themselves, which are no part of the shape.
  let nodes: [NodeID]
  private let kinds: [Node?]
  private let operands: [Int]
  private let once: [[Int]]
  private let stages: [[Int]]
  private let takesValues: Bool
  private let takesStepValues: Bool

  init(
    _ graph: ExpressionGraph, once: [[NodeID]], stages: [[NodeID]], takesValues: Bool,
    takesStepValues: Bool
  ) {
    let nodes = graph.reachable(from: once.joined().map(\.self) + stages.joined())
    func place(_ id: NodeID) -> Int {
      var (low, high) = (0, nodes.count)
      while low < high {
        let middle = (low + high) / 2
        if nodes[middle] < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let none = NodeID(index: 0)
    var operands: [Int] = []
    kinds = nodes.map { id in
      operands += graph.operands(of: id).map(place)
      // What it depends on is told by the places of the operands.
      switch graph[id] {
      case .constant: return nil
      case .unary(let operation, _): return .unary(operation, none)
      case .binary(let operation, _, _): return .binary(operation, none, none)
      case .select: return .select(none, none, none)
      case .growing: return .growing(none, none, none)
      case .row(let table, _): return .row(table, none)
      case .draw(let draw):
        guard case .varying(let form, let parameters) = draw.law else { return .draw(draw) }
        let law = DrawLaw.varying(form, parameters.map { _ in none })
        return .draw(
          Draw(
            stream: draw.stream, law: law, isPerPeriod: draw.isPerPeriod,
            correlated: draw.correlated))
      case .elapsed, .year, .input: return graph[id]
      }
    }
    self.nodes = nodes
    self.operands = operands
    self.once = once.map { $0.map(place) }
    self.stages = stages.map { $0.map(place) }
    self.takesValues = takesValues
    self.takesStepValues = takesStepValues
  }

  static func == (a: Shape, b: Shape) -> Bool {
    a.kinds == b.kinds && a.operands == b.operands && a.once == b.once && a.stages == b.stages
      && a.takesValues == b.takesValues && a.takesStepValues == b.takesStepValues
  }

  func hash(into hasher: inout Hasher) {
    // The operands tell most shapes apart; draws with their laws are long.
    hasher.combine(operands)
    hasher.combine(stages)
  }
}
