import Foundation

/// A pipe with a name, in the place of a file.
public enum NamedPipe {
  /// Makes one that nobody reads or writes.
  public static func make(_ path: String) throws {
    // Not by the command of that name: Foundation loses memory with each process.
    guard unsafe mkfifo(path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
