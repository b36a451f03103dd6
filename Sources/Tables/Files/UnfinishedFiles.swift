internal import Synchronization

/// What this process has begun to write and not given its final name yet: whoever has to end the process
/// at once leaves nothing half done behind.
public enum UnfinishedFiles {
  private struct State {
    /// Hidden files, in the order in which they were begun.
    var files: [String] = []
    /// Folders that were made, each after the one that holds it.
    var folders: [String] = []
    /// Whether files that belong together have some of their final names.
    var isBetweenRenames = false
  }

  private static let state = Mutex(State())

  static func begin(_ path: String) { state.withLock { $0.files.append(path) } }

  /// Makes a file that is known from then on; nothing is made once all is removed.
  static func making<Made: Sendable, Fault: Error>(
    _ path: String, _ make: () throws(Fault) -> Made
  ) throws(Fault) -> Made {
    try state.withLock { (state) throws(Fault) in
      let made = try make()
      state.files.append(path)
      return made
    }
  }

  /// Makes a folder that is known from then on; nothing is made once all is removed.
  static func making<Fault: Error>(
    folder: String, _ make: () throws(Fault) -> Void
  ) throws(Fault) {
    try state.withLock { (state) throws(Fault) in
      try make()
      state.folders.append(folder)
    }
  }

  /// A file is gone, or was one of nobody here.
  static func end(_ path: String) {
    state.withLock { state in
      state.files.removeAll { $0 == path }
      if state.files.isEmpty { state.isBetweenRenames = false }
    }
  }

  /// Gives a name while nothing is removed.
  static func naming<Fault: Error>(
    _ path: String, _ rename: () throws(Fault) -> Void
  ) throws(Fault) {
    try state.withLock { (state) throws(Fault) in
      if !state.files.isEmpty { state.isBetweenRenames = true }
      try rename()
      state.files.removeAll { $0 == path }
      if state.files.isEmpty { state.isBetweenRenames = false }
    }
  }

  /// Removes all of it and ends the process; comes back where files that belong together are just being
  /// named, which takes no time to speak of.
  ///
  /// - Parameter end: ends the process; nothing is made or named meanwhile.
  public static func remove(andThen end: () -> Never) {
    state.withLock { state in
      guard !state.isBetweenRenames else { return }
      for file in state.files { SystemCalls.removeUnfinished(file) }
      // One that holds something stays.
      for folder in state.folders.reversed() { SystemCalls.removeFolder(folder) }
      end()
    }
  }
}
