internal import CAllocation
internal import Foundation
internal import Tables
internal import Wording

/// The end of a program whose memory is limited (`ulimit -v`, `ulimit -d`) and used up.
///
/// The runtime of the language aborts where it gets no memory, behind a stack trace; here is said why, instead.
enum OutOfMemory {
  private static let message = Array(
    (Phrase(
      "no more memory within the limits of the process (ulimit -v, ulimit -d); raise them, or ask for less: "
        + "fewer --paths or --workers",
      "进程的内存上限（ulimit -v、ulimit -d）内已无内存；请放宽，或减少要求：更少的 --paths 或 --workers")(.spoken) + "\n").utf8)

  /// Ends so from now on.
  static func listen() {
    // Made before it is needed.
    _ = message.count
    wm_end_where_memory_is_short { OutOfMemory.end() }
    // Where the allocation is not ours (a sanitizer, another C library) the runtime aborts.
    signal(SIGABRT) { _ in OutOfMemory.end() }
  }

  private static func end() -> Never {
    signal(SIGALRM) { _ in _exit(ExitClass.tooMuch.rawValue) }
    ualarm(Interruption.hearing, 0)
    try? StandardStream.error.write(message)
    _exit(ExitClass.tooMuch.rawValue)
  }
}
