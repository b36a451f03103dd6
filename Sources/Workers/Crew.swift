internal import Dispatch
internal import Synchronization

/// Threads that do the same work at the same time: the one that calls, and others as far as there are processors
/// for them and the system gives them.
///
/// Others come when the system lets them: they do what is wanted then, and nobody waits for one that has not begun.
final class Crew: Sendable {
  private let work: @Sendable () -> Void
  private let end = DispatchSemaphore(value: 0)

  private struct Wanted {
    let crew: Crew
    /// How many more may join.
    var places: Int
    var joined = 0
  }

  private struct Desk {
    var wanted: [Wanted] = []
    /// The threads that were made and have not ended; each looks here before it does.
    var threads = 0
  }

  private static let desk = Mutex(Desk())

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  /// Works until nothing is left to do.
  ///
  /// - Parameter count: how many threads may work.
  func work(on count: Int) {
    let others = min(count, SystemThread.processors) - 1
    guard others > 0 else { return work() }
    Crew.desk.withLock { $0.wanted.append(Wanted(crew: self, places: others)) }
    for _ in 0..<others { guard Crew.makeThread() else { break } }
    work()
    let joined = Crew.desk.withLock { desk in
      guard let place = desk.wanted.firstIndex(where: { $0.crew === self }) else { return 0 }
      return desk.wanted.remove(at: place).joined
    }
    for _ in 0..<joined { end.wait() }
  }

  /// Makes a thread that looks for work, unless there are enough.
  private static func makeThread() -> Bool {
    let isNeeded = desk.withLock { desk in
      guard desk.threads < SystemThread.processors else { return false }
      desk.threads += 1
      return true
    }
    guard isNeeded else { return false }
    let isMade = SystemThread.begin {
      while let crew = next() {
        crew.work()
        crew.end.signal()
      }
    }
    if !isMade { desk.withLock { $0.threads -= 1 } }
    return isMade
  }

  /// A crew that a thread joins; without one the thread ends.
  private static func next() -> Crew? {
    desk.withLock { desk in
      guard let place = desk.wanted.firstIndex(where: { $0.places > 0 }) else {
        desk.threads -= 1
        return nil
      }
      desk.wanted[place].places -= 1
      desk.wanted[place].joined += 1
      return desk.wanted[place].crew
    }
  }
}
