internal import Tables

/// A file that a scenario was read from.
public struct SourceFile: Hashable, Sendable {
  /// Its path from the folder of the scenario.
  public let name: String
  /// Its contents, without a byte order mark where it is a scenario.
  public let bytes: [UInt8]
}

extension Scenario {
  /// Everything the scenario was read from: the file itself, those that it extends, and the tables
  /// that it names.
  ///
  /// Written under these names into any folder, they are the same scenario.
  public var sourceFiles: [SourceFile] {
    let texts = sources.map { (file: $0.file, bytes: Array($0.text.utf8)) }
    let all =
      texts.filter { $0.file == file } + texts.filter { $0.file != file }
      + tables.sorted { $0.key < $1.key }.map { (file: $0.key, bytes: $0.value) }
    return all.map { SourceFile(name: name(of: $0.file), bytes: $0.bytes) }
  }

  /// The paths of the files that it was read from.
  public var filesRead: [String] { sources.map(\.file) + tables.keys.sorted() }

  /// The bytes that it was read from, one file after the other: what a digest of the scenario is
  /// of.
  ///
  /// Of several files their lengths follow, so that text which moves from one to the next makes another digest.
  public var sourceBytes: [UInt8] {
    let files =
      sources.map { Array($0.text.utf8) } + tables.sorted { $0.key < $1.key }.map(\.value)
    guard files.count > 1 else { return files.flatMap(\.self) }
    let lengths = files.map { "\($0.count)" }.joined(separator: ", ")
    // No text of a scenario holds a zero.
    return files.flatMap(\.self) + Array("\n\u{0} files of \(lengths) bytes".utf8)
  }

  /// The path of a file from the folder of the scenario, without `.` and `..`.
  ///
  /// - Parameter path: one of the files that the scenario was read from.
  /// - Returns: its name in ``sourceFiles``.
  public func name(of path: String) -> String {
    // What came by standard input has no name of its own.
    if path == file, path == FileReading.standardInput { return "scenario.yaml" }
    let (folder, own) = PathParts.split(file)
    if path == file { return own.isEmpty ? "scenario.yaml" : own }
    let prefix = folder == "." ? "" : folder == "/" ? "/" : folder + "/"
    var rest = path
    if path.hasPrefix(prefix), !path.dropFirst(prefix.count).hasPrefix("/") {
      rest = String(path.dropFirst(prefix.count))
    }
    if rest.hasPrefix("/"), let real = FileReading.resolved(path),
      let root = FileReading.resolved(folder), real.hasPrefix(root + "/")
    {
      rest = String(real.dropFirst(root.count + 1))
    }
    var parts: [Substring] = []
    for part in rest.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty {
        parts.removeLast()
      } else if part != ".." {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
