internal import CAllocation
internal import Foundation
internal import Tables
internal import Wording

/// The end of a program that gets no more memory, from the system or within its limits (`ulimit -v`, `ulimit -d`).
///
/// The runtime of the language aborts where it gets no memory, behind a stack trace; here is said why, instead.
enum OutOfMemory {
  private static let beyondLimits = Array(
    (Phrase(
      "no more memory within the limits of the process (ulimit -v, ulimit -d); raise them, or ask for less: "
        + "fewer --paths or --workers",
      "进程的内存上限（ulimit -v、ulimit -d）内已无内存；请放宽，或减少要求：更少的 --paths 或 --workers")(.spoken) + "\n").utf8)
  private static let beyondSystem = Array(
    (Phrase(
      "the system gives no more memory; ask for less: a shorter scenario, fewer --workers, or a lower "
        + "`simulation: {max_memory: …}`, by which what is too large is refused before it begins",
      "系统已无内存可分配；请减少要求：缩小方案、减少 --workers，或调低 `simulation: {max_memory: …}`，过大的任务会在开始前被拒绝")(
        .spoken) + "\n").utf8)

  /// Ends so from now on.
  ///
  /// - Parameter isLimited: whether the process has a limit of its own.
  static func listen(isLimited: Bool) {
    // Made before they are needed.
    _ = beyondLimits.count + beyondSystem.count
    guard isLimited else {
      return wm_end_where_memory_is_short { OutOfMemory.end(OutOfMemory.beyondSystem) }
    }
    wm_end_where_memory_is_short { OutOfMemory.end(OutOfMemory.beyondLimits) }
    // Where the allocation is not ours (a sanitizer, another C library) the runtime aborts.
    signal(SIGABRT) { _ in OutOfMemory.end(OutOfMemory.beyondLimits) }
  }

  private static func end(_ message: [UInt8]) -> Never {
    signal(SIGALRM) { _ in _exit(ExitClass.tooMuch.rawValue) }
    ualarm(Interruption.hearing, 0)
    try? StandardStream.error.write(message)
    _exit(ExitClass.tooMuch.rawValue)
  }
}
