internal import Synchronization

/// The outputs of all paths, to which workers add their blocks.
final class PathRecord: Sendable {
  let outputs: [PathOutput]
  private let first: Int
  private let columns: Mutex<[[[Double]]]>

  init(_ outputs: [PathOutput], cases: Int, paths: Range<UInt64>) {
    self.outputs = outputs
    first = Int(paths.lowerBound)
    let column = [Double](repeating: 0, count: paths.count)
    columns = Mutex(
      Array(repeating: Array(repeating: column, count: outputs.count), count: cases))
  }

  /// Whether distances to thresholds are asked for.
  var keepsGaps: Bool {
    outputs.contains { if case .gap = $0 { true } else { false } }
  }

  /// For each case and output one number per path.
  var values: [[[Double]]] { columns.withLock { $0 } }

  /// Adds a block.
  func add(
    _ block: borrowing PathBlock, inCase index: Int, targets: TargetCheck, firstPath: Int,
    paths: Int
  ) {
    for (output, what) in outputs.enumerated() {
      let column = PathRecord.column(of: what, block, targets)
      // Nothing has failed, and nothing is written.
      if column.isEmpty { continue }
      columns.withLock { columns in
        for i in 0..<paths { columns[index][output][firstPath - first + i] = column[i] }
      }
    }
  }

  private static func column(
    of output: PathOutput, _ block: borrowing PathBlock, _ targets: TargetCheck
  ) -> [Double] {
    switch output {
    case .value(let indicator, let step):
      block.read(indicator, step) { row in row.indices.map { row[$0] } }
    case .isMet(let target, let deadline): targets.met[target][deadline].map(Double.init)
    case .gap(let target, let deadline): targets.gaps[target][deadline]
    case .hasFailed(let target, let deadline): targets.failed[target][deadline].map(Double.init)
    }
  }
}
