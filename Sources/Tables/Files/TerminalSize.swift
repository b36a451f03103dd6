/// How large a terminal is.
public enum TerminalSize {
  /// The cells of a line.
  ///
  /// - Parameter descriptor: the open file.
  /// - Returns: the number; nil where the file is no terminal.
  public static func columns(of descriptor: Int32) -> Int? {
    SystemCalls.terminalWidth(of: descriptor)
  }
}
