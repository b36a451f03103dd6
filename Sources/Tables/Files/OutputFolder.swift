/// The files of one run, which appear together.
///
/// Every file is written and synced under a hidden name first; only when all are safe on the disk
/// does ``commit()`` give them their final names, one rename after the other. A failure or a kill
/// before that leaves the folder as it was; what the process itself abandons it also removes.
public struct OutputFolder: ~Copyable {
  /// The folder.
  public let path: String
  /// Whether tables (`*.csv`) begin with the mark of UTF-8; what lies in folders inside, such as what
  /// was read, stays as it is.
  public let marksTables: Bool
  /// The folders that were made for it, it itself among them, each after the one that holds it.
  private let newFolders: [String]
  private var files: [FinishedFile] = []
  private var isCommitted = false
  /// Files of an older run that have no place beside the new ones.
  private var outdated: [String] = []
  /// The folders inside it that were made for files, each after the one that holds it.
  private var madeFolders: [String] = []

  /// A synced file that still bears its hidden name.
  private final class FinishedFile {
    var file: AtomicFile
    init(_ file: consuming AtomicFile) { self.file = file }
  }

  /// Opens a folder, or creates it with all that it lies in.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public init(_ path: String, marksTables: Bool = false) throws(FileError) {
    self.marksTables = marksTables
    var path = path
    while path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    self.path = path
    switch SystemCalls.kind(of: path) {
    case .folder:
      newFolders = []
    case .file, .other:
      throw .cannotWrite(path: path, fault: .notAFolder)
    case .nothing:
      newFolders = try Self.make(path)
    }
  }

  /// Makes a folder and those that it lies in.
  private static func make(_ path: String) throws(FileError) -> [String] {
    var missing = [path]
    var parent = PathParts.split(path).folder
    while SystemCalls.kind(of: parent) == .nothing, parent != "/", parent != "." {
      missing.append(parent)
      parent = PathParts.split(parent).folder
    }
    var made: [String] = []
    for folder in missing.reversed() {
      do {
        try SystemCalls.makeFolder(folder)
      } catch {
        // Another process may have made it meanwhile.
        if case .folder = SystemCalls.kind(of: folder) { continue }
        for folder in made.reversed() { SystemCalls.removeFolder(folder) }
        throw .cannotWrite(path: path, fault: error)
      }
      made.append(folder)
    }
    return made
  }

  deinit {
    // A folder that we made and did not fill goes too, once it is empty.
    for finished in files { finished.file.abandon() }
    if !isCommitted { for folder in madeFolders.reversed() { SystemCalls.removeFolder(folder) } }
    if !isCommitted { for folder in newFolders.reversed() { SystemCalls.removeFolder(folder) } }
  }

  /// Writes one file whole.
  ///
  /// - Parameters:
  ///   - name: the file's name in the folder, or its path from there; folders on the way are made.
  ///   - bytes: its contents.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws(FileError) {
    try add(name) { (file) throws(FileError) in try file.write(bytes) }
  }

  /// Writes one file in pieces.
  ///
  /// - Parameters:
  ///   - name: the file's name in the folder.
  ///   - write: writes the pieces.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func add(
    _ name: String, _ write: (inout AtomicFile) throws(FileError) -> Void
  ) throws(FileError) {
    try makeFolders(on: name)
    var file = try AtomicFile(at: PathParts.join(path, name))
    if marksTables, name.hasSuffix(".csv"), !name.contains("/") {
      try file.write(TextEncoding.byteOrderMark)
    }
    try write(&file)
    try add(file)
  }

  private mutating func makeFolders(on name: String) throws(FileError) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder = PathParts.join(folder, String(part))
      guard SystemCalls.kind(of: folder) == .nothing else { continue }
      do {
        try SystemCalls.makeFolder(folder)
      } catch {
        throw .cannotWrite(path: folder, fault: error)
      }
      madeFolders.append(folder)
    }
  }

  /// Takes over a file that was written in pieces to a path in the folder.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func add(_ file: consuming AtomicFile) throws(FileError) {
    try file.finishWriting()
    files.append(FinishedFile(file))
  }

  /// Names files of an older run, which go when the new ones are in their places.
  ///
  /// - Parameter names: names in the folder, or paths from there. One that is written anew stays, one
  ///   that is not there or leads out of the folder is passed over.
  public mutating func replace(_ names: [String]) {
    outdated += names.filter { name in
      !name.hasPrefix("/") && !name.split(separator: "/").contains { $0 == ".." || $0 == "." }
    }
  }

  private func removeOutdated() {
    let written = Set(files.map { $0.file.path })
    for name in outdated {
      var path = PathParts.join(path, name)
      guard !written.contains(path), case .file = SystemCalls.kind(of: path) else { continue }
      SystemCalls.remove(path)
      // A folder inside goes with its last file; one that is not empty stays.
      for _ in name.split(separator: "/").dropFirst() {
        path = PathParts.split(path).folder
        SystemCalls.removeFolder(path)
      }
    }
  }

  /// Gives every file its final name, and removes those of an older run.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public consuming func commit() throws(FileError) {
    for finished in files { try finished.file.takeFinalName() }
    isCommitted = true
    removeOutdated()
    for folder in madeFolders { FolderSync.sync(folder) }
    FolderSync.sync(path)
  }
}
