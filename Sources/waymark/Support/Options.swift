public import ArgumentParser
internal import Arguments
internal import Columns
internal import Foundation
public import Wording

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

extension Language: ExpressibleByArgument {}

/// The instruction set whose loops are used.
enum InstructionChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, baseline, v3, v4

  /// Takes the loops of the set; refuses what this processor does not have.
  func take() throws {
    let set: InstructionSet
    switch self {
    case .auto: return
    case .baseline: set = .baseline
    case .v3: set = .v3
    case .v4: set = .v4
    }
    guard InstructionSet.available.contains(set) else {
      let available = InstructionSet.available.map { "\($0)" }.joined(separator: ", ")
      throw ValidationError("--isa \(rawValue): this processor has \(available)")
    }
    InstructionSet.use(set)
  }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print nothing but the result.")
  var quiet = false

  @Option(help: "What to print: table, csv or json.")
  var format = OutputFormat.table

  @Option(
    name: .customLong("language"),
    help: ArgumentHelp(
      "The language of headings and sentences: en or zh; default: that of LC_ALL or LANG.",
      valueName: "language"))
  var givenLanguage: Language?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; default: all cores. No result depends on it.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Show progress even where standard error is no terminal.")
  var progress = false

  @Option(help: "The instruction set: auto, baseline, v3 or v4.")
  var isa = InstructionChoice.auto

  /// The language of headings and sentences.
  var language: Language {
    givenLanguage ?? Language(environment: ProcessInfo.processInfo.environment)
  }

  /// The number of threads.
  var workerCount: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers must be between 1 and 1024, found \(workers)")
    }
    try isa.take()
  }
}
