internal import Scenarios
public import Simulation

/// A simulated workload, compiled and ready to be timed.
public struct SimulationBenchmark: Sendable {
  /// What is simulated.
  public let workload: Workload
  private let compiled: CompiledScenario

  /// Compiles a workload.
  ///
  /// - Parameter workload: any but W2.
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
  /// - Parameter paths: the number of paths.
  /// - Returns: paths × periods × settings.
  public func units(paths: Int) -> Int { paths * workload.periods * workload.settings }

  /// Simulates.
  ///
  /// - Parameters:
  ///   - paths: the number of paths.
  ///   - workers: the number of threads.
  /// - Returns: all statistics.
  public func run(paths: Int, workers: Int) -> RunSummary {
    var options = Simulator.Options()
    options.workers = workers
    options.keepsPace = false
    return Simulator(compiled.plan).run(paths: paths, options: options)
  }
}
