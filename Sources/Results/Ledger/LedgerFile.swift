internal import CSQLite
internal import Tables

/// The SQLite file under a ledger: its form, how it is opened, and what SQLite's errors mean.
///
/// A rollback journal rather than a write-ahead log: the ledger is one file whenever nobody writes, it
/// needs no memory shared between processes (which network file systems of clusters do not have),
/// and with one transaction for a batch of points its slower commits do not count. `FULL` syncs journal
/// and file in the order that survives a power cut. The exclusive lock is held from the first
/// transaction to the end of the process, and the kernel drops it when the process dies.
///
/// Source: SQLite, *Atomic Commit In SQLite* and *Pragma statements* (sqlite.org).
enum LedgerFile {
  /// "WMRK": what `file(1)` and we know our files by.
  static let application = 0x574D_524B
  /// What stands for the path of a ledger without a name; no path of another ends so.
  static let temporary = "the temporary ledger"
  /// The form of the tables.
  static let form = 5

  /// Each stretch of work carries a checksum of its results and of the identity
  /// (``PointResult/checksum(sealedBy:)``), and the identity one of its facts: what SQLite cannot know to be damaged,
  /// or to be of another experiment.
  static let tables = """
    create table seal (checksum integer not null) strict;
    create table identity (
      fact integer not null, name text not null, line integer not null, text text not null,
      primary key (fact, line)) strict, without rowid;
    create table coordinates (
      point integer not null, variable integer not null, value real not null,
      primary key (point, variable)) strict, without rowid;
    create table work (
      point integer not null, first_path integer not null, end_path integer not null,
      checksum integer not null,
      primary key (point, first_path)) strict, without rowid;
    create table counts (
      point integer not null, case_index integer not null, row_index integer not null,
      first_path integer not null, paths integer not null, met integer not null,
      met_by_reference integer not null, met_by_both integer not null, failed integer not null,
      compared integer not null, met_of_compared integer not null,
      primary key (point, case_index, row_index, first_path)) strict, without rowid;
    create table levels (
      point integer not null, case_index integer not null, level_index integer not null,
      first_path integer not null, histogram blob not null,
      primary key (point, case_index, level_index, first_path)) strict;
    """

  /// The most bytes of the path of a file, from the root on, that SQLite opens.
  ///
  /// Source: SQLite, `MAX_PATHNAME` in its `os_unix.c`, of which the ending of the journal takes eight.
  static let longestPath = 504

  /// The bytes of a path from the root on.
  private static func length(of path: String) -> Int {
    let (folder, name) = PathParts.split(path)
    return PathParts.join(FileReading.resolved(folder) ?? folder, name).utf8.count
  }

  /// Whether something stands at a path.
  static func exists(_ path: String) -> Bool { FileReading.resolved(path) != nil }

  /// What an SQLite file begins with.
  private static let fileMark = Array("SQLite format 3\0".utf8)
  /// What a journal begins with, and ends with where it names a super-journal.
  private static let journalMark: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  /// Refuses what SQLite would obey, before it opens a file of others.
  ///
  /// It reads what stands beside the file by itself, and would wait at a pipe for its other end. It keeps a
  /// write-ahead log beside a file that asks for one, or has one already. And where a journal ends in the name of
  /// a file, the super-journal of databases that were written together, it deletes that file. A ledger has neither
  /// log nor super-journal.
  ///
  /// Source: SQLite, *Database File Format*, 1.3.3 and 3 (sqlite.org); `readSuperJournal` in its `pager.c`.
  private static func checkBeforeOpening(_ path: String) throws(LedgerError) {
    // SQLite follows a link before it looks beside the file.
    let file = FileReading.isLink(path) ? FileReading.resolved(path) ?? path : path
    let (journal, log) = (file + "-journal", file + "-wal")
    guard !exists(log) else { throw .notALedger(path: log) }
    let header = try bytes(of: file) { _ in 0..<20 }
    if header.count == 20, header.starts(with: fileMark), header[18...19] != [1, 1] {
      throw .corrupt(path: path, detail: "it asks for a write-ahead log, which no ledger has")
    }
    let end = try bytes(of: journal) { max(0, $0 - journalMark.count)..<$0 }
    guard end != journalMark else { throw .namesAFile(path: journal) }
  }

  /// Some bytes of a file by its size; none where nothing stands.
  private static func bytes(
    of path: String, _ range: (Int) -> Range<Int>
  ) throws(LedgerError) -> [UInt8] {
    guard exists(path) else { return [] }
    guard let size = FileReading.size(of: path) else { throw .notALedger(path: path) }
    // Closing a file gives up all locks that its process has on it: nobody here has opened it yet.
    do { return try FileReading.bytes(of: path, range(size)) } catch { throw .noFolder(error) }
  }

  static func open(_ path: String, isReadOnly: Bool) throws(LedgerError) -> SQLiteConnection {
    if path != "" { try checkBeforeOpening(path) }
    do throws(SQLiteError) {
      let database = try SQLiteConnection(path, isReadOnly: isReadOnly)
      if !isReadOnly {
        try database.execute("pragma locking_mode = exclusive")
        try database.execute("pragma journal_mode = delete")
        try database.execute("pragma synchronous = full")
      }
      return database
    } catch {
      throw meaning(of: error, path)
    }
  }

  /// What an error of SQLite means for a ledger.
  static func meaning(of error: any Error, _ path: String) -> LedgerError {
    if let error = error as? LedgerError { return error }
    guard let error = error as? SQLiteError else {
      return .inputOutput(path: path, detail: "\(error)")
    }
    let detail = error.message
    switch error.primaryCode {
    case SQLITE_FULL where path == temporary: return .notKept(detail: detail)
    case SQLITE_FULL: return .diskFull(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: return .inUse(path: path)
    case SQLITE_NOTADB: return .notALedger(path: path)
    case SQLITE_CORRUPT: return .corrupt(path: path, detail: detail)
    case _ where path == temporary: return .notKept(detail: detail)
    // Our own statements fit the tables that we make, and no number is written twice.
    case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH:
      return .corrupt(path: path, detail: detail)
    case SQLITE_READONLY where error.code != SQLITE_READONLY: return .cutOff(path: path)
    case SQLITE_CANTOPEN where length(of: path) > longestPath:
      return .longPath(path: path, bytes: length(of: path))
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
      return .cannotOpen(path: path, detail: detail)
    case SQLITE_IOERR:
      // SQLite does not tell a file that has reached this limit from a disk that fails.
      let limit = FileReading.writableSize.map { "; files end at \($0 >> 10) KiB here, ulimit -f" }
      return .inputOutput(path: path, detail: detail + (limit ?? ""))
    default: return .inputOutput(path: path, detail: detail)
    }
  }

  /// Checks that the file is ours, of a form that we know, and whole.
  ///
  /// - Returns: whether there is anything in it: a process that was killed while it made the file
  ///   leaves an empty one.
  static func check(_ database: SQLiteConnection, _ path: String) throws -> Bool {
    let application = try database.integer("pragma application_id") ?? 0
    let tables = try database.integer("select count(*) from sqlite_master") ?? 0
    if application == 0 && tables == 0 { return false }
    guard application == Self.application else { throw LedgerError.notALedger(path: path) }
    let form = try database.integer("pragma user_version") ?? 0
    guard form <= Self.form else {
      throw LedgerError.newer(path: path, form: form, known: Self.form)
    }
    guard form == Self.form else {
      throw LedgerError.older(path: path, form: form, known: Self.form)
    }
    // A view without an end in the place of a table would be read for ever, a trigger would write on.
    guard try shape(of: database) == ownShape() else {
      throw LedgerError.corrupt(path: path, detail: "its tables are not those of a ledger")
    }
    let check = try database.statement("pragma quick_check(1)")
    if try check.step(), check.text(0) != "ok" {
      throw LedgerError.corrupt(path: path, detail: check.text(0))
    }
    // SQLite reads zeros for what is missing of the last page.
    let pages = try database.integer("pragma page_count") ?? 0
    let size = try database.integer("pragma page_size") ?? 0
    guard FileReading.size(of: path) == pages * size else {
      throw LedgerError.corrupt(path: path, detail: "the file does not end where it should")
    }
    return true
  }

  /// All that SQLite keeps of the form of a database: tables, indices, views and triggers; what it counts for
  /// itself (`ANALYZE`) is none of it.
  private static func shape(of database: SQLiteConnection) throws -> [[String]] {
    let rows = try database.statement(
      """
      select type, name, tbl_name, coalesce(sql, '') from sqlite_master
      where not (type = 'table' and name like 'sqlite_stat%') order by name, type
      """)
    var shape: [[String]] = []
    while try rows.step() { shape.append((0..<4).map(rows.text)) }
    return shape
  }

  /// That of a new ledger.
  private static func ownShape() throws -> [[String]] {
    let empty = try SQLiteConnection("", isReadOnly: false)
    try empty.execute(tables)
    return try shape(of: empty)
  }

  /// Says what the file is.
  static func mark(_ database: SQLiteConnection) throws(SQLiteError) {
    try database.execute("pragma application_id = \(application)")
    try database.execute("pragma user_version = \(form)")
  }

  static func create(
    _ database: SQLiteConnection, _ identity: ExperimentIdentity
  ) throws {
    try database.execute(tables)
    try mark(database)
    let insert = try database.statement("insert into identity values (?, ?, ?, ?)")
    for (index, fact) in identity.facts.enumerated() {
      // A fact without lines is kept as a row before the first.
      let lines = fact.lines.isEmpty ? [(-1, "")] : Array(fact.lines.enumerated())
      for (line, text) in lines {
        try insert.run([.integer(index), .text(fact.name), .integer(line), .text(text)])
      }
    }
    try database.statement("insert into seal values (?)").run([.integer(identity.checksum)])
  }

  static func identity(
    _ database: SQLiteConnection, _ path: String
  ) throws -> ExperimentIdentity {
    var identity = ExperimentIdentity()
    var (name, lines): (String?, [String]) = (nil, [])
    let row = try database.statement("select name, line, text from identity order by fact, line")
    while try row.step() {
      let next = row.text(0)
      if next != name {
        if let name { identity.set(name, lines) }
        (name, lines) = (next, [])
      }
      if row.integer(1) >= 0 { lines.append(row.text(2)) }
    }
    if let name { identity.set(name, lines) }
    guard try database.integer("select checksum from seal") == identity.checksum else {
      throw LedgerError.corrupt(path: path, detail: "what it says of its experiment was changed")
    }
    return identity
  }
}
