internal import Foundation
internal import Synchronization
internal import Tables
internal import Wording
internal import Workers

/// Control-C, termination, a terminal that is closed and the end of the processor time that the process may take
/// (`ulimit -t`): work stops at the next block, and nothing half done is left.
///
/// What does not look whether a signal has come — a system call that waits, a library that goes round in
/// circles, a long computation — is ended from outside after ``patience``.
enum Interruption {
  private static let signalNumber = Atomic<Int32>(0)
  private static let count = Atomic(0)
  private static let arrival = DispatchSemaphore(value: 0)

  /// How long work has to end by itself, in seconds.
  private static let patience = 0.06
  /// How long somebody has to take what is said at the end, in microseconds.
  static let hearing: UInt32 = 40_000

  /// What becomes of the work where it is ended from outside.
  static let consequence = Mutex(Phrase("nothing half done is left", "不留未完成的结果"))

  /// Listens for the signals from now on.
  ///
  /// - Returns: whether there is a thread to end what does not end by itself.
  static func listen() -> Bool {
    // All exist before a signal can come.
    signalNumber.store(0, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
    _ = arrival
    // Who began with `nohup` wants the work to go on.
    for number in [SIGINT, SIGTERM, SIGHUP, SIGXCPU] where number != SIGHUP || !isIgnored(number) {
      signal(number) { number in
        Interruption.signalNumber.store(number, ordering: .relaxed)
        // The second one waits for nothing but the removal of what is unfinished, the third not even for that.
        if Interruption.count.wrappingAdd(1, ordering: .relaxed).newValue > 2 {
          _exit(Interruption.exit.rawValue)
        }
        Interruption.arrival.signal()
      }
    }
    // A closed output and a limit of the size of files are errors of the call that meets them.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    letThrough()
    return SystemThread.begin(stack: 1 << 18) { endOverdueWork() }
  }

  /// Has what is listened for come, where who started the program has had it held back.
  private static func letThrough() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGALRM] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether who started the program has had a signal ignored.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0,
      let handler = unsafe action.__sigaction_handler.sa_handler
    else { return false }
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whether a signal has come.
  static var hasCome: Bool { signalNumber.load(ordering: .relaxed) != 0 }

  /// How the program ends for the signal that has come.
  static var exit: ExitClass {
    switch signalNumber.load(ordering: .relaxed) {
    case SIGTERM, SIGHUP: .terminated
    case SIGXCPU: .tooMuch
    default: .interrupted
    }
  }

  /// Waits for a signal and ends what has not ended by itself.
  private static func endOverdueWork() {
    arrival.wait()
    _ = arrival.wait(timeout: .now() + patience)
    while true {
      UnfinishedFiles.remove {
        // A full pipe that nobody reads would take for ever.
        signal(SIGALRM) { _ in _exit(Interruption.exit.rawValue) }
        ualarm(hearing, 0)
        let end = Failure.interrupted(consequence.withLock { $0 })
        Terminal.writeError(end.phrase(.spoken))
        _exit(end.exit.rawValue)
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}
