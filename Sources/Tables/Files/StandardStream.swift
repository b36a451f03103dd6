/// Where a program says things; whole, also where the stream does not block.
public enum StandardStream: Sendable {
  case output, error

  /// Writes all bytes, without asking for memory.
  ///
  /// - Throws: what the system says where they cannot be written.
  public func write(_ bytes: [UInt8]) throws(FileFault) {
    let descriptor =
      switch self {
      case .output: SystemCalls.standardOutput
      case .error: SystemCalls.standardError
      }
    try SystemCalls.write(bytes, to: descriptor)
  }
}
