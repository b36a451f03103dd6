public import Wording

/// The threads that the system gives to a process (`ulimit -u`, the processes of a container).
public enum ThreadLimit {
  /// Refuses a limit that leaves none beside the one that the program begins with.
  ///
  /// Nobody would end what a signal is to end. With more the program works on as many as there are.
  ///
  /// - Throws: ``NoThread``.
  public static func check(isOneMade: Bool) throws(NoThread) {
    if !isOneMade { throw NoThread() }
  }
}

/// No thread, where the program needs one.
public struct NoThread: Refusal, Hashable {
  /// How a program ends that is refused so.
  public var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase(
      "the system gives no thread (ulimit -u, or the processes that a container may have), and one is needed beside "
        + "the first; raise the limit, or end other programs",
      "系统不再给出线程（ulimit -u，或容器的进程数上限），而除首个线程外还需要一个；请放宽限制，或结束其他程序")
  }
}
