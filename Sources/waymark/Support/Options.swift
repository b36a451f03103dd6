public import ArgumentParser
internal import Arguments
internal import Columns
internal import Foundation
public import Wording

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json
}

extension Language: ExpressibleByArgument {
  /// The language of a word on the command line.
  public init?(argument: String) { self.init(called: argument) }
}

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
      throw ValidationError(
        Phrase(
          "--isa \(rawValue): this processor has \(available)",
          "--isa \(rawValue)：此处理器具备 \(available)"))
    }
    InstructionSet.use(set)
  }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: ArgumentHelp(Phrase("Print nothing but the result.", "只输出结果。")))
  var quiet = false

  @Option(
    help: ArgumentHelp(Phrase("What to print: table, csv or json.", "输出形式：table、csv 或 json。")))
  var format = OutputFormat.table

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "Begin each CSV with the mark of UTF-8, by which Excel in Chinese Windows knows it.",
        "每个 CSV 以 UTF-8 标记（BOM）开头，中文 Windows 的 Excel 据此识别编码。")))
  var csvBom = false

  @Option(
    name: .customLong("language"),
    help: ArgumentHelp(
      Phrase(
        "The language of headings and sentences: en or zh; default: that of LC_ALL or LANG.",
        "标题和句子的语言：en 或 zh；默认依 LC_ALL 或 LANG。"),
      valueName: "language"))
  var givenLanguage: Language?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("Threads; default: all cores. No result depends on it.", "线程数；默认用全部核心。不影响任何结果。"),
      valueName: "n"),
    transform: spoken(WholeNumber.readAny))
  var workers: Int?

  @Flag(
    help: ArgumentHelp(
      Phrase("Show progress even where standard error is no terminal.", "标准错误不是终端时也显示进度。")))
  var progress = false

  @Option(
    help: ArgumentHelp(
      Phrase("The instruction set: auto, baseline, v3 or v4.", "指令集：auto、baseline、v3 或 v4。")))
  var isa = InstructionChoice.auto

  /// The language of headings and sentences.
  var language: Language {
    givenLanguage ?? Language(environment: ProcessInfo.processInfo.environment)
  }

  /// The number of threads.
  var workerCount: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError(
        Phrase(
          "--workers must be between 1 and 1024, found \(workers)",
          "--workers 必须在 1 与 1024 之间，实为 \(workers)"))
    }
    try isa.take()
  }
}
