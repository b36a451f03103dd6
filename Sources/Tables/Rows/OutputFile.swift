/// A file that goes beside tables: its name in the folder, and what it holds.
public struct OutputFile: Sendable {
  /// The name, with folders before it where it lies in one.
  public let name: String
  private let write: @Sendable () -> [UInt8]

  /// A file whose bytes are made when they are written.
  public init(_ name: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    write = bytes
  }

  /// What it holds.
  public var bytes: [UInt8] { write() }
}
