internal import Foundation
internal import Reports
internal import Tables
internal import Wording

/// What the program prints: results to standard output, all else to standard error.
enum Terminal {
  /// Prints a result.
  static func write(_ text: String) throws {
    try write(Array(text.utf8))
  }

  /// Prints a result as bytes.
  static func write(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      throw Failure.Message(code: .inputOutput, text: unwritable)
    }
  }

  /// What is said where results cannot be printed.
  static let unwritable = Phrase("standard output cannot be written", "无法写入标准输出")

  /// Prints a message.
  static func writeError(_ text: String) {
    let line = text.hasSuffix("\n") ? text : text + "\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  /// Prints a message in the place of the one before.
  static func replaceError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }

  /// The cells of a line of standard output: those of its terminal, else those that `COLUMNS` tells,
  /// else the usual ones.
  static var width: Int {
    if let columns = TerminalSize.columns(of: FileHandle.standardOutput.fileDescriptor) {
      return columns
    }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
      ?? PlainRenderer.usualWidth
  }

  /// Prints a question; the answer comes behind it.
  static func ask(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Whether somebody can answer questions.
  static var inputIsTerminal: Bool { isatty(FileHandle.standardInput.fileDescriptor) == 1 }

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
