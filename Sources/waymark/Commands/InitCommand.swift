internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Scenarios
internal import Tables
internal import Wording

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Phrase(
      "Writes a scenario file to begin with.",
      "写出一个可以开始使用的情景文件。")(.spoken),
    discussion: Phrase(
      """
      In a terminal it asks for what no option says; elsewhere options must say it. The file is in order
      and can be run, and its comments tell how to go on. A file that is there is not written over.

      Example:
        waymark init firms.yaml --indicator "High-tech firms" --kind firms --unit firms --point 120@2015 --point 405@2020 --target 800 --deadline 2025
      """,
      """
      在终端中会询问选项未给出的内容；否则须由选项给出。写出的文件没有问题，可直接运行，其中的注释
      说明下一步怎么做。已有的文件不会被覆盖。

      示例：
        waymark init firms.yaml --indicator "High-tech firms" --kind firms --unit firms --point 120@2015 --point 405@2020 --target 800 --deadline 2025
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The file to write; default: the name of the indicator.", "要写的文件；默认用指标的名称。"),
      valueName: "file"),
    completion: .file())
  var file: String?

  @Option(help: ArgumentHelp(Phrase("What grows, in words.", "增长的是什么，用文字说明。"), valueName: "name"))
  var indicator: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What it is: count (whole things), output (a continuous quantity), or firms, certified_firms, "
          + "stations, subscribers, users or patents, whose past answers.",
        "属于哪一类：count（整数计数）、output（连续量），或由同类历史回答的 firms、certified_firms、stations、subscribers、users、patents。"
      ), valueName: "kind"))
  var kind: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("Its unit, such as firms, km or bn yuan/year.", "单位，如 firms、km 或 bn yuan/year。"),
      valueName: "unit"))
  var unit: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Phrase("What was observed; may be repeated.", "观测值；可重复给出。"), valueName: "value@date"))
  var point: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("What is to be reached.", "要达到的值。"), valueName: "value"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      Phrase("When: 2025, 2025-Q3 or 2025-06.", "何时：2025、2025-Q3 或 2025-06。"), valueName: "date"))
  var deadline: String?

  @Option(help: ArgumentHelp(Phrase("Where the numbers come from.", "数据来源。"), valueName: "words"))
  var source: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let kind, !Question.kinds.contains(kind) {
      throw ValidationError(
        Phrase(
          "--kind must be one of \(Question.kinds.joined(separator: ", ")), found \(kind)",
          "--kind 必须是 \(Question.kinds.joined(separator: "、")) 之一，实为 \(kind)"))
    }
    do {
      for point in point { try StartingFile.check(point: point) }
      if let target { try StartingFile.check(point: "\(target)@\(deadline ?? "2000")") }
      if target == nil, let deadline { try StartingFile.check(point: "1@\(deadline)") }
    } catch {
      throw ValidationError(error.phrase)
    }
  }

  func run() throws {
    // A name that is taken is no matter for questions.
    if let file { try checkFree(file) }
    let start = try Terminal.inputIsTerminal ? asked() : given()
    let file = file ?? start.name + ".yaml"
    try checkFree(file)
    let (folder, name) = PathParts.split(file)
    let text: String
    do {
      text = try start.text(file: file, language: common.language)
    } catch {
      throw Failure.Message(code: .usage, text: error.phrase)
    }
    // Units and dates are judged as those of any scenario.
    _ = try Unwritten.read(.start) { try CompiledScenario(Scenario(text: text, name: file)) }
    do throws(FileError) {
      try NewFile.write([(name, Array(text.utf8))], in: folder)
    } catch {
      // One may have come while the questions were answered.
      throw error.isTaken ? isThere(file) : error
    }
    guard !common.quiet else { return }
    let word = ShellWord.file(file)
    try Terminal.write(
      "\(file)\n" + say("next: waymark run \(word)", "下一步：waymark run \(word)") + "\n")
  }

  private func checkFree(_ file: String) throws {
    if FileReading.stands(at: file) { throw isThere(file) }
  }

  private func isThere(_ file: String) -> any Error {
    Failure.Message(
      code: .cannotCreate,
      text: Phrase(
        "\(file): is there already; give another name, or remove it first",
        "\(file)：已存在；请换一个名称，或先删去它"))
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(common.language)
  }

  // MARK: Options alone

  private func given() throws -> StartingFile {
    let missing =
      (indicator == nil ? ["--indicator"] : []) + (point.isEmpty ? ["--point"] : [])
      + (target == nil ? ["--target"] : []) + (deadline == nil ? ["--deadline"] : [])
    guard let indicator, let target, let deadline, missing.isEmpty else {
      throw Failure.Message(
        code: .usage,
        text: Phrase(
          "standard input is no terminal to ask in; add \(missing.joined(separator: ", "))",
          "标准输入不是可以提问的终端；请加上 \(missing.joined(separator: "、"))"))
    }
    return file(indicator, points: point, target: target, deadline: deadline)
  }

  private func file(
    _ indicator: String, points: [String], target: String, deadline: String
  ) -> StartingFile {
    var start = StartingFile(
      indicator: indicator, points: points, target: target, deadline: deadline)
    start.unit = unit
    start.kind = kind ?? "output"
    start.source = source
    return start
  }

  // MARK: Questions

  private func asked() throws -> StartingFile {
    let indicator = try indicator ?? ask("What grows?", "增长的是什么？")
    let kind =
      try kind
      ?? ask(
        "What is it: \(Question.kinds.joined(separator: ", "))?",
        "属于哪一类：\(Question.kinds.joined(separator: "、"))？", orElse: "output"
      ) { kind in
        guard Question.kinds.contains(kind) else {
          throw ValidationError(say("'\(kind)' is none of them", "“\(kind)”不在其中"))
        }
      }
    let unit = try unit ?? ask("In which unit? (may be empty)", "单位？（可空）", orElse: "")
    var points = point
    if points.isEmpty {
      points.append(
        try ask("A value and its date, as in 120@2015:", "一个观测值及日期，如 120@2015：") {
          try StartingFile.check(point: $0)
        })
      let second = try ask(
        "A later one, as in 405@2020: (may be empty)", "其后的一个，如 405@2020：（可空）", orElse: ""
      ) { try StartingFile.check(point: $0) }
      if !second.isEmpty { points.append(second) }
    }
    let target =
      try target
      ?? ask("What is to be reached, as in 800?", "目标值，如 800？") {
        try StartingFile.check(point: "\($0)@2000")
      }
    let deadline =
      try deadline
      ?? ask("By when, as in 2025?", "何时达到，如 2025？") {
        try StartingFile.check(point: "1@\($0)")
      }
    let source =
      try source
      ?? ask("Where do the numbers come from? (may be empty)", "数据来源？（可空）", orElse: "")
    var start = file(indicator, points: points, target: target, deadline: deadline)
    start.kind = kind
    start.unit = unit
    start.source = source
    return start
  }

  /// Asks until an answer will do.
  private func ask(
    _ english: String, _ chinese: String, orElse usual: String? = nil,
    check: (String) throws -> Void = { _ in }
  ) throws -> String {
    while true {
      let hint = usual.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
      Terminal.ask(say(english, chinese) + hint + " ")
      guard let line = readLine() else {
        throw Failure.Message(
          code: .usage,
          text: Phrase("\nthe answers ended early; nothing was written", "\n回答提前结束；没有写入任何结果"))
      }
      let answer = String(line.drop { $0 == " " }.trimmingBlanks)
      if answer.isEmpty {
        if let usual { return usual }
        continue
      }
      do {
        try check(answer)
        return answer
      } catch {
        let unreadable = error as? Question.Unreadable
        Terminal.writeError(unreadable.map { $0.phrase(common.language) } ?? "\(error)")
      }
    }
  }
}
