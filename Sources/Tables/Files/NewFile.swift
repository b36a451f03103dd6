/// Files that take no other file's place.
package enum NewFile {
  /// Writes files where nothing stands, not even a link; all of them or none.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, with ``FileFault/exists`` where something stands
  ///   there; what was begun goes.
  package static func write(
    _ files: [(name: String, bytes: [UInt8])], in folder: String
  ) throws(FileError) {
    var output = try OutputFolder(folder)
    for file in files { try output.add(file.name, file.bytes) }
    try output.commitNew()
  }
}
