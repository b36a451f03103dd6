internal import Designs
internal import Plans
internal import Simulation
internal import SpecialFunctions

/// Runs of one case in which factors come from a design: numbers of the unit cube in, a number for
/// each row out.
struct DesignedRuns {
  private let plan: SimulationPlan
  private let factors: ScenarioFactors
  private let output: ModelOutput
  private let pathOutput: PathOutput
  /// How many paths stand for a row: 1, or a multiple of 256.
  private let pathsPerRow: Int
  /// How many groups of rows, row i in group i modulo this number, have noise of their own where
  /// several paths stand for a row: those that an interval takes for independent.
  private let noiseGroups: Int
  private let options: Simulator.Options

  /// The paths whose outputs stand in memory at a time.
  private static let slice = 1 << 20

  init(
    _ subject: AnalysedCase, pathsPerRow: Int, noiseGroups: Int, options: Simulator.Options
  ) {
    factors = subject.factors
    output = subject.output
    self.pathsPerRow = pathsPerRow
    self.noiseGroups = noiseGroups
    self.options = options
    switch subject.output {
    case .indicator:
      plan = subject.plan
      pathOutput = subject.output.pathOutput
    case .target(let row):
      // No more than the target takes is simulated, in which it has another place.
      plan = subject.plan.restricted(toTargets: [row.target])
      let places = subject.plan.withMembers([row.target]).sorted()
      pathOutput = .isMet(
        target: places.firstIndex(of: row.target) ?? 0, deadline: row.deadline)
    }
  }

  /// What the model makes of each row: of one path the number itself; of several the logit of the
  /// share that meets a target, or the mean value of an indicator.
  ///
  /// - Parameters:
  ///   - points: a column for each stream of the factors.
  ///   - rows: the number of rows, which points without columns do not know.
  ///   - firstNoisePath: the path that noise is taken from, for the first row.
  ///   - progress: called with the paths done; returns whether to go on.
  /// - Returns: one number per row, and the paths on which it is not a finite number: a target is
  ///   missed on them.
  /// - Throws: `CancellationError`.
  func outcomes(
    _ points: UnitPoints, rows: Int, firstNoisePath: UInt64,
    progress: @escaping @Sendable (Int) -> Bool
  ) throws -> (outcomes: [Double], failed: Int) {
    var failed = 0
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
        [pathOutput] + [pathOutput.failure].compactMap(\.self), paths: range.count * pathsPerRow,
        design: design,
        options: options,
        progress: { progress(done + $0) })
      guard let values else { throw CancellationError() }
      outcomes += reduced(values[0][0], rows: range.count)
      failed +=
        values[0].count > 1
        ? values[0][1].count { $0 == 1 } : values[0][0].count { !$0.isFinite }
    }
    return (outcomes, failed)
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
