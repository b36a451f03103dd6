internal import Wording

/// Reads whole files.
public enum FileReading {
  /// The most bytes of what tells no size: a pipe, a device, standard input.
  public static let endlessLimit = 1 << 30

  /// Reads a file.
  ///
  /// The size is asked for before anything is read, so a huge file costs nothing.
  ///
  /// - Parameters:
  ///   - path: where the file stands.
  ///   - limit: the most bytes that are accepted.
  /// - Returns: the bytes.
  /// - Throws: ``FileError/cannotRead(path:fault:)``, ``FileError/tooLarge(path:size:limit:)``.
  public static func bytes(of path: String, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
    // What is said of a file begins with its name.
    guard Excerpt.isOneLine(path) else { throw .cannotRead(path: path, fault: .hasSeveralLines) }
    var (expected, limit) = (0, limit)
    switch SystemCalls.kind(of: path) {
    case .folder: throw .cannotRead(path: path, fault: .isFolder)
    case .file(let size) where size > limit: throw .tooLarge(path: path, size: size, limit: limit)
    case .file(let size): expected = size
    default: limit = min(limit, endlessLimit)
    }
    let bytes: [UInt8]
    do {
      let descriptor = try SystemCalls.openForReading(path)
      defer { try? SystemCalls.close(descriptor) }
      bytes = try SystemCalls.readAll(descriptor, size: expected, limit: limit)
    } catch {
      throw .cannotRead(path: path, fault: error)
    }
    guard bytes.count <= limit else { throw .tooLarge(path: path, size: bytes.count, limit: limit) }
    return bytes
  }

  /// Reads some bytes of a file.
  ///
  /// - Returns: the bytes; fewer where the file ends before.
  /// - Throws: ``FileError/cannotRead(path:fault:)``.
  public static func bytes(of path: String, _ range: Range<Int>) throws(FileError) -> [UInt8] {
    do {
      let descriptor = try SystemCalls.openForReading(path)
      defer { try? SystemCalls.close(descriptor) }
      try SystemCalls.move(descriptor, to: range.lowerBound)
      return try SystemCalls.read(descriptor, count: range.count)
    } catch {
      throw .cannotRead(path: path, fault: error)
    }
  }

  /// The size of a file in bytes; nil where no file stands.
  public static func size(of path: String) -> Int? {
    if case .file(let size) = SystemCalls.kind(of: path) { size } else { nil }
  }

  /// The most bytes of a file that the process may write (`ulimit -f`); nil where there is no limit.
  public static var writableSize: Int? { SystemCalls.fileLimit }

  /// Whether a device, a pipe or a socket stands at a path: it may have no end, or nobody at the other one.
  public static func isStream(_ path: String) -> Bool { SystemCalls.kind(of: path) == .other }

  /// Whether anything stands at a path, be it a link to what is not there.
  package static func stands(at path: String) -> Bool {
    SystemCalls.isLink(path) || SystemCalls.kind(of: path) != .nothing
  }

  /// What a file holds of which the bytes are known already: nil where no file stands, one that cannot be read or
  /// a longer one; a pipe is not waited for.
  package static func known(_ path: String, size: Int) -> [UInt8]? {
    isStream(path) ? nil : try? bytes(of: path, limit: size)
  }

  /// Whether a file holds some bytes, and nothing else.
  package static func holds(_ bytes: [UInt8], at path: String) -> Bool {
    known(path, size: bytes.count) == bytes
  }

  /// Whether a file holds some bytes somewhere; a pipe is not waited for, and a file that is too long not read.
  ///
  /// - Parameters:
  ///   - bytes: what is looked for; not empty.
  ///   - path: where the file stands.
  ///   - limit: the most bytes that are read.
  /// - Returns: whether it holds them.
  package static func shows(_ bytes: [UInt8], at path: String, limit: Int) -> Bool {
    guard let size = size(of: path), size <= limit,
      let descriptor = try? SystemCalls.openForReading(path)
    else { return false }
    defer { try? SystemCalls.close(descriptor) }
    let search = ByteSearch(for: bytes)
    var end: [UInt8] = []
    while let piece = try? SystemCalls.read(descriptor, count: 1 << 18), !piece.isEmpty {
      // What is looked for may begin in one piece and end in the next one.
      let window = end + piece
      if search.finds(in: window) { return true }
      end = window.suffix(bytes.count - 1)
    }
    return false
  }

  /// Whether a link stands at a path, wherever it leads.
  public static func isLink(_ path: String) -> Bool { SystemCalls.isLink(path) }

  /// The SHA-256 digest of a file, which may be larger than the memory.
  ///
  /// - Returns: the digest in hexadecimal.
  /// - Throws: ``FileError/cannotRead(path:fault:)``.
  public static func sha256(of path: String) throws(FileError) -> String {
    var digest = SHA256()
    do {
      let descriptor = try SystemCalls.openForReading(path)
      defer { try? SystemCalls.close(descriptor) }
      while true {
        let piece = try SystemCalls.read(descriptor, count: 1 << 18)
        if piece.isEmpty { return digest.hexadecimal }
        digest.update(piece)
      }
    } catch {
      throw .cannotRead(path: path, fault: error)
    }
  }

  /// What stands for standard input where a file is asked for.
  public static let standardInputMark = "-"

  /// What messages call standard input.
  public static let standardInput = "standard input"

  /// Reads standard input to its end.
  ///
  /// - Parameter limit: the most bytes that are accepted.
  /// - Returns: the bytes.
  /// - Throws: ``FileError/cannotRead(path:fault:)``, ``FileError/tooLarge(path:size:limit:)``.
  public static func standardInputBytes(limit: Int = endlessLimit) throws(FileError) -> [UInt8] {
    // `< table.csv` reads a file like any other one.
    InputFiles.note("/dev/stdin")
    let bytes: [UInt8]
    do {
      bytes = try SystemCalls.readAll(SystemCalls.standardInput, limit: limit)
    } catch {
      throw .cannotRead(path: standardInput, fault: error)
    }
    guard bytes.count <= limit else {
      throw .tooLarge(path: standardInput, size: bytes.count, limit: limit)
    }
    return bytes
  }

  /// The path of an existing file with all links resolved.
  ///
  /// - Returns: the absolute path without links, `.` and `..`; nil when nothing stands there.
  public static func resolved(_ path: String) -> String? {
    SystemCalls.realPath(path)
  }
}
