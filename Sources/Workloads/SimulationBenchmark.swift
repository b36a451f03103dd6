internal import Experiments
internal import Scenarios
public import Simulation

/// A simulated workload, compiled and ready to be timed.
public struct SimulationBenchmark: Sendable {
  /// What is simulated.
  public let workload: Workload
  private let compiled: CompiledScenario

  /// Compiles a workload.
  ///
  /// - Throws: what the compilation of its scenario file throws.
  /// - Precondition: the workload has a scenario.
  public init(_ workload: Workload) throws {
    guard let text = workload.scenario else { preconditionFailure("\(workload) has no scenario") }
    self.workload = workload
    let scenario = try Scenario(text: text, name: "\(workload).yaml")
    compiled = try CompiledScenario(scenario)
  }

  /// The units of work of a run: path-periods.
  ///
  /// - Returns: paths × periods × settings.
  public func units(paths: Int) -> Int { paths * workload.periods * workload.settings }

  /// Simulates.
  ///
  /// - Parameters:
  ///   - paths: the number of paths.
  ///   - workers: the number of threads.
  ///   - blockSize: the paths that are simulated at a time; the engine's own choice if nil.
  ///   - progress: called from any thread with the paths done so far; it returns whether to go on.
  /// - Returns: all statistics; of the paths done so far if `progress` said to stop.
  public func run(
    paths: Int, workers: Int, blockSize: Int? = nil,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> RunSummary {
    var options = Simulator.Options()
    options.workers = workers
    if let blockSize { options.blockSize = blockSize }
    options.keepsPace = false
    return Simulator(compiled.plan).run(paths: paths, options: options, progress: progress)
  }

  /// What of a run is not as other programs found it.
  ///
  /// - Parameters:
  ///   - summary: what ``run(paths:workers:blockSize:progress:)`` returned.
  ///   - references: what to compare with; those of the workload if nil.
  /// - Returns: nothing if all statistics agree.
  package func deviations(
    _ summary: RunSummary, from references: WorkloadReferences? = nil
  ) -> [Deviation] {
    WorkloadCheck(workload, references ?? .of(workload), compiled.plan, summary).deviations
  }

  /// The rows of `bands.csv` and `targets.csv`.
  func tables(_ summary: RunSummary) -> [UInt8] {
    BandRow.table.csv(BandRow.rows(compiled, summary))
      + TargetRow.table.csv(TargetRow.rows(compiled, summary))
  }
}
