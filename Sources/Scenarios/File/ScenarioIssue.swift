public import Tables
public import Wording

/// One thing that is wrong in a scenario file, with what to do about it.
public struct ScenarioIssue: Hashable, Sendable {
  /// Where it stands.
  public let place: SourcePlace
  /// The way to it from the root of the file, as in `indicators.revenue.growth.ceiling`; empty for
  /// the file as a whole.
  public let path: String
  /// What is wrong.
  public let problem: Phrase
  /// What to do; nil where the problem says it.
  public let advice: Phrase?
  /// The line of the file with a caret under the place.
  public let snippet: String

  /// One line: place, path, problem, advice.
  public var headline: Phrase {
    Phrase("\(place.file):\(place.line):\(place.column): ") + statement
  }

  /// The headline without the place, which depends on how the user named the file.
  public var statement: Phrase {
    let sentence = advice.map { problem + .semicolon + $0 } ?? problem
    return path.isEmpty ? sentence : Phrase(path) + .colon + sentence
  }
}

/// A scenario file that breaks rules: all of them at once, in the order of the file.
public struct InvalidScenario: Refusal, Hashable, Sendable {
  /// The file that was asked for.
  public let file: String
  /// What is wrong, at least one.
  public let issues: [ScenarioIssue]

  /// More issues than this are counted, not printed.
  private static let printedAtMost = 100

  /// The whole report for people.
  public var phrase: Phrase {
    var text = Phrase("")
    for issue in issues.prefix(Self.printedAtMost) {
      text += issue.headline + Phrase("\n" + (issue.snippet.isEmpty ? "" : issue.snippet + "\n"))
    }
    let hidden = issues.count - Self.printedAtMost
    if hidden > 0 { text += Phrase("… and \(hidden) more\n", "……另有 \(hidden) 处\n") }
    let count = issues.count
    return text
      + Phrase(
        "\(file): \(count) \(count == 1 ? "problem" : "problems")", "\(file)：共 \(count) 处问题")
  }
}

/// Why a scenario could not be had from a file.
public enum ScenarioError: Refusal, Hashable, Sendable {
  /// The file is not there or may not be read.
  case unreadable(FileFailure)
  /// The file was read and breaks rules.
  case invalid(InvalidScenario)

  /// The sentence or report for people.
  public var phrase: Phrase {
    switch self {
    case .unreadable(let failure): failure.phrase
    case .invalid(let invalid): invalid.phrase
    }
  }
}

/// A file that could not be read.
public struct FileFailure: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// Whether there is no such file, rather than one that may not be read.
  public let isMissing: Bool
  /// The sentence for people.
  public let phrase: Phrase

  /// The sentence in English.
  public var description: String { phrase.english }
}

extension InvalidScenario {
  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }
}

extension ScenarioError {
  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .unreadable: .missingInput
    case .invalid: .badData
    }
  }
}
