/// The lock of a folder into which files are written, where its file system has locks.
///
/// Who writes files holds it together with others; who compares and replaces, or removes what the dead
/// left, holds it alone. The kernel drops it with the process.
final class FolderLock {
  private let descriptor: Int32?

  /// Waits until the lock can be held together with others, and removes what killed processes left
  /// where nobody else holds it.
  init(sharing folder: String) {
    descriptor = try? SystemCalls.openForReading(folder)
    guard let descriptor else { return }
    if SystemCalls.lock(descriptor, .aloneAtOnce) { PartialName.removeLeftovers(in: folder) }
    SystemCalls.lock(descriptor, .shared)
  }

  /// Waits until the lock can be held alone, and removes what killed processes left.
  init(alone folder: String) {
    descriptor = try? SystemCalls.openForReading(folder)
    guard let descriptor else { return }
    if SystemCalls.lock(descriptor, .alone) { PartialName.removeLeftovers(in: folder) }
  }

  deinit {
    if let descriptor { try? SystemCalls.close(descriptor) }
  }
}

/// The turn to give files that belong together their names, where the file system has locks: of two processes that
/// do it in one folder, the later one replaces all that the earlier one wrote.
///
/// It is the lock of a file of its own: the lock of the folder cannot be had alone without being given up first, and
/// then what was written would be taken for what the dead left.
struct NamingTurn {
  private let path: String
  private let descriptor: Int32?

  /// So many others are waited for; on a file system that calls one file by two numbers, they are none.
  private static let mostTurns = 1_000

  /// Waits for the turn.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)`` where what stands in its place cannot be locked: without the
  ///   turn the folder could come to hold files of two results.
  init(in folder: String) throws(FileError) {
    path = PathParts.join(folder, PartialName.turn)
    do { descriptor = try NamingTurn.wait(at: path) } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }

  /// Refuses a folder where no turn can be had, before there is anything to lose.
  static func check(_ folder: String) throws(FileError) {
    let path = PathParts.join(folder, PartialName.turn)
    guard SystemCalls.kind(of: path) == .folder else { return }
    throw .cannotWrite(path: path, fault: .isFolder)
  }

  private static func wait(at path: String) throws(FileFault) -> Int32? {
    for _ in 0..<mostTurns {
      if let free = try? UnfinishedFiles.making(
        path, { () throws(FileFault) in try openAlone(path) })
      {
        return free
      }
      let descriptor = try SystemCalls.openToLock(path)
      let isLocked = SystemCalls.lock(descriptor, .alone)
      if !isLocked || SystemCalls.stands(descriptor, at: path) {
        UnfinishedFiles.begin(path)
        return descriptor
      }
      // Who had the turn before has removed the file that was waited for.
      try? SystemCalls.close(descriptor)
    }
    return nil
  }

  /// Opens the file where nobody has the turn.
  private static func openAlone(_ path: String) throws(FileFault) -> Int32 {
    let descriptor = try SystemCalls.openToLock(path)
    guard SystemCalls.lock(descriptor, .aloneAtOnce), SystemCalls.stands(descriptor, at: path)
    else {
      try SystemCalls.close(descriptor)
      throw .exists
    }
    return descriptor
  }

  /// Gives the turn to the next one.
  func end() {
    guard let descriptor else { return }
    SystemCalls.remove(path)
    try? SystemCalls.close(descriptor)
  }
}
