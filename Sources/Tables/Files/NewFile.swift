/// Files that take no other file's place.
package enum NewFile {
  /// Writes a file where nothing stands, not even a link.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, with ``FileFault/exists`` where something stands
  ///   there; what was begun goes.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    do throws(FileFault) {
      let descriptor = try SystemCalls.openNew(path)
      do throws(FileFault) {
        try SystemCalls.write(bytes, to: descriptor)
        try SystemCalls.sync(descriptor)
        try SystemCalls.close(descriptor)
      } catch {
        try? SystemCalls.close(descriptor)
        SystemCalls.remove(path)
        throw error
      }
    } catch {
      throw .cannotWrite(path: path, fault: error)
    }
  }
}
