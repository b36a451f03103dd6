/// The files of one result, which appear together.
///
/// Every file is written and synced under a hidden name first; only when all are safe on the disk
/// does ``commit()`` give them their final names, one rename after the other. A failure or a kill
/// before that leaves the folder as it was; what the process itself abandons it also removes, what
/// it could not the next one that writes there does. A folder with a ``mark(_:_:)`` is whole while that file
/// stands in it: it goes before the first rename and comes after the last.
public struct OutputFolder: ~Copyable {
  /// The folder.
  public let path: String
  /// Whether tables (`*.csv`) begin with the mark of UTF-8; what lies in folders inside, such as what
  /// was read, stays as it is.
  public let marksTables: Bool
  /// The folders that were made for it, it itself among them, each after the one that holds it.
  private let newFolders: [String]
  private let lock: FolderLock
  private var files: [FinishedFile] = []
  private var mark: FinishedFile?
  private var isCommitted = false
  /// Files of an older run that have no place beside the new ones.
  private var outdated: [() -> [(name: String, sha256: String)]] = []
  /// Files of the folder that must still be what was read, with their digests.
  private var expected: [(name: String, sha256: String)] = []
  /// The folders inside it that were made for files, each after the one that holds it.
  private var madeFolders: [String] = []

  /// A synced file that still bears its hidden name.
  private final class FinishedFile {
    let name: String
    var file: AtomicFile
    init(_ name: String, _ file: consuming AtomicFile) {
      self.name = name
      self.file = file
    }
  }

  /// Opens a folder, or creates it with all that it lies in.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public init(_ path: String, marksTables: Bool = false) throws(FileError) {
    try self.init(path, marksTables: marksTables) { FolderLock(sharing: $0) }
  }

  /// Opens a folder whose lock is held already, or is got so.
  init(
    _ path: String, marksTables: Bool = false, lock: (String) -> FolderLock
  ) throws(FileError) {
    self.marksTables = marksTables
    let path = PathParts.withoutEnd(path)
    self.path = path
    switch SystemCalls.kind(of: path) {
    case .folder:
      do { try SystemCalls.checkWritable(path) } catch {
        throw .cannotWrite(path: path, fault: error)
      }
      try NamingTurn.check(path)
      newFolders = []
    case .file, .other:
      throw .cannotWrite(path: path, fault: .notAFolder)
    case .nothing:
      newFolders = try Self.make(path)
    }
    self.lock = lock(path)
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
    mark?.file.abandon()
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
    var file = try open(name)
    try file.write(bytes)
    try add(name, file)
  }

  /// Opens a file of the folder, to be written in pieces and handed back to ``add(_:_:)``.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func open(_ name: String) throws(FileError) -> AtomicFile {
    try makeFolders(on: name)
    var file = try AtomicFile(at: PathParts.join(path, name), by: path)
    if marksTables, name.hasSuffix(".csv"), !name.contains("/") {
      try file.write(TextEncoding.byteOrderMark)
    }
    return file
  }

  private mutating func makeFolders(on name: String) throws(FileError) {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder = PathParts.join(folder, String(part))
      try Self.checkInside(folder)
      guard SystemCalls.kind(of: folder) == .nothing else { continue }
      do {
        try SystemCalls.makeFolder(folder)
      } catch {
        throw .cannotWrite(path: folder, fault: error)
      }
      madeFolders.append(folder)
    }
  }

  /// Refuses a folder inside into which no file can be put; one that is not there will be made.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public func check(inside name: String) throws(FileError) {
    try Self.checkInside(PathParts.join(path, name))
  }

  private static func checkInside(_ folder: String) throws(FileError) {
    guard !SystemCalls.isLink(folder) else { throw .cannotWrite(path: folder, fault: .isLink) }
    guard SystemCalls.kind(of: folder) == .folder else { return }
    do { try SystemCalls.checkWritable(folder) } catch {
      throw .cannotWrite(path: folder, fault: error)
    }
  }

  /// Takes over a file that was opened by ``open(_:)`` and is written.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func add(_ name: String, _ file: consuming AtomicFile) throws(FileError) {
    try file.finishWriting()
    files.append(FinishedFile(name, file))
  }

  /// Writes the file that says that the folder is whole.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``.
  public mutating func mark(_ name: String, _ bytes: [UInt8]) throws(FileError) {
    var file = try open(name)
    try file.write(bytes)
    try file.finishWriting()
    mark = FinishedFile(name, file)
  }

  /// The SHA-256 digests of the files that were added, in the order in which they were.
  public var digests: [(name: String, sha256: String)] {
    files.map { ($0.name, $0.file.digest.hexadecimal) }
  }

  /// Names files of an older run, which go when the new ones are in their places.
  ///
  /// - Parameter files: names in the folder, or paths from there, with the digests of what was written, asked for
  ///   when it is the turn of the new files: another process may have written into the folder meanwhile. One
  ///   that is written anew, was read or holds something else stays, one that is not there or leads out of the
  ///   folder is passed over.
  public mutating func replace(
    _ files: @autoclosure @escaping () -> [(name: String, sha256: String)]
  ) {
    outdated.append(files)
  }

  /// Names a file of the folder that the new ones belong to: they get their names only while it is as it was read.
  ///
  /// - Parameters:
  ///   - name: its name in the folder.
  ///   - sha256: the digest of what was read.
  public mutating func expect(_ name: String, sha256: String) { expected.append((name, sha256)) }

  private func checkExpected() throws(FileError) {
    for (name, digest) in expected {
      let path = PathParts.join(path, name)
      guard (try? FileReading.sha256(of: path)) == digest else {
        throw .cannotWrite(path: path, fault: .isChanged)
      }
    }
  }

  /// A file of an older run, as it was when it held what that run wrote.
  private struct OlderFile {
    let name: String
    let path: String
    let state: SystemCalls.FileState
  }

  /// The files of an older run that go.
  ///
  /// By its name alone a file may be anybody's, so each is read. That can take long, and a signal that comes
  /// between the renames waits for the last of them: it is done before the first.
  private func olderFiles() -> [OlderFile] {
    let written = Set(files.map { $0.file.path } + [mark?.file.path].compactMap(\.self))
    return outdated.flatMap { $0() }.compactMap { name, digest in
      let path = PathParts.join(path, name)
      guard PathParts.staysInside(name), !written.contains(path), !leadsThroughLink(name),
        !InputFiles.contains(path), let state = SystemCalls.state(of: path),
        (try? FileReading.sha256(of: path)) == digest
      else { return nil }
      return OlderFile(name: name, path: path, state: state)
    }
  }

  /// Refuses what a rename or a removal would be refused for, while the older result is whole.
  private func checkReplaceable(_ older: [OlderFile]) throws(FileError) {
    let places = files.filter { !$0.file.isDirect }.map { $0.file.path } + older.map(\.path)
    for folder in Set(places.map { PathParts.split($0).folder }).sorted() {
      do { try SystemCalls.checkWritable(folder) } catch {
        throw .cannotWrite(path: folder, fault: error)
      }
    }
    for path in places {
      do { try SystemCalls.checkReplaceable(path) } catch {
        throw .cannotWrite(path: path, fault: error)
      }
    }
  }

  private func remove(_ older: [OlderFile]) throws(FileError) {
    // One that was changed since is somebody else's.
    for file in older where SystemCalls.state(of: file.path) == file.state {
      var path = file.path
      do {
        try SystemCalls.removeFile(path)
      } catch {
        throw .cannotWrite(path: path, fault: error)
      }
      // A folder inside goes with its last file; one that is not empty stays.
      for _ in file.name.split(separator: "/").dropFirst() {
        path = PathParts.split(path).folder
        SystemCalls.removeFolder(path)
      }
    }
  }

  /// Whether a folder on the way to a file inside is a link, whose files are not ours.
  private func leadsThroughLink(_ name: String) -> Bool {
    var folder = path
    return name.split(separator: "/").dropLast().contains { part in
      folder = PathParts.join(folder, String(part))
      return SystemCalls.isLink(folder)
    }
  }

  /// Refuses to take the place of a file that was read, before anything is changed.
  ///
  /// - Parameter names: names in the folder, or paths from there.
  /// - Throws: ``FileError/cannotWrite(path:fault:)`` with ``FileFault/isInput``.
  public func spareInputs(_ names: [String]) throws(FileError) {
    let places = names.map { PathParts.join(path, $0) }
    guard let input = places.first(where: InputFiles.contains) else { return }
    throw .cannotWrite(path: input, fault: .isInput)
  }

  /// Gives every file its final name, and removes those of an older run.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)`` where the folder is as it was,
  ///   ``FileError/cannotFinish(path:fault:folder:)`` where some files have their names.
  public consuming func commit() throws(FileError) {
    try spareInputs((files + [mark].compactMap(\.self)).map(\.name))
    // One file alone comes whole by itself.
    let isAlone = files.count <= 1 && mark == nil && expected.isEmpty
    let turn = !isAlone ? try NamingTurn(in: path) : nil
    defer { turn?.end() }
    try checkExpected()
    let older = olderFiles()
    try checkReplaceable(older)
    try takeMarkAway()
    for (index, finished) in files.enumerated() {
      do throws(FileError) {
        try finished.file.takeFinalName(isNew: false)
      } catch {
        guard index == 0 else { throw error.unfinished(path) }
        // Nothing was replaced yet: what the folder holds is still whole.
        putMarkBack()
        throw error
      }
    }
    isCommitted = true
    do throws(FileError) {
      try remove(older)
      syncFolders()
      guard let mark else { return }
      try mark.file.takeFinalName(isNew: false)
      SystemCalls.remove(OutputFolder.takenAway(mark.file.path))
      FolderSync.sync(path)
    } catch {
      throw error.unfinished(path)
    }
  }

  /// Gives every file its final name if nothing stands in any of their places, not even a link.
  ///
  /// - Throws: ``FileError/cannotWrite(path:fault:)``, with ``FileFault/exists`` where something does: then
  ///   none is there.
  consuming func commitNew() throws(FileError) {
    for (index, finished) in files.enumerated() {
      do throws(FileError) {
        try finished.file.takeFinalName(isNew: true)
      } catch {
        for placed in files[..<index] { SystemCalls.remove(placed.file.path) }
        throw error
      }
    }
    isCommitted = true
    syncFolders()
  }

  private func syncFolders() {
    let inside = Set(files.map { PathParts.split($0.file.path).folder }).subtracting([path])
    for folder in inside.sorted() { FolderSync.sync(folder) }
    FolderSync.sync(path)
    // A folder is an entry of the one that it lies in.
    for folder in newFolders.reversed() { FolderSync.sync(PathParts.split(folder).folder) }
  }

  /// The hidden name that the mark of an older result bears while its files are replaced.
  static func takenAway(_ mark: String) -> String {
    let (folder, name) = PathParts.split(mark)
    return PathParts.join(folder, ".\(name).replaced")
  }

  /// Takes the mark of an older result away: its files go one by one from now on.
  private func takeMarkAway() throws(FileError) {
    guard let place = mark?.file.path, case .file = SystemCalls.kind(of: place) else { return }
    let hidden = OutputFolder.takenAway(place)
    do {
      try SystemCalls.rename(place, to: hidden)
    } catch {
      // The mark is a file: a folder can only stand at its hidden name.
      throw .cannotWrite(path: error == .isFolder ? hidden : place, fault: error)
    }
    FolderSync.sync(path)
  }

  private func putMarkBack() {
    guard let place = mark?.file.path else { return }
    try? SystemCalls.rename(OutputFolder.takenAway(place), to: place)
  }

  /// The bytes of the mark of a folder's result, or of one whose replacement was cut off.
  ///
  /// - Parameters:
  ///   - name: the name of the mark.
  ///   - folder: the folder.
  ///   - limit: the most bytes that are read.
  /// - Returns: what can be read, the present one first.
  public static func marks(_ name: String, in folder: String, limit: Int) -> [[UInt8]] {
    let path = PathParts.join(folder, name)
    return [path, takenAway(path)].filter { !FileReading.isStream($0) }
      .compactMap { try? FileReading.bytes(of: $0, limit: limit) }
  }
}

/// A folder's own entries on the disk.
enum FolderSync {
  /// Makes renames inside a folder last through a power cut, where the file system can.
  static func sync(_ folder: String) {
    guard let descriptor = try? SystemCalls.openForReading(folder) else { return }
    try? SystemCalls.sync(descriptor)
    try? SystemCalls.close(descriptor)
  }
}
