import Foundation

/// An empty folder of a test's own, gone with the value.
public final class TemporaryFolder: Sendable {
  /// Where it stands.
  public let path: String

  /// Makes the folder.
  public init() throws {
    path = NSTemporaryDirectory() + "waymark-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
