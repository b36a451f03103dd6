internal import Foundation
internal import Wording

extension Language {
  /// The language of what is said before the arguments are read, and where they are wrong: that of
  /// `--language`, as far as it can be told.
  static let spoken = asked ?? .en

  /// The language of help: that of `--language`, else of the environment.
  static let ofHelp = asked ?? ofEnvironment

  private static var asked: Language? {
    let words = CommandLine.arguments
    for (place, word) in words.enumerated() {
      if word == "--language", place + 1 < words.count {
        return Language(rawValue: words[place + 1])
      }
      if word.hasPrefix("--language=") {
        return Language(rawValue: String(word.dropFirst("--language=".count)))
      }
    }
    return nil
  }

  /// The language of the locale; the first of the three variables that is set decides.
  private static var ofEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}
