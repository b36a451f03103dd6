internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import GrowthCurves
internal import Results
internal import Scenarios
internal import Tables

/// How the program ends when it cannot do what was asked: one message and an exit code by class.
enum Failure {
  /// The exit codes of the manual page sysexits(3), and those of a shell for signals.
  enum Code: Int32 {
    case checkFailed = 1
    case usage = 64
    case badData = 65
    case missingInput = 66
    case tooMuch = 69
    case cannotCreate = 73
    case inputOutput = 74
    case interrupted = 130
    case terminated = 143
  }

  /// A message with its exit code.
  struct Message: Error {
    let code: Code
    let text: String
  }

  /// Prints what went wrong and ends the program.
  static func end(with error: any Error, as command: any ParsableCommand.Type) -> Never {
    let message = message(for: error)
    guard let message else {
      // Help, version and errors of usage: the parser knows what to print where.
      let code = command.exitCode(for: error)
      if code == .validationFailure {
        Terminal.writeError(command.fullMessage(for: error))
        Foundation.exit(Code.usage.rawValue)
      }
      if code.isSuccess {
        end(afterPrinting: command.fullMessage(for: error))
      }
      command.exit(withError: error)
    }
    if !message.text.isEmpty { Terminal.writeError(message.text) }
    Foundation.exit(message.code.rawValue)
  }

  /// Prints what was asked for, help or the version, and ends the program.
  private static func end(afterPrinting text: String) -> Never {
    do {
      if !text.isEmpty { try Terminal.write(text.hasSuffix("\n") ? text : text + "\n") }
    } catch {
      Terminal.writeError("standard output cannot be written")
      Foundation.exit(Code.inputOutput.rawValue)
    }
    Foundation.exit(0)
  }

  /// What is wrong with a scenario file.
  static func message(of error: ScenarioError) -> Message {
    switch error {
    case .unreadable(let failure):
      Message(code: .missingInput, text: "\(failure)")
    case .invalid(let invalid): Message(code: .badData, text: "\(invalid)")
    }
  }

  /// Ends the program with an error where more paths failed than a scenario allows; the result has
  /// been given.
  static func check(failedShare: Double, of scenario: Scenario) throws {
    guard failedShare > scenario.simulation.maximumFailedShare else { return }
    let percent = (failedShare * 1000).rounded() / 10
    throw Message(
      code: .badData,
      text: "\(scenario.file): \(percent) % of the paths have a value that is not a finite number, "
        + "more than `simulation.max_failed` allows; look at the expressions on those paths")
  }

  /// What is said when the work was stopped from outside.
  static func interrupted(_ consequence: String) -> Message {
    Message(
      code: Interruption.isTermination ? .terminated : .interrupted,
      text: "interrupted; \(consequence)")
  }

  private static func message(for error: any Error) -> Message? {
    switch error {
    case let message as Message: message
    case let error as ScenarioError: self.message(of: error)
    case let error as InvalidScenario: Message(code: .badData, text: "\(error)")
    case let error as RunRefusal:
      switch error {
      case .unknownCase: Message(code: .usage, text: "\(error)")
      case .tooMuchMemory, .tooManyPaths: Message(code: .tooMuch, text: "\(error)")
      }
    case let error as RunFolderError:
      if case .notARun = error {
        Message(code: .missingInput, text: "\(error)")
      } else {
        Message(code: .badData, text: "\(error)")
      }
    case let error as ComparisonRefusal: Message(code: .badData, text: "\(error)")
    case let error as ReplayRefusal:
      switch error {
      case .otherVersion: Message(code: .badData, text: "\(error)")
      case .pathOutside: Message(code: .usage, text: "\(error)")
      }
    case is RunFolders.Clash, is SolveRefusal, is UnknownTarget, is UnknownVariable,
      is UnknownOutput, is RangeError, is UnreadableRange:
      Message(code: .usage, text: "\(error)")
    case let error as AnalysisError:
      if case .tooMuchMemory = error {
        Message(code: .tooMuch, text: "\(error)")
      } else {
        Message(code: .badData, text: "\(error)")
      }
    case let error as DiscoveryRefusal:
      if case .noSuchBox = error {
        Message(code: .usage, text: "\(error)")
      } else {
        Message(code: .badData, text: "\(error)")
      }
    case let error as TableError:
      if case .file(let fault) = error {
        self.message(for: fault)
      } else {
        Message(code: .badData, text: "\(error)")
      }
    case let error as GrowthModelError: Message(code: .badData, text: "\(error)")
    case let error as FileError:
      switch error {
      case .cannotRead: Message(code: .missingInput, text: "\(error)")
      case .tooLarge: Message(code: .tooMuch, text: "\(error)")
      case .cannotWrite(_, .diskFull): Message(code: .inputOutput, text: "\(error)")
      case .cannotWrite, .noParentFolder: Message(code: .cannotCreate, text: "\(error)")
      }
    case let error as RobustnessRefusal: Message(code: .badData, text: "\(error)")
    case let error as SweepError:
      switch error {
      case .emptyList, .outside, .noTargets, .columnName: Message(code: .badData, text: "\(error)")
      case .tooManyPoints, .tooMuchWork: Message(code: .tooMuch, text: "\(error)")
      case .pointsOfGrid, .noPoints, .impossible, .nothingVaried:
        Message(code: .usage, text: "\(error)")
      }
    case let error as LedgerError: Message(code: code(of: error), text: "\(error)")
    case let error as UnwrittenFiles:
      self.message(for: error.fault).map { Message(code: $0.code, text: "\(error)") }
    case let error as MergeError:
      if case .missingShards = error {
        Message(code: .missingInput, text: "\(error)")
      } else {
        Message(code: .badData, text: "\(error)")
      }
    case is CancellationError: interrupted("nothing was written")
    default: nil
    }
  }

  private static func code(of error: LedgerError) -> Code {
    switch error {
    case .missing: .missingInput
    case .changed, .notALedger, .newer, .older, .corrupt, .cutOff, .fewerPaths,
      .otherStretches:
      .badData
    case .noFolder(.cannotWrite(_, .diskFull)): .inputOutput
    case .alreadyThere, .inUse, .noFolder, .cannotOpen: .cannotCreate
    case .diskFull, .inputOutput, .notKept: .inputOutput
    }
  }
}
