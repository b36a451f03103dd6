/// The hidden names that files bear until they are whole.
enum PartialName {
  private static let start = ".waymark-"
  private static let end = ".partial"
  private static let digits = 16

  /// A name that nobody has used and nobody can guess, so that no link waits there; no result depends on it.
  static func random() -> String {
    let number = String(UInt64.random(in: 1 ... .max), radix: 16)
    return start + String(repeating: "0", count: digits - number.count) + number + end
  }

  /// What is locked while the files of a folder get their names: the number that is never drawn.
  ///
  /// Whoever holds that lock holds the one of the folder too, so that the file is left by the dead alone.
  static let turn = start + String(repeating: "0", count: digits) + end

  /// Removes what processes that were killed left half written in a folder.
  ///
  /// - Precondition: nobody is writing there: the lock of the folder is held alone.
  static func removeLeftovers(in folder: String) {
    for name in SystemCalls.names(in: folder)
    where name.hasPrefix(start) && name.hasSuffix(end)
      && name.utf8.count == start.utf8.count + digits + end.utf8.count
    {
      SystemCalls.remove(PathParts.join(folder, name))
    }
  }
}
