internal import Columns
internal import Random

/// Draws of nodes that do not change in time.
package enum NodeSamples {
  /// For each node one value per path, from path 0.
  package static func draw(
    _ nodes: [NodeID], of graph: ExpressionGraph, seed: UInt64, paths: Int
  ) -> [[Double]] {
    var evaluator = BlockEvaluator(
      EvaluationSchedule(graph, once: [nodes], stages: []), capacity: paths)
    for draw in evaluator.schedule.pathDraws {
      let key = StreamKey(seed: seed, name: draw.draw.stream)
      evaluator.withUniforms(of: draw) { key.fill(&$0, firstPath: 0, step: 0) }
    }
    evaluator.evaluateOnce()
    return nodes.map { node in
      var values = [Double](repeating: 0, count: paths)
      var span = values.mutableSpan
      evaluator.read(node, into: &span)
      return values
    }
  }
}
