/// Files that take no other file's place.
package enum NewFile {
  /// Writes files where nothing stands, not even a link; all of them or none.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, with ``FileFault/exists`` where something stands
  ///   there; what was begun goes.
  package static func write(
    _ files: [(name: String, bytes: [UInt8])], in folder: String
  ) throws(FileError) {
    var written: [String] = []
    for file in files {
      let path = PathParts.join(folder, file.name)
      do throws(FileFault) {
        let descriptor = try SystemCalls.openNew(path)
        written.append(path)
        defer { try? SystemCalls.close(descriptor) }
        try SystemCalls.write(file.bytes, to: descriptor)
        try SystemCalls.sync(descriptor)
      } catch {
        for path in written { SystemCalls.remove(path) }
        throw .cannotWrite(path: path, fault: error)
      }
    }
    FolderSync.sync(folder)
  }
}
