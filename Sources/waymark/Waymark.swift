internal import ArgumentParser
internal import Arguments
internal import Foundation
internal import LinearAlgebra
internal import Results
internal import Tables
internal import Wording

/// The command-line program: arguments become one call, its answer text, files and an exit code.
@main
struct Waymark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract: Phrase(
      "How likely is a growth target? Simulates scenarios of industrial growth.",
      "增长目标有多大可能实现？模拟产业增长的各种情景。")(.spoken),
    discussion: Phrase(
      """
      Example:
        waymark run scenarios/luohu-high-tech.yaml

      Exit codes:
      \(ExitCodes.text)

      Environment:
        LC_ALL, LC_MESSAGES, LANG  the language without --language: zh… or English
        NO_COLOR                   no colour on a terminal either
        CLICOLOR_FORCE             colour even where output is no terminal
        COLUMNS                    the width of lines where output is no terminal
      """,
      """
      示例：
        waymark run scenarios/luohu-high-tech.yaml

      退出码：
      \(ExitCodes.text)

      环境变量：
        LC_ALL, LC_MESSAGES, LANG  没有 --language 时的语言：zh… 为中文，否则为英文
        NO_COLOR                   终端上也不用颜色
        CLICOLOR_FORCE             输出不是终端时也用颜色
        COLUMNS                    输出不是终端时一行的宽度
      """)(.spoken),
    version: BuiltFrom.text,
    subcommands: [
      RunCommand.self, ExploreCommand.self, ReplayCommand.self, CompareCommand.self,
      AskCommand.self,
      ReportCommand.self, InitCommand.self, ValidateCommand.self, FitCommand.self,
      ForecastCommand.self, BacktestCommand.self, SweepCommand.self, MergeCommand.self,
      SolveCommand.self, SensitivityCommand.self, DiscoverCommand.self, RobustnessCommand.self,
      TrackCommand.self,
      SchemaCommand.self, CompletionCommand.self, BenchCommand.self,
    ])

  static func main() {
    BLAS.useOneThread()
    let isLimited = AddressSpace.limit != nil || AddressSpace.dataLimit != nil
    OutOfMemory.listen(isLimited: isLimited)
    let isGuarded = Interruption.listen()
    do {
      try ArgumentText.check()
      try checkName(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot()
      if isLimited {
        try AddressSpace.check(limit: AddressSpace.limit, dataLimit: AddressSpace.dataLimit)
        BLAS.useOneBuffer()
      }
      try StackSize.check(limit: StackSize.limit)
      try FileDescriptors.check(free: FileDescriptors.free)
      try ThreadLimit.check(isOneMade: isGuarded)
      try command.run()
    } catch {
      Failure.end(with: error, as: self)
    }
  }

  /// Refuses a command that there is not.
  private static func checkName(_ arguments: [String]) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let problem = CommandName.problem(arguments, commands: names) {
      FileManager.default.fileExists(atPath: $0)
    }
    if let problem { throw ValidationError(problem) }
  }
}
