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
        Terminal.writeError(said(error, by: command))
        Foundation.exit(ExitClass.usage.rawValue)
      }
      if code.isSuccess {
        end(afterPrinting: said(error, by: command))
      }
      command.exit(withError: error)
    }
    let text = refusal.phrase(.spoken)
    if !text.isEmpty { Terminal.writeError(text) }
    Foundation.exit(refusal.exit.rawValue)
  }

  /// What the parser says to an error, or to the wish for help or the version.
  private static func said(_ error: any Error, by command: any ParsableCommand.Type) -> String {
    guard Language.spoken == .zh, !asksForJSON else {
      return withAdvice(command.fullMessage(for: error))
    }
    let message = withAdvice(command.fullMessage(for: error, columns: ParserText.unbroken))
    return ParserText.chinese(message, width: Terminal.width)
  }

  /// Whether the parser's help is wanted as JSON, for manual pages.
  private static var asksForJSON: Bool {
    CommandLine.arguments.contains("--experimental-dump-help")
  }

  /// The message of an option that there is not, with what was probably meant.
  private static func withAdvice(_ message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first else { return message }
    lines[0] = OptionName.advised(first, among: ["--help", "--version"])
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
    let isOutOfTime = Interruption.exit == .tooMuch
    return Message(
      code: Interruption.exit,
      text: (isOutOfTime
        ? Phrase(
          "the processor time is used up (ulimit -t); raise the limit, or ask for less: fewer --paths; ",
          "处理器时间已用尽（ulimit -t）；请放宽限制，或减少要求：更少的 --paths；")
        : Phrase("interrupted; ", "已中断；")) + consequence)
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
