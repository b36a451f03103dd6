internal import Foundation
public import Wording

/// The calls we make into the system's file interface, one function per call.
///
/// This is the only file of the module that hands pointers to C: a `-1` is turned into the error
/// number here and nowhere else. Foundation offers neither a rename that replaces its target in
/// one step nor a sync of a folder, and both are what makes a result file whole or absent.
enum SystemCalls {
  /// What stands at a path.
  enum Kind: Equatable {
    case nothing, file(size: Int), folder
    /// A device, a pipe or a socket: written straight, for it cannot be renamed over.
    case other
  }

  static func kind(of path: String) -> Kind {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0 else { return .nothing }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(facts.st_size))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Which file stands at a path, and when it was written: another one where anybody has written since.
  struct FileState: Equatable {
    let device: dev_t
    let number: ino_t
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// The state of a regular file; nil where none stands.
  static func state(of path: String) -> FileState? {
    var facts = stat()
    guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileState(
      device: facts.st_dev, number: facts.st_ino, size: Int(facts.st_size),
      seconds: facts.st_mtim.tv_sec, nanoseconds: facts.st_mtim.tv_nsec)
  }

  /// Whether a link stands at a path, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var facts = stat()
    guard unsafe lstat(path, &facts) == 0 else { return false }
    return facts.st_mode & S_IFMT == S_IFLNK
  }

  static var standardInput: Int32 { STDIN_FILENO }

  static var standardOutput: Int32 { STDOUT_FILENO }

  static var standardError: Int32 { STDERR_FILENO }

  static func openForReading(_ path: String) throws(FileFault) -> Int32 {
    try checked(unsafe open(path, O_RDONLY | O_CLOEXEC))
  }

  /// Opens a device or a pipe for writing; does not wait until somebody reads a pipe.
  static func openForWriting(_ path: String) throws(FileFault) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 || errno != ENXIO else { throw .unread }
    _ = try checked(descriptor)
    // What is written waits for its reader.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    return descriptor
  }

  /// Opens a file to lock it, and makes it where nothing stands; no link is followed.
  static func openToLock(_ path: String) throws(FileFault) -> Int32 {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    while true {
      let own = unsafe open(path, flags | O_CREAT | O_EXCL, 0o444)
      if own >= 0 {
        // Others wait for it too, whatever the umask hides from them.
        _ = fchmod(own, 0o444)
        return own
      }
      guard errno == EEXIST else { throw FileFault(number: errno) }
      guard kind(of: path) != .folder else { throw .isFolder }
      // Asking to make what another user has made is refused in folders for all.
      let others = unsafe open(path, flags)
      if others >= 0 || errno != ENOENT { return try checked(others) }
    }
  }

  /// Whether a file that is open still stands at a path.
  static func stands(_ descriptor: Int32, at path: String) -> Bool {
    var (own, there) = (stat(), stat())
    guard unsafe fstat(descriptor, &own) == 0, unsafe lstat(path, &there) == 0 else { return false }
    return (own.st_dev, own.st_ino) == (there.st_dev, there.st_ino)
  }

  /// Opens a file that is not there yet, not even as a link.
  static func openNew(_ path: String) throws(FileFault) -> Int32 {
    try UnfinishedFiles.making(path) { () throws(FileFault) in
      try checked(unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666))
    }
  }

  /// Waits until a descriptor that does not block, as others may leave a standard stream, can be read or written.
  private static func wait(for event: Int32, on descriptor: Int32) throws(FileFault) {
    var place = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    while unsafe poll(&place, 1, -1) < 0 {
      guard errno == EINTR else { throw FileFault(number: errno) }
    }
  }

  /// Writes all bytes, however many calls it takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileFault) {
    var done = 0
    while done < bytes.count {
      let step = unsafe bytes.withUnsafeBytes { raw in
        unsafe Foundation.write(
          descriptor, raw.baseAddress.map { unsafe $0 + done }, raw.count - done)
      }
      if step < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { throw FileFault(number: errno) }
        try wait(for: POLLOUT, on: descriptor)
        continue
      }
      done += step
    }
  }

  /// Reads to the end of the file, or to the limit.
  ///
  /// - Parameters:
  ///   - descriptor: what is read.
  ///   - size: how many bytes are expected, if that is known.
  ///   - limit: how many are accepted.
  /// - Returns: the bytes; one more than the limit says that the file is longer.
  /// - Throws: what the system says where it cannot be read.
  static func readAll(
    _ descriptor: Int32, size: Int = 0, limit: Int
  ) throws(FileFault) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limit))
    while bytes.count <= limit {
      let piece = try read(descriptor, count: 1 << 18)
      if piece.isEmpty { break }
      bytes += piece
    }
    if bytes.count > limit { bytes.removeLast(bytes.count - limit - 1) }
    return bytes
  }

  /// Reads what comes next.
  ///
  /// - Returns: at most so many bytes; none at the end of the file.
  static func read(_ descriptor: Int32, count: Int) throws(FileFault) -> [UInt8] {
    while true {
      var number: Int32?
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let step = unsafe Foundation.read(descriptor, buffer.baseAddress, count)
        if step < 0 { number = errno }
        filled = max(step, 0)
      }
      switch number {
      case nil: return piece
      case EINTR: continue
      case EAGAIN: try wait(for: POLLIN, on: descriptor)
      case let number?: throw FileFault(number: number)
      }
    }
  }

  /// Goes to a place of a file.
  static func move(_ descriptor: Int32, to offset: Int) throws(FileFault) {
    guard lseek(descriptor, offset, SEEK_SET) >= 0 else { throw FileFault(number: errno) }
  }

  static func sync(_ descriptor: Int32) throws(FileFault) {
    guard fsync(descriptor) == 0 else {
      // A pipe or a device has nothing to sync.
      if errno == EINVAL || errno == EROFS || errno == ENOTSUP { return }
      throw FileFault(number: errno)
    }
  }

  static func close(_ descriptor: Int32) throws(FileFault) {
    guard Foundation.close(descriptor) == 0 else { throw FileFault(number: errno) }
  }

  /// How a folder is locked: with others, alone, or alone if that needs no waiting.
  enum Lock {
    case shared, alone, aloneAtOnce
  }

  /// Locks a folder, or changes its lock, which is given up when the descriptor is closed.
  ///
  /// - Returns: whether it is locked.
  @discardableResult
  static func lock(_ descriptor: Int32, _ lock: Lock) -> Bool {
    let operation =
      switch lock {
      case .shared: LOCK_SH
      case .alone: LOCK_EX
      case .aloneAtOnce: LOCK_EX | LOCK_NB
      }
    while flock(descriptor, operation) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  /// The names in a folder; none where it cannot be read.
  static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// Refuses a folder in which the user may make no files.
  static func checkWritable(_ folder: String) throws(FileFault) {
    guard unsafe access(folder, W_OK | X_OK) == 0 else { throw FileFault(number: errno) }
  }

  /// Refuses a file in whose place the user may put no other one: in a folder for all (`/tmp`) only the owner of
  /// the file or of the folder may.
  static func checkReplaceable(_ path: String) throws(FileFault) {
    var (file, folder) = (stat(), stat())
    guard unsafe lstat(path, &file) == 0, unsafe stat(PathParts.split(path).folder, &folder) == 0,
      folder.st_mode & S_ISVTX != 0
    else { return }
    guard [0, file.st_uid, folder.st_uid].contains(geteuid()) else { throw .notPermitted }
  }

  /// Puts `from` in the place of `to` in one step.
  static func rename(_ from: String, to: String) throws(FileFault) {
    try UnfinishedFiles.naming(from) { () throws(FileFault) in
      guard unsafe Foundation.rename(from, to) == 0 else { throw FileFault(number: errno) }
    }
  }

  /// Gives a file a name that nothing has, not even a link.
  static func renameToNew(_ from: String, _ to: String) throws(FileFault) {
    var number: Int32 = 0
    do throws(FileFault) {
      return try UnfinishedFiles.naming(from) { () throws(FileFault) in
        guard unsafe link(from, to) == 0 else {
          number = errno
          throw FileFault(number: number)
        }
        removeUnfinished(from)
      }
    } catch {
      // Where a file has one name only, an empty file keeps the place.
      guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(number) else { throw error }
    }
    try close(openNew(to))
    try rename(from, to: to)
    UnfinishedFiles.end(to)
  }

  /// Removes a file that is there, or says why not.
  static func removeFile(_ path: String) throws(FileFault) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw FileFault(number: errno) }
  }

  /// Removes a file if that can be done.
  static func remove(_ path: String) {
    removeUnfinished(path)
    UnfinishedFiles.end(path)
  }

  /// Removes what ``UnfinishedFiles`` itself strikes off.
  static func removeUnfinished(_ path: String) {
    _ = unsafe unlink(path)
  }

  static func removeFolder(_ path: String) {
    _ = unsafe rmdir(path)
  }

  static func makeFolder(_ path: String) throws(FileFault) {
    try UnfinishedFiles.making(folder: path) { () throws(FileFault) in
      guard unsafe mkdir(path, 0o777) == 0 else {
        let fault = FileFault(number: errno)
        throw fault == .exists && kind(of: path) == .nothing ? .leadsNowhere : fault
      }
    }
  }

  /// The path without links, `.` and `..`; nil when nothing stands there.
  static func realPath(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// The cells of a line of a terminal; nil where there is none.
  static func terminalWidth(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// The most bytes of addresses that the process may have; nil where there is no limit.
  static var addressLimit: Int? { limit(RLIMIT_AS) }

  /// The most bytes of data of its own that the process may have; nil where there is no limit.
  static var dataLimit: Int? { limit(RLIMIT_DATA) }

  /// The most bytes of the stack that the process may have; nil where there is no limit.
  static var stackLimit: Int? { limit(RLIMIT_STACK) }

  /// The most bytes of a file that the process may write; nil where there is no limit.
  static var fileLimit: Int? { limit(RLIMIT_FSIZE) }

  /// Raises how many files can be open at a time as far as the process may.
  static func raiseOpenFiles() {
    var limits = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else {
      return
    }
    limits.rlim_cur = limits.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
  }

  private static func limit(_ resource: __rlimit_resource) -> Int? {
    var limits = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0,
      limits.rlim_cur < UInt(Int.max)
    else { return nil }
    return Int(limits.rlim_cur)
  }

  /// The places of the arguments of the program, from 1, that are no UTF-8.
  static var unreadableArguments: [Int] {
    (1..<max(1, Int(CommandLine.argc))).filter { place in
      unsafe CommandLine.unsafeArgv[place].map { unsafe String(validatingCString: $0) == nil }
        ?? false
    }
  }

  /// Opens what needs no file and no right: an end of nothing.
  static func openNothing() throws(FileFault) -> Int32 {
    try checked(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
  }

  private static func checked(_ descriptor: Int32) throws(FileFault) -> Int32 {
    guard descriptor >= 0 else { throw FileFault(number: errno) }
    return descriptor
  }
}

/// Why the system refused a file.
public enum FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing stands at the path, or a folder on the way to it is missing.
  case missing
  /// The user may not read or write there.
  case notPermitted
  /// The path is a folder.
  case isFolder
  /// A part of the path before the last is a file.
  case notAFolder
  /// No space left on the disk, or the user's quota is used up.
  case diskFull
  /// The file is larger than a process may write here.
  case tooLong
  /// The disk or its connection fails.
  case broken
  /// The file system can only be read.
  case readOnly
  /// A file that is to be new is there.
  case exists
  /// A link stands there, and what it leads to is missing.
  case leadsNowhere
  /// A link stands where a folder or a file of the result goes.
  case isLink
  /// It is one of the files that the result was made from.
  case isInput
  /// Another process has changed what the result belongs to.
  case isChanged
  /// A pipe or a socket that nobody reads.
  case unread
  /// Its name has several lines, of which messages would have one each.
  case hasSeveralLines
  /// Any other error, by the system's number.
  case other(number: Int32)

  init(number: Int32) {
    self =
      switch number {
      case ENOENT: .missing
      case EACCES, EPERM: .notPermitted
      case EISDIR: .isFolder
      case ENOTDIR: .notAFolder
      case ENOSPC, EDQUOT: .diskFull
      case EFBIG: .tooLong
      case EIO: .broken
      case EROFS: .readOnly
      case EEXIST: .exists
      default: .other(number: number)
      }
  }

  /// The fault as the end of a sentence that begins with the path, in English.
  public var description: String { phrase.english }

  /// The fault as the end of a sentence that begins with the path.
  public var phrase: Phrase {
    switch self {
    case .missing: Phrase("does not exist", "不存在")
    case .notPermitted: Phrase("is not yours to read or write (permission denied)", "无权读写")
    case .isFolder: Phrase("is a folder, not a file", "是文件夹，不是文件")
    case .notAFolder: Phrase("leads through a file as if it were a folder", "路径中把文件当作了文件夹")
    case .diskFull: Phrase("does not fit: the disk or the quota is full", "放不下：磁盘或配额已满")
    case .tooLong:
      Phrase("is larger than a file may be here (ulimit -f)", "超过此处文件大小的上限（ulimit -f）")
    case .broken:
      Phrase("fails on the disk (input/output error)", "磁盘出错（输入/输出错误）")
    case .exists: Phrase("is there already", "已存在")
    case .leadsNowhere:
      Phrase("is a link to what is not there", "是指向不存在之处的链接")
    case .isLink:
      Phrase("is a link, and what it leads to is left alone; remove it", "是链接，其指向之处不予改动；请删去该链接")
    case .unread:
      Phrase(
        "is a pipe or a socket that nobody reads; remove it, or have it read meanwhile",
        "是无人读取的管道或套接字；请删去，或同时读取它")
    case .hasSeveralLines:
      Phrase("has a line feed in its name; rename it", "的文件名含换行；请改名")
    case .isInput:
      Phrase(
        "was read for this result and would be written over; name another folder",
        "是本结果的输入文件，将被覆盖；请另选文件夹")
    case .isChanged:
      Phrase(
        "was changed by another process meanwhile, so that the result does not belong to it; do it again",
        "已被另一进程改动，本结果与其不符；请重做")
    case .readOnly: Phrase("is on a file system that can only be read", "位于只读的文件系统")
    case .other(let number):
      Phrase(
        "is refused by the system (\(unsafe String(cString: strerror(number))))",
        "被系统拒绝（\(unsafe String(cString: strerror(number)))）")
    }
  }
}
