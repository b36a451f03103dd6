internal import Foundation
internal import Tables
internal import Wording

/// The end of a program whose addresses are limited (`ulimit -v`) and used up.
///
/// The runtime of the language aborts where it gets no memory; here is said why.
enum OutOfMemory {
  private static let message = Array(
    (Phrase(
      "no more memory within the limit of addresses (ulimit -v); raise it, or ask for less: "
        + "fewer --paths or --workers",
      "地址空间上限（ulimit -v）内已无内存；请放宽，或减少要求：更少的 --paths 或 --workers")(.spoken) + "\n").utf8)

  /// Listens for the abort from now on.
  static func listen() {
    // Made before it is needed.
    _ = message.count
    signal(SIGABRT) { _ in
      try? StandardStream.error.write(OutOfMemory.message)
      _exit(ExitClass.tooMuch.rawValue)
    }
  }
}
