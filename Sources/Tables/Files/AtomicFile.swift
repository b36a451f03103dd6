/// A file that appears whole or not at all.
///
/// It is written under a hidden name beside its final one, synced to the disk, and renamed. A
/// value that no ``OutputFolder`` takes over and commits removes what it wrote. Where the final name is a
/// device or a pipe, bytes go straight to it.
public struct AtomicFile: ~Copyable {
  /// The final name.
  public let path: String
  private let partialPath: String
  private let isDirect: Bool
  private var descriptor: Int32?
  private var isFinished = false
  private var pending: [UInt8] = []

  private static let bufferSize = 1 << 20

  /// Opens a file beside its final name.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, ``FileError/noParentFolder(path:parent:)``.
  public init(at path: String) throws(FileError) {
    let place = try Self.open(path)
    self.path = path
    partialPath = place.partialPath
    isDirect = place.partialPath == path
    descriptor = place.descriptor
  }

  private static func open(
    _ path: String
  ) throws(FileError) -> (partialPath: String, descriptor: Int32) {
    let kind = SystemCalls.kind(of: path)
    if kind == .folder { throw .cannotWrite(path: path, fault: .isFolder) }
    let (folder, name) = PathParts.split(path)
    guard SystemCalls.kind(of: folder) != .nothing else {
      throw .noParentFolder(path: path, parent: folder)
    }
    let hidden = PathParts.join(folder, ".\(name).\(SystemCalls.processNumber).partial")
    let partialPath = kind == .other ? path : hidden
    do {
      return (partialPath, try SystemCalls.openForWriting(partialPath))
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }

  deinit {
    if let descriptor { try? SystemCalls.close(descriptor) }
    if !isFinished && !isDirect { SystemCalls.remove(partialPath) }
  }

  /// Removes what was written, unless it already has its final name.
  mutating func abandon() {
    if let open = descriptor { try? SystemCalls.close(open) }
    descriptor = nil
    if !isFinished && !isDirect { SystemCalls.remove(partialPath) }
    isFinished = true
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func write(_ bytes: [UInt8]) throws(FileError) {
    if pending.isEmpty && bytes.count >= Self.bufferSize {
      try put(bytes)
    } else {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.bufferSize { try flush() }
    }
  }

  /// Writes, syncs and closes; the file still bears its hidden name.
  mutating func finishWriting() throws(FileError) {
    guard let open = descriptor else { return }
    try flush()
    do {
      try SystemCalls.sync(open)
      descriptor = nil
      try SystemCalls.close(open)
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }

  mutating func takeFinalName() throws(FileError) {
    guard !isDirect else { return }
    do {
      try SystemCalls.rename(partialPath, to: path)
      isFinished = true
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }

  private mutating func flush() throws(FileError) {
    try put(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: [UInt8]) throws(FileError) {
    guard let descriptor else { preconditionFailure("\(path) is written after it was closed") }
    do {
      try SystemCalls.write(bytes, to: descriptor)
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }
}

/// A folder's own entries on the disk.
enum FolderSync {
  /// Makes renames inside a folder last through a power cut, where the file system can.
  static func sync(_ folder: String) {
    guard let descriptor = try? SystemCalls.openForReading(folder) else { return }
    try? SystemCalls.sync(descriptor)
    try? SystemCalls.close(descriptor)
  }
}
