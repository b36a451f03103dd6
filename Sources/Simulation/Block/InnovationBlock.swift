internal import Columns
internal import Plans
internal import Random
internal import SpecialFunctions

/// The normal innovations of one block of paths, drawn once for all cases.
struct InnovationBlock {
  private let plan: InnovationPlan
  private let keys: [Int: StreamKey]
  /// For each indicator with noise one column per step; empty for the others.
  private var columns: [[[Double]]]
  private var own: [[Double]]

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
  }

  /// Draws the block that begins with a path; a log takes down those of one path.
  mutating func draw(firstPath: UInt64, log: DrawLog? = nil) {
    for indicator in plan.independent {
      for step in columns[indicator].indices {
        drawNormals(of: indicator, step: step, firstPath, into: &columns[indicator][step], log)
      }
    }
    for component in plan.components { draw(component, firstPath: firstPath, log) }
  }

  /// The innovations of an indicator, by step.
  func innovations(of indicator: Int) -> InnovationColumns {
    InnovationColumns(columns: columns[indicator])
  }

  private func drawNormals(
    of indicator: Int, step: Int, _ firstPath: UInt64, into column: inout [Double],
    _ log: DrawLog?
  ) {
    guard let key = keys[indicator] else { return }
    var span = column.mutableSpan
    key.fill(&span, firstPath: firstPath, step: UInt32(step))
    StandardNormal.quantiles(&span)
    log?.noteInnovation(of: indicator, .innovation, key, step: step, column)
  }

  /// z = L ε, row by row.
  private mutating func draw(
    _ component: InnovationPlan.Component, firstPath: UInt64, _ log: DrawLog?
  ) {
    let members = component.indicators
    for step in columns[members[0]].indices {
      for (row, indicator) in members.enumerated() {
        drawNormals(of: indicator, step: step, firstPath, into: &own[row], log)
      }
      for (row, indicator) in members.enumerated() {
        InnovationBlock.combine(
          own, factor: component.factor[row], count: row + 1, into: &columns[indicator][step])
        if let log, let key = keys[indicator] {
          log.noteInnovation(of: indicator, .correlated, key, step: step, columns[indicator][step])
        }
      }
    }
  }

  /// The sum of the first columns, each times its factor.
  private static func combine(
    _ own: [[Double]], factor: [Double], count: Int, into column: inout [Double]
  ) {
    for i in column.indices { column[i] = 0 }
    for term in 0..<count {
      let weight = factor[term]
      if weight == 0 { continue }
      let values = own[term]
      for i in column.indices { column[i] += weight * values[i] }
    }
  }
}

/// The innovations of one indicator, by step.
struct InnovationColumns {
  fileprivate let columns: [[Double]]

  /// The innovations of a period, one per path.
  func column(_ step: Int) -> [Double] { columns[step] }
}
