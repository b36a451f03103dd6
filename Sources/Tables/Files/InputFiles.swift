internal import Synchronization

/// The files that the program was asked to read, which no result is written over and none removes.
public enum InputFiles {
  /// Their paths without links.
  private static let places = Mutex<Set<String>>([])

  /// Notes a file that was read; one that is not there is passed over.
  public static func note(_ path: String) {
    guard let place = FileReading.resolved(path) else { return }
    places.withLock { _ = $0.insert(place) }
  }

  /// Whether what stands at a path was read.
  static func contains(_ path: String) -> Bool {
    places.withLock { noted in
      guard !noted.isEmpty, let place = FileReading.resolved(path) else { return false }
      return noted.contains(place)
    }
  }
}
