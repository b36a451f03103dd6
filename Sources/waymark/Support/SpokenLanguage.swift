internal import Arguments
internal import Foundation
internal import Wording

extension Language {
  /// The language of what is said where no options have been read, such as help and errors of usage:
  /// that of `--language`, as far as it can be told, else that of the environment.
  static let spoken = asked ?? Language(environment: ProcessInfo.processInfo.environment)

  private static var asked: Language? {
    let words = CommandLine.arguments
    for (place, word) in words.enumerated() {
      if word == "--language", place + 1 < words.count {
        return Language(called: words[place + 1])
      }
      if word.hasPrefix("--language=") {
        return Language(called: String(word.dropFirst("--language=".count)))
      }
    }
    return nil
  }
}
