/// A file that appears whole or not at all.
///
/// It is written under a hidden name that nobody can guess, synced to the disk, and renamed. What no
/// ``OutputFolder`` commits is removed. Where the final name is a device or a pipe, and no link to one, bytes go
/// straight to it.
public struct AtomicFile: ~Copyable {
  /// The final name.
  public let path: String
  private let partialPath: String
  /// Whether bytes go straight to a device or a pipe.
  let isDirect: Bool
  private var descriptor: Int32?
  private var isFinished = false
  private var pending: [UInt8] = []
  /// The digest of what reached the disk.
  private(set) var digest = SHA256()

  private static let bufferSize = 1 << 20

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: its final name.
  ///   - folder: where it stands until it is renamed, on the same file system.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  init(at path: String, by folder: String) throws(FileError) {
    // By another initializer: the compiler of Swift 6.2 finds that where opening failed this one would let go of
    // what it has not begun to hold.
    self.init(path, try Self.open(path, by: folder))
  }

  private init(_ path: String, _ place: (partialPath: String, descriptor: Int32)) {
    self.path = path
    partialPath = place.partialPath
    isDirect = place.partialPath == path
    descriptor = place.descriptor
  }

  private static func open(
    _ path: String, by folder: String
  ) throws(FileError) -> (partialPath: String, descriptor: Int32) {
    let kind = SystemCalls.kind(of: path)
    if kind == .folder { throw .cannotWrite(path: path, fault: .isFolder) }
    // A link to a file gives way to the new one; by a link to a device the bytes would go to whoever has it.
    if kind == .other, SystemCalls.isLink(path) { throw .cannotWrite(path: path, fault: .isLink) }
    guard SystemCalls.kind(of: PathParts.split(path).folder) == .folder else {
      throw .cannotWrite(path: path, fault: .notAFolder)
    }
    do {
      if kind == .other { return (path, try SystemCalls.openForWriting(path)) }
      let partialPath = PathParts.join(folder, PartialName.random())
      return (partialPath, try SystemCalls.openNew(partialPath))
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

  /// Gives the file its final name.
  ///
  /// - Parameter isNew: whether it may take no other file's place.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  mutating func takeFinalName(isNew: Bool) throws(FileError) {
    guard !isDirect else { return }
    do {
      if isNew {
        try SystemCalls.renameToNew(partialPath, path)
      } else {
        try SystemCalls.rename(partialPath, to: path)
      }
      isFinished = true
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }

  private mutating func flush() throws(FileError) {
    try put(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func put(_ bytes: [UInt8]) throws(FileError) {
    guard let descriptor else { preconditionFailure("\(path) is written after it was closed") }
    do {
      try SystemCalls.write(bytes, to: descriptor)
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
    digest.update(bytes)
  }
}
