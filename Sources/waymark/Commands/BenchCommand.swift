public import ArgumentParser
public import Experiments
internal import Kernels
internal import Simulation

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "The standard workloads on this machine: how fast, and whether right.",
    discussion: """
      W1a: one output, 60 periods. W1: three indicators. W2: 10,000 fits. W3: a sweep of 1,000 settings.
      Each is timed from the compiled scenario to all statistics in memory, random numbers included.

      Example:
        waymark bench --workload W1a --workers 1 --repeat 5
      """)

  @Option(help: ArgumentHelp("Only this workload; may be repeated.", valueName: "W1a|W1|W2|W3"))
  var workload: [Workload] = []

  @Option(name: .customLong("repeat"), help: ArgumentHelp("Runs of each.", valueName: "n"))
  var repetitions = 3

  @Option(help: ArgumentHelp("Paths instead of the workload's own.", valueName: "n"))
  var paths: Int?

  @OptionGroup var common: CommonOptions

  func run() throws {
    for workload in workload.isEmpty ? Workload.allCases.filter({ $0 != .W2 }) : workload {
      let benchmark = try SimulationBenchmark(workload)
      let paths = paths ?? workload.defaultPaths
      for _ in 0..<repetitions {
        let clock = ContinuousClock()
        let time = clock.measure { _ = benchmark.run(paths: paths, workers: common.workerCount) }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        try Terminal.write(
          "\(workload),\(common.workerCount),\(seconds),\(seconds * 1e9 / Double(benchmark.units(paths: paths)))\n"
        )
      }
    }
  }
}

extension Workload: ExpressibleByArgument {}
