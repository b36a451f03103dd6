/// A file that is replaced only while it is what somebody read.
public enum ComparedFile {
  /// Replaces a file whole, or makes it, if nobody has written it since.
  ///
  /// Processes that replace files of one folder wait for each other (``FolderLock``), so that between the
  /// comparison and the rename nothing comes. A link stays: what it leads to is what somebody read.
  ///
  /// - Parameters:
  ///   - path: where it stands.
  ///   - expected: what was read; nil where there was no file.
  ///   - bytes: what it is to hold.
  /// - Returns: whether it was replaced; false where it holds something else, and is left so.
  /// - Throws: ``FileError``.
  public static func replace(
    _ path: String, expecting expected: [UInt8]?, with bytes: [UInt8]
  ) throws(FileError) -> Bool {
    let place = FileReading.isLink(path) ? FileReading.resolved(path) ?? path : path
    let (parent, name) = PathParts.split(place)
    var folder = try OutputFolder(parent) { FolderLock(alone: $0) }
    try folder.add(name, bytes)
    var found: [UInt8]?
    do throws(FileError) {
      found = try FileReading.bytes(of: path)
    } catch {
      guard error.isMissing else { throw error }
    }
    guard found == expected else { return false }
    try folder.commit()
    return true
  }
}
