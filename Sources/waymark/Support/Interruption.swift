internal import Foundation
internal import Synchronization

/// Control-C and termination: work stops at the next block, and nothing half done is left.
enum Interruption {
  private static let signalNumber = Atomic<Int32>(0)

  /// Listens for the signals from now on.
  static func listen() {
    // The atomic exists before a signal can come.
    signalNumber.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        // A second signal ends the program at once.
        if Interruption.signalNumber.exchange(number, ordering: .relaxed) != 0 {
          _exit(128 + number)
        }
      }
    }
    // A closed output and a limit of the size of files are errors of the call that meets them.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Whether a signal has come.
  static var hasCome: Bool { signalNumber.load(ordering: .relaxed) != 0 }

  /// Whether it was the one that asks to terminate.
  static var isTermination: Bool { signalNumber.load(ordering: .relaxed) == SIGTERM }
}
