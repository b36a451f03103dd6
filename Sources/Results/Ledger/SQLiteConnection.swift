internal import CSQLite

/// What SQLite refused, by its extended code.
///
/// Source: SQLite, *Result and Error Codes* (sqlite.org).
struct SQLiteError: Error {
  /// The extended result code.
  let code: Int32
  /// SQLite's own words.
  let message: String

  /// The code without what it adds about the cause.
  var primaryCode: Int32 { code & 0xFF }
}

/// A value that a statement takes.
enum SQLiteValue {
  case integer(Int)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// One open SQLite file, closed when it is dropped.
///
/// SQLite serialises the calls on a connection (`SQLITE_OPEN_FULLMUTEX`), so that threads may share
/// it; who needs several calls in a row holds a lock of its own.
@safe final class SQLiteConnection: @unchecked Sendable {
  private let handle: OpaquePointer

  /// The version that is linked.
  static var version: String { unsafe String(cString: sqlite3_libversion()) }

  /// Opens a file, or makes it if it may be written.
  ///
  /// - Parameters:
  ///   - path: the file; an empty name stands for a database that is gone when it is closed.
  ///   - isReadOnly: whether nothing may be written.
  /// - Throws: ``SQLiteError``; a file that another process has locked is refused at once.
  init(_ path: String, isReadOnly: Bool) throws(SQLiteError) {
    let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    // A name that begins with `file:` would be taken for an address, which may lead elsewhere.
    let place = path.isEmpty || path.hasPrefix("/") ? path : "./" + path
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(place, &opened, access | SQLITE_OPEN_FULLMUTEX, nil)
    // SQLite lends a handle to tell the error by, except where memory for it is lacking.
    guard let handle = unsafe opened else {
      throw SQLiteError(code: code, message: "out of memory")
    }
    unsafe self.handle = handle
    guard code == SQLITE_OK else { throw failure() }
    unsafe sqlite3_extended_result_codes(handle, 1)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Does statements that give no rows, separated by `;`.
  func execute(_ sql: String) throws(SQLiteError) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// Prepares one statement, to be done many times.
  func statement(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared = unsafe prepared else { throw failure() }
    return unsafe SQLiteStatement(prepared, of: handle)
  }

  /// The first column of the first row as a whole number; nil where there is none.
  func integer(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> Int? {
    let statement = try statement(sql)
    try statement.bind(values)
    return try statement.step() ? statement.integer(0) : nil
  }

  /// Does all of a body, or nothing of it where it throws.
  ///
  /// - Parameters:
  ///   - isExclusive: whether other processes are locked out from the start.
  ///   - body: what is done.
  /// - Throws: what `body` throws, or ``SQLiteError``.
  func transaction(isExclusive: Bool = false, _ body: () throws -> Void) throws {
    try execute(isExclusive ? "begin exclusive" : "begin")
    do {
      try body()
      try execute("commit")
    } catch {
      // A full disk may have ended the transaction already.
      if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("rollback") }
      throw error
    }
  }

  private func failure() -> SQLiteError { unsafe SQLiteError(of: handle) }
}

extension SQLiteError {
  /// The last error of a connection.
  fileprivate init(of handle: OpaquePointer) {
    code = unsafe sqlite3_extended_errcode(handle)
    message = unsafe String(cString: sqlite3_errmsg(handle))
  }
}

/// A prepared statement and the row at which it stands.
@safe final class SQLiteStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  fileprivate init(_ handle: OpaquePointer, of connection: OpaquePointer) {
    unsafe self.handle = handle
    unsafe self.connection = connection
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Gives the statement its values, from the first `?` on.
  func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code =
        switch value {
        case .integer(let number): unsafe sqlite3_bind_int64(handle, place, Int64(number))
        case .real(let number): unsafe sqlite3_bind_double(handle, place, number)
        case .text(let text): unsafe bind_copied_text(handle, place, text, Int32(text.utf8.count))
        case .bytes(let bytes): unsafe bind_copied_bytes(handle, place, bytes, Int32(bytes.count))
        }
      guard code == SQLITE_OK else { throw failure() }
    }
  }

  /// Does the statement once with some values.
  func run(_ values: [SQLiteValue]) throws(SQLiteError) {
    try bind(values)
    _ = try step()
    // The error of a step was thrown by it.
    unsafe sqlite3_reset(handle)
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  func step() throws(SQLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else {
      let failure = failure()
      unsafe sqlite3_reset(handle)
      throw failure
    }
    return false
  }

  /// A column of the row as a whole number; the tables are strict, so that it is one.
  func integer(_ column: Int32) -> Int { unsafe Int(sqlite3_column_int64(handle, column)) }

  /// A column of the row as a number.
  func real(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }

  /// A column of the row as a text.
  func text(_ column: Int32) -> String {
    guard let bytes = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// A column of the row as bytes.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  private func failure() -> SQLiteError { unsafe SQLiteError(of: connection) }
}
