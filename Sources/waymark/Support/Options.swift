public import ArgumentParser
internal import Foundation
public import Reports

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

extension Language: ExpressibleByArgument {}

/// The instruction sets that a build may use.
enum InstructionSet: String, ExpressibleByArgument, CaseIterable {
  case auto, baseline, v3, v4

  /// Refuses what this build does not have.
  func check() throws {
    guard self == .v3 || self == .v4 else { return }
    throw Failure.Message(
      code: .usage,
      text: "--isa \(rawValue): this build has one set of kernels, which runs on any CPU; "
        + "take auto or baseline")
  }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print nothing but the result.")
  var quiet = false

  @Option(help: "What to print: table, csv or json.")
  var format = OutputFormat.table

  @Option(help: "The language of headings and sentences: en or zh.")
  var language = Language.en

  @Option(
    help: ArgumentHelp("Threads; default: all cores. No result depends on it.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Show progress even where standard error is no terminal.")
  var progress = false

  @Option(help: "The instruction set: auto, baseline, v3 or v4.")
  var isa = InstructionSet.auto

  /// The number of threads.
  var workerCount: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers must be between 1 and 1024, found \(workers)")
    }
    try isa.check()
  }
}
