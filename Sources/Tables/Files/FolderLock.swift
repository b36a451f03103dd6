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
