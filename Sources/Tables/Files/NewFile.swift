/// Files that take no other file's place.
package enum NewFile {
  /// Writes files where nothing stands, not even a link; all of them or none.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, with ``FileFault/exists`` where something stands
  ///   there; what was begun goes.
  package static func write(
    _ files: [(name: String, bytes: [UInt8])], in folder: String
  ) throws(FileError) {
    // Bytes would go straight to a pipe or a device, and be in no file.
    for file in files {
      let path = PathParts.join(folder, file.name)
      if FileReading.stands(at: path) { throw .cannotWrite(path: path, fault: .exists) }
    }
    var output = try OutputFolder(folder)
    for file in files { try output.add(file.name, file.bytes) }
    try output.commitNew()
  }
}
