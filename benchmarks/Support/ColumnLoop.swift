import Expressions
import Random

/// An expression of the columns x and y and of t, ready to be evaluated block by block.
public struct ColumnLoop: ~Copyable {
  /// The paths of a block, as in a simulation.
  public static let rows = 512
  /// The blocks that make about a million values.
  public static let blocksOfAMillion = 1_953

  private var evaluator: BlockEvaluator
  private let draws: [EvaluationSchedule.ScheduledDraw]
  private let uniforms: [Double]

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - source: the expression; draws must be `each(...)`.
  ///   - x: the range over which x is spread.
  ///   - y: the range over which y is spread, in another order.
  /// - Throws: what the check of the expression finds.
  public init(
    _ source: String, x: ClosedRange<Double> = 0.5...3, y: ClosedRange<Double> = 0.5...3
  ) throws {
    var graph = ExpressionGraph()
    let node = try Checker.check(source, at: Place(path: "z"), in: Columns(), graph: &graph).node
    let schedule = EvaluationSchedule(graph, stages: [[node]])
    draws = schedule.stepDraws
    evaluator = BlockEvaluator(schedule, capacity: Self.rows)
    evaluator.count = Self.rows
    let key = StreamKey(seed: 1, name: "column")
    uniforms = (0..<Self.rows).map { key.uniform(path: UInt64($0), step: 0) }
    for (input, range) in [x, y].enumerated() {
      evaluator.withInput(InputID(input)) { column in
        for i in column.indices {
          let u = key.uniform(path: UInt64(i), step: UInt32(input + 1))
          column[i] = range.lowerBound + (range.upperBound - range.lowerBound) * u
        }
      }
    }
    evaluator.evaluateOnce()
  }

  /// Evaluates the expression on about a million rows; draws get the same uniforms at every step,
  /// whose copy is a part of the time.
  public mutating func run() {
    let uniforms = uniforms
    for block in 0..<Self.blocksOfAMillion {
      evaluator.beginStep(elapsed: Double(block & 63), year: 2000)
      for draw in draws {
        evaluator.withUniforms(of: draw) { column in
          let source = uniforms.span
          for i in source.indices { column[i] = source[i] }
        }
      }
      evaluator.evaluate()
    }
  }
}

/// The names of a column loop.
private struct Columns: Scope {
  let names = ["x", "y"]

  func symbol(named name: String) -> Symbol? {
    names.firstIndex(of: name).map { Symbol(.input(InputID($0), .pathAndTime)) }
  }
}
