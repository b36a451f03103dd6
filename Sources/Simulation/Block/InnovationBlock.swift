internal import Columns
internal import Plans
internal import Random

/// The normal innovations of one block of paths, drawn once for all cases.
struct InnovationBlock {
  private let plan: InnovationPlan
  private let keys: [Int: StreamKey]
  /// For each indicator with noise one column per step; empty for the others.
  private var columns: [[[Double]]]
  private var own: [[Double]]
  private var sum: [Double]

  init(_ plan: SimulationPlan, paths: Int) {
    self.plan = plan.innovations
    let zeros = [Double](repeating: 0, count: paths)
    // A forecaster looks to the end of the running year, which may lie after the grid, and the model
    // of a total runs ahead of the grid.
    let years = plan.hasTotals ? 2 : 1
    let steps = plan.grid.count + years * plan.grid.stepsPerYear
    let noisy = plan.innovations.independent + plan.innovations.components.flatMap(\.indicators)
    columns = Array(repeating: [], count: plan.indicators.count)
    var keys: [Int: StreamKey] = [:]
    for indicator in noisy {
      columns[indicator] = Array(repeating: zeros, count: steps)
      keys[indicator] = plan.streams.key(plan.indicators[indicator].innovationStream)
    }
    self.keys = keys
    let widest = plan.innovations.components.map(\.indicators.count).max() ?? 0
    own = Array(repeating: zeros, count: widest)
    sum = zeros
  }

  /// Draws the block that begins with a path; a log takes down those of one path.
  mutating func draw(firstPath: UInt64, log: DrawLog? = nil) {
    let keys = keys
    for indicator in plan.independent {
      guard let key = keys[indicator] else { continue }
      for step in columns[indicator].indices {
        Self.drawNormals(
          of: indicator, key, step: step, firstPath, into: &columns[indicator][step], log)
      }
    }
    for component in plan.components { draw(component, firstPath: firstPath, log) }
  }

  /// The innovations of an indicator, by step.
  func innovations(of indicator: Int) -> InnovationColumns {
    InnovationColumns(columns: columns[indicator])
  }

  private static func drawNormals(
    of indicator: Int, _ key: StreamKey, step: Int, _ firstPath: UInt64,
    into column: inout [Double], _ log: DrawLog?
  ) {
    var span = column.mutableSpan
    key.fillInnovations(&span, firstPath: firstPath, step: UInt32(step))
    log?.noteInnovation(of: indicator, .innovation, key, step: step, column)
  }

  /// z = L ε, row by row.
  ///
  /// A row that begins as the one before goes on from its sum, which gives the same bits and takes as many
  /// steps as there are indicators where all are tied alike.
  private mutating func draw(
    _ component: InnovationPlan.Component, firstPath: UInt64, _ log: DrawLog?
  ) {
    let members = component.indicators
    for step in columns[members[0]].indices {
      for (row, indicator) in members.enumerated() {
        guard let key = keys[indicator] else { continue }
        Self.drawNormals(of: indicator, key, step: step, firstPath, into: &own[row], log)
      }
      for i in sum.indices { sum[i] = 0 }
      for (row, indicator) in members.enumerated() {
        let factor = component.factor[row]
        if component.goesOn[row] {
          Self.add(own[row - 1], times: factor[row - 1], to: &sum)
        } else {
          for i in sum.indices { sum[i] = 0 }
          for term in 0..<row { Self.add(own[term], times: factor[term], to: &sum) }
        }
        columns[indicator][step].assign(sum)
        Self.add(own[row], times: factor[row], to: &columns[indicator][step])
        if let log, let key = keys[indicator] {
          log.noteInnovation(of: indicator, .correlated, key, step: step, columns[indicator][step])
        }
      }
    }
  }

  private static func add(
    _ values: [Double], times weight: Double, to column: inout [Double]
  ) {
    if weight == 0 { return }
    for i in column.indices { column[i] += weight * values[i] }
  }
}

/// The innovations of one indicator, by step.
struct InnovationColumns {
  fileprivate let columns: [[Double]]

  /// The innovations of a period, one per path.
  func column(_ step: Int) -> [Double] { columns[step] }
}
