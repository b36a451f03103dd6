internal import Designs
internal import Simulation
internal import SpecialFunctions

/// Runs of one case in which factors come from a design: numbers of the unit cube in, a number for
/// each row out.
struct DesignedRuns {
  let plan: SimulationPlan
  let factors: ScenarioFactors
  let output: ModelOutput
  /// How many paths stand for a row: 1, or a multiple of 256.
  let pathsPerRow: Int
  /// How many groups of rows, row i in group i modulo this number, have noise of their own where
  /// several paths stand for a row: those that an interval takes for independent.
  let noiseGroups: Int
  let options: Simulator.Options

  /// The paths whose outputs stand in memory at a time.
  private static let slice = 1 << 20

  /// What the model makes of each row: of one path the number itself; of several the logit of the
  /// share that meets a target, or the mean value of an indicator.
  ///
  /// - Parameters:
  ///   - points: a column for each stream of the factors.
  ///   - rows: the number of rows, which points without columns do not know.
  ///   - firstNoisePath: the path that noise is taken from, for the first row.
  ///   - progress: called with the paths done; returns whether to go on.
  /// - Returns: one number per row.
  /// - Throws: `CancellationError`.
  func outcomes(
    _ points: UnitPoints, rows: Int, firstNoisePath: UInt64,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws -> [Double] {
    var outcomes: [Double] = []
    outcomes.reserveCapacity(rows)
    let slice = max(1, DesignedRuns.slice / pathsPerRow / noiseGroups) * noiseGroups
    for start in stride(from: 0, to: rows, by: slice) {
      let range = start..<min(start + slice, rows)
      var uniforms: [String: [Double]] = [:]
      for (stream, column) in zip(factors.streams, points.columns) {
        uniforms[stream] = Array(column[range])
      }
      let offset = pathsPerRow == 1 ? UInt64(start) : 0
      let design = PathDesign(
        uniforms: uniforms, pathsPerRow: pathsPerRow, noiseGroups: noiseGroups,
        firstNoisePath: firstNoisePath + offset)
      let done = start * pathsPerRow
      let values = Simulator(plan).outputs(
        [output.pathOutput], paths: range.count * pathsPerRow, design: design, options: options,
        progress: { progress(done + $0) })
      guard let values else { throw CancellationError() }
      outcomes += reduced(values[0][0], rows: range.count)
    }
    return outcomes
  }

  private func reduced(_ values: [Double], rows: Int) -> [Double] {
    guard pathsPerRow > 1 else { return values }
    let paths = Double(pathsPerRow)
    return (0..<rows).map { row in
      let sum = values[row * pathsPerRow..<(row + 1) * pathsPerRow].reduce(0, +)
      switch output {
      case .indicator: return sum / paths
      case .target: return DesignedRuns.logit(sum, of: paths)
      }
    }
  }

  /// The logit of a share of paths; half a path is added to both sides, so that none and all have
  /// one too.
  static func logit(_ met: Double, of paths: Double) -> Double {
    Elementary.log((met + 0.5) / (paths - met + 0.5))
  }
}
