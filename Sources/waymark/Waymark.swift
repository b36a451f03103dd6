internal import ArgumentParser
internal import LinearAlgebra
internal import Results
internal import Wording

/// The command-line program: arguments become one call, its answer text, files and an exit code.
@main
struct Waymark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract: Phrase(
      "How likely is a growth target? Simulates scenarios of industrial growth.",
      "增长目标有多大可能实现？模拟产业增长的各种情景。")(.ofHelp),
    discussion: Phrase("Example:", "示例：")(.ofHelp) + """

        waymark run scenarios/luohu-high-tech.yaml
      """,
    version: "waymark \(RunManifest.version)",
    subcommands: [
      RunCommand.self, ReplayCommand.self, CompareCommand.self, AskCommand.self,
      ValidateCommand.self, FitCommand.self,
      ForecastCommand.self, BacktestCommand.self, SweepCommand.self, MergeCommand.self,
      SolveCommand.self, SensitivityCommand.self, DiscoverCommand.self, RobustnessCommand.self,
      BenchCommand.self,
    ])

  static func main() {
    BLAS.useOneThread()
    Interruption.listen()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Failure.end(with: error, as: self)
    }
  }
}
