internal import Foundation
internal import Reports
internal import Tables
internal import Wording

/// What the program prints: results to standard output, all else to standard error.
enum Terminal {
  /// Prints a result that people read.
  static func write(_ text: String) throws {
    try put(Array(VisibleText.of(text).utf8))
  }

  /// Prints what ``renderer`` made, which is visible already, with its emphasis.
  static func write(rendered text: String) throws { try put(Array(text.utf8)) }

  /// Prints a result that programs read: as it is, unless a terminal reads it.
  static func write(_ bytes: [UInt8]) throws {
    if outputIsTerminal {
      try write(String(decoding: bytes, as: UTF8.self))
    } else {
      try put(bytes)
    }
  }

  private static func put(_ bytes: [UInt8]) throws {
    do {
      try StandardStream.output.write(bytes)
    } catch {
      throw Failure.Message(code: .inputOutput, text: unwritable)
    }
  }

  /// What is said where results cannot be printed.
  static let unwritable = Phrase("standard output cannot be written", "无法写入标准输出")

  /// Prints a message.
  static func writeError(_ text: String) {
    let message = VisibleText.message(text)
    let line = message.hasSuffix("\n") ? message : message + "\n"
    try? StandardStream.error.write(Array(line.utf8))
  }

  /// Prints a message in the place of the one before.
  static func replaceError(_ text: String) {
    try? StandardStream.error.write(Array("\r\u{1B}[K\(VisibleText.of(text))".utf8))
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
    try? StandardStream.error.write(Array(VisibleText.of(text).utf8))
  }

  /// Whether somebody can answer questions.
  static var inputIsTerminal: Bool { isatty(FileHandle.standardInput.fileDescriptor) == 1 }

  /// Whether results go to a terminal.
  static let outputIsTerminal = isatty(FileHandle.standardOutput.fileDescriptor) == 1

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
