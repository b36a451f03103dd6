internal import ArgumentParser
internal import Arguments
internal import Foundation
internal import Scenarios
internal import Tables
internal import Wording

/// How the program ends when it cannot do what was asked: one message and an exit code by class.
enum Failure {
  /// A message with its exit code.
  struct Message: Refusal {
    let exit: ExitClass
    let phrase: Phrase

    init(code: ExitClass, text: Phrase) {
      exit = code
      phrase = text
    }
  }

  /// Prints what went wrong and ends the program.
  static func end(with error: any Error, as command: any ParsableCommand.Type) -> Never {
    if let request = error as? CompletionRequest {
      end(afterPrinting: command.completionScript(for: request.shell))
    }
    guard let refusal = refusal(error) else {
      // Help, version and errors of usage: the parser knows what to print where.
      let code = command.exitCode(for: error)
      if code == .validationFailure {
        Terminal.writeError(labelled(withAdvice(command.fullMessage(for: error))))
        Foundation.exit(ExitClass.usage.rawValue)
      }
      if code.isSuccess {
        end(afterPrinting: labelled(command.fullMessage(for: error)))
      }
      command.exit(withError: error)
    }
    let text = refusal.phrase(.spoken)
    if !text.isEmpty { Terminal.writeError(text) }
    Foundation.exit(refusal.exit.rawValue)
  }

  /// The labels of the parser's own.
  private static let labels = [
    Phrase("OVERVIEW: ", "简介："), Phrase("USAGE: ", "用法："), Phrase("ARGUMENTS:", "参数："),
    Phrase("OPTIONS:", "选项："), Phrase("SUBCOMMANDS:", "子命令："), Phrase("Error: ", "错误："),
    Phrase("Usage: ", "用法："),
  ]

  /// A text of the parser with its labels in the language of help.
  private static func labelled(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let label = labels.first(where: { line.hasPrefix($0.english) }) else {
        return String(line)
      }
      return label(.spoken) + line.dropFirst(label.english.count)
    }.joined(separator: "\n")
  }

  /// The message of an option that there is not, with those that the parser does not think of: its own.
  private static func withAdvice(_ message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let lead = "Error: Unknown option '"
    guard let first = lines.first, first.hasPrefix(lead), first.hasSuffix("'"),
      let meant = OptionName.nearest(
        String(first.dropFirst(lead.count).dropLast()), among: ["--help", "--version"])
    else { return message }
    lines[0] = first + ". Did you mean '\(meant)'?"
    return lines.joined(separator: "\n")
  }

  /// Prints what was asked for, help or the version, and ends the program.
  private static func end(afterPrinting text: String) -> Never {
    do {
      if !text.isEmpty { try Terminal.write(text.hasSuffix("\n") ? text : text + "\n") }
    } catch {
      Terminal.writeError(Terminal.unwritable(.spoken))
      Foundation.exit(ExitClass.inputOutput.rawValue)
    }
    Foundation.exit(0)
  }

  /// Ends the program with an error where more paths failed than a scenario allows; the result has
  /// been given.
  static func check(failedShare: Double, of scenario: Scenario) throws {
    guard failedShare > scenario.simulation.maximumFailedShare else { return }
    let percent = (failedShare * 1000).rounded() / 10
    throw Message(
      code: .badData,
      text: Phrase(
        "\(scenario.file): \(percent) % of the paths have a value that is not a finite number, "
          + "more than `simulation.max_failed` allows; look at the expressions on those paths",
        "\(scenario.file)：\(percent) % 的路径含有非有限数值，超过 `simulation.max_failed` 允许的份额；请检查这些路径上的表达式"))
  }

  /// What is said when the work was stopped from outside.
  static func interrupted(_ consequence: Phrase) -> Message {
    Message(
      code: Interruption.isTermination ? .terminated : .interrupted,
      text: Phrase("interrupted; \(consequence.english)", "已中断；\(consequence.chinese)"))
  }

  /// Every error of ours says how it ends; an interruption is the one that only the program knows.
  private static func refusal(_ error: any Error) -> (any Refusal)? {
    error is CancellationError
      ? interrupted(Phrase("nothing was written", "没有写入任何结果")) : error as? any Refusal
  }
}

/// The wish for the script with which a shell completes the commands of the program.
struct CompletionRequest: Error {
  let shell: CompletionShell
}
