internal import Synchronization
internal import Tables

/// What an experiment has found so far, in an SQLite file that survives a kill at any moment.
///
/// It holds the identity of the experiment and, for each point, case and row (a target with its
/// deadline), integer counts over ranges of paths. A batch of points is one transaction: it is in the
/// file or it is not. Counts add, so that paths can be raised later without doing anything again.
public final class ExperimentLedger: Sendable {
  /// The name of the file in the folder of its experiment.
  public static let fileName = "experiment.sqlite"

  /// The version of SQLite that writes it, such as 3.40.1.
  public static var databaseVersion: String { SQLiteConnection.version }

  /// The file.
  public let path: String
  /// The experiment.
  public let identity: ExperimentIdentity
  private let database: SQLiteConnection
  /// What its results look like; nil where that is not known.
  private let shape: ResultShape?
  /// The checksum of the identity, which every result carries.
  private let seal: Int
  private let lock = Mutex(())

  private init(
    _ database: SQLiteConnection, _ path: String, _ identity: ExperimentIdentity,
    _ shape: ResultShape? = nil
  ) {
    self.database = database
    self.path = path
    self.identity = identity
    self.shape = shape
    seal = identity.checksum
  }

  /// Opens the ledger of an experiment for writing, or makes it.
  ///
  /// - Parameters:
  ///   - folder: the folder of the experiment, made in a parent that exists.
  ///   - identity: the experiment.
  ///   - shape: what its results look like; nil where that is not known.
  ///   - resume: whether to go on with an experiment that is there; what is not there is begun.
  /// - Returns: the ledger, locked against other processes until it is dropped.
  /// - Throws: ``LedgerError``; ``LedgerError/changed(_:)`` where the file holds another experiment.
  public static func open(
    in folder: String, _ identity: ExperimentIdentity, shape: ResultShape? = nil, resume: Bool
  ) throws(LedgerError) -> ExperimentLedger {
    let path = PathParts.join(folder, fileName)
    // Made here, the folder goes with what becomes of the ledger: it stays where that is in it.
    let place: OutputFolder
    do { place = try OutputFolder(folder) } catch { throw .noFolder(error) }
    guard !FileReading.isLink(path) else {
      throw .noFolder(.cannotWrite(path: path, fault: .isLink))
    }
    let database = try LedgerFile.open(path, isReadOnly: false)
    do {
      try database.transaction(isExclusive: true) {
        if try LedgerFile.check(database, path) {
          guard resume else { throw LedgerError.alreadyThere(path: path) }
          let changes = identity.changes(since: try LedgerFile.identity(database, path))
          guard changes.isEmpty else {
            throw LedgerError.changed(ChangedExperiment(path: path, changes: changes))
          }
          // SQLite takes away the journal that a killed process left with its own, which a write makes.
          if LedgerFile.exists(path + "-journal") { try LedgerFile.mark(database) }
        } else {
          try LedgerFile.create(database, identity)
        }
      }
    } catch {
      throw LedgerFile.meaning(of: error, path)
    }
    do { try place.commit() } catch { throw .noFolder(error) }
    let ledger = ExperimentLedger(database, path, identity, shape)
    try ledger.check()
    return ledger
  }

  /// Makes a ledger without a name, gone with the value: for results that nobody wants to keep but
  /// that need not fit into memory.
  ///
  /// - Parameter identity: the experiment.
  /// - Returns: an empty ledger.
  /// - Throws: ``LedgerError``.
  public static func temporary(
    _ identity: ExperimentIdentity
  ) throws(LedgerError) -> ExperimentLedger {
    try temporary(identity, pages: nil)
  }

  /// Makes a ledger without a name that is full after some pages, as a disk may be.
  package static func temporary(
    _ identity: ExperimentIdentity, pages: Int?
  ) throws(LedgerError) -> ExperimentLedger {
    // SQLite keeps a database of an empty name in memory and, where that grows, in a temporary file.
    let database = try LedgerFile.open("", isReadOnly: false)
    do {
      try database.transaction {
        try LedgerFile.create(database, identity)
        if let pages { try database.execute("pragma max_page_count = \(pages)") }
      }
    } catch {
      throw LedgerFile.meaning(of: error, LedgerFile.temporary)
    }
    return ExperimentLedger(database, LedgerFile.temporary, identity)
  }

  /// Opens a finished ledger for reading.
  ///
  /// - Parameters:
  ///   - folder: the folder of the experiment.
  ///   - shape: what the results of an experiment look like; nil where that is not known.
  /// - Returns: the ledger; others may read it too.
  /// - Throws: ``LedgerError``.
  public static func read(
    in folder: String, shape: (ExperimentIdentity) -> ResultShape? = { _ in nil }
  ) throws(LedgerError) -> ExperimentLedger {
    let path = PathParts.join(folder, fileName)
    guard LedgerFile.exists(path) else { throw .missing(path: path) }
    let database = try LedgerFile.open(path, isReadOnly: true)
    let ledger: ExperimentLedger
    do {
      guard try LedgerFile.check(database, path) else { throw LedgerError.missing(path: path) }
      let identity = try LedgerFile.identity(database, path)
      ledger = ExperimentLedger(database, path, identity, shape(identity))
    } catch {
      throw LedgerFile.meaning(of: error, path)
    }
    try ledger.check()
    return ledger
  }

  /// Reads all results once, against their checksums and the shape of the experiment.
  ///
  /// - Throws: ``LedgerError``; ``LedgerError/corrupt(path:detail:)`` where one is not what was recorded.
  private func check() throws(LedgerError) {
    do { try forEachPart { _ in } } catch { throw LedgerFile.meaning(of: error, path) }
  }

  /// Keeps the results of a batch of points: all of them or, after an error or a kill, none.
  ///
  /// - Parameter batch: results that the ledger does not have yet.
  /// - Throws: ``LedgerError``, in particular ``LedgerError/diskFull(path:)``; what was kept before stays.
  public func record(_ batch: [PointResult]) throws(LedgerError) {
    try locked { database in
      try database.transaction(isExclusive: true) {
        let work = try database.statement("insert into work values (?, ?, ?, ?)")
        let coordinate = try database.statement(
          "insert or ignore into coordinates values (?, ?, ?)")
        let count = try database.statement(
          "insert into counts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        let level = try database.statement("insert into levels values (?, ?, ?, ?, ?)")
        for result in batch {
          let (first, end) = (result.paths.lowerBound, result.paths.upperBound)
          try work.run(
            [result.point, first, end, result.checksum(sealedBy: seal)].map { .integer($0) })
          for (variable, value) in result.values.enumerated() {
            try coordinate.run([.integer(result.point), .integer(variable), .real(value)])
          }
          for (caseIndex, rows) in result.counts.enumerated() {
            for (row, counts) in rows.enumerated() {
              let numbers = [
                result.point, caseIndex, row, first, counts.paths, counts.met,
                counts.metByReference, counts.metByBoth, counts.failed, counts.compared,
                counts.metOfCompared,
              ]
              try count.run(numbers.map { .integer($0) })
            }
          }
          for (caseIndex, levels) in result.levels.enumerated() {
            for (index, histogram) in levels.enumerated() {
              let numbers = [result.point, caseIndex, index, first]
              try level.run(numbers.map { .integer($0) } + [.bytes(histogram.bytes)])
            }
          }
        }
      }
    }
  }

  /// What is still to do until each of some points has paths 0 ..< `paths`.
  ///
  /// - Parameters:
  ///   - points: the points of this process.
  ///   - paths: the number of paths that each is to have.
  /// - Returns: neighbouring points that lack the same paths together, in the order of points.
  /// - Throws: ``LedgerError``; ``LedgerError/fewerPaths(path:asked:done:)`` where a point has more.
  public func missing(points: Range<Int>, paths: Int) throws(LedgerError) -> [MissingWork] {
    var found: [MissingWork] = []
    func lack(_ points: Range<Int>, from done: Int) {
      guard !points.isEmpty && done < paths else { return }
      if let last = found.last, last.points.upperBound == points.lowerBound,
        last.paths.lowerBound == done
      {
        found[found.count - 1] = MissingWork(
          points: last.points.lowerBound..<points.upperBound, paths: last.paths)
      } else {
        found.append(MissingWork(points: points, paths: done..<paths))
      }
    }
    var next = points.lowerBound
    try forEachDone { (point, done) throws(LedgerError) in
      guard done <= paths else {
        throw .fewerPaths(path: self.path, asked: paths, done: done)
      }
      guard points.contains(point) else { return }
      lack(next..<point, from: 0)
      lack(point..<(point + 1), from: done)
      next = point + 1
    }
    lack(next..<points.upperBound, from: 0)
    return found
  }

  /// Checks that points have all their paths, once what they lacked was recorded.
  ///
  /// - Throws: ``LedgerError``; ``LedgerError/corrupt(path:detail:)`` where one lacks some.
  package func checkDone(points: Range<Int>, paths: Int) throws(LedgerError) {
    guard try missing(points: points, paths: paths).isEmpty else {
      throw damaged("it does not keep what is recorded")
    }
  }

  /// Lends the points that were begun, with the number of paths that each has.
  ///
  /// - Parameter body: takes a point and its paths, in the order of points.
  /// - Throws: ``LedgerError``.
  package func forEachDone(
    _ body: (_ point: Int, _ paths: Int) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try locked { database in
      // That the stretches of a point follow each other was seen when the results were read.
      let row = try database.statement(
        "select point, max(end_path) from work group by point order by point")
      while try row.step() { try body(row.integer(0), row.integer(1)) }
    }
  }

  /// Lends the totals of each point over all its paths, one point at a time.
  ///
  /// - Parameter body: takes the total of a point, in the order of points.
  /// - Throws: ``LedgerError``, or what `body` throws.
  public func forEachTotal(_ body: (PointResult) throws -> Void) throws {
    var total: PointResult?
    try forEachPart { part in
      if let done = total, done.point == part.point {
        total = done.joined(part)
      } else {
        if let total { try body(total) }
        total = part
      }
    }
    if let total { try body(total) }
  }

  /// Lends the results as they were recorded, one point and stretch of paths at a time.
  ///
  /// It walks through the tables in step, so that one result stands in memory.
  ///
  /// - Parameter body: takes a result, in the order of points, then of paths.
  /// - Throws: ``LedgerError``; ``LedgerError/corrupt(path:detail:)`` where a result is not what was
  ///   recorded; or what `body` throws.
  public func forEachPart(_ body: (PointResult) throws -> Void) throws {
    try reading { database in
      let work = try database.statement(
        "select point, first_path, end_path, checksum from work order by point, first_path")
      var counts = try CountRows(
        database.statement(
          "select point, first_path, case_index, row_index, paths, met, met_by_reference, met_by_both, "
            + "failed, compared, met_of_compared from counts "
            + "order by point, first_path, case_index, row_index"))
      var levels = try LevelRows(
        database.statement(
          "select point, first_path, case_index, level_index, histogram from levels "
            + "order by point, first_path, case_index, level_index"))
      let coordinate = try database.statement(
        "select point, variable, value from coordinates order by point, variable")
      var hasCoordinate = try coordinate.step()
      var (last, done, values): (Int?, Int, [Double]) = (nil, 0, [])
      while try work.step() {
        let (point, first, end) = (work.integer(0), work.integer(1), work.integer(2))
        if point != last {
          (last, done, values) = (point, 0, [])
          while hasCoordinate, coordinate.integer(0) == point,
            coordinate.integer(1) == values.count
          {
            values.append(coordinate.real(2))
            hasCoordinate = try coordinate.step()
          }
        }
        guard first == done, end > first,
          let counts = try counts.next(point: point, first: first),
          let levels = try levels.next(point: point, first: first)
        else { throw damaged("point \(point) holds what cannot be") }
        let result = PointResult(
          point: point, values: values, paths: first..<end, counts: counts, levels: levels)
        guard result.isPossible else { throw damaged("point \(point) holds what cannot be") }
        guard result.checksum(sealedBy: seal) == work.integer(3) else {
          throw damaged("point \(point) is not what was recorded")
        }
        guard shape?.fits(result) ?? true else {
          throw damaged("point \(point) is none of this experiment")
        }
        done = end
        try body(result)
      }
      // Rows that belong to nothing stop those behind them, and are left over.
      guard !hasCoordinate, counts.isAtEnd, levels.isAtEnd else {
        throw damaged("it holds results of work that it does not know")
      }
    }
  }

  private func damaged(_ detail: String) -> LedgerError {
    .corrupt(path: path, detail: detail)
  }

  /// The number of paths that a point has.
  ///
  /// - Returns: 0 where it was not begun.
  /// - Throws: ``LedgerError``.
  public func paths(ofPoint point: Int) throws(LedgerError) -> Int {
    try locked { database in
      try database.integer("select max(end_path) from work where point = ?", [.integer(point)])
        ?? 0
    }
  }

  /// Lends the file, and says what its errors mean.
  private func locked<Value: Sendable>(
    _ body: (SQLiteConnection) throws -> Value
  ) throws(LedgerError) -> Value {
    do { return try lock.withLock { _ in try body(database) } } catch {
      throw LedgerFile.meaning(of: error, path)
    }
  }

  /// Errors of SQLite become ours, those of the caller pass.
  private func reading(_ body: (SQLiteConnection) throws -> Void) throws {
    do { try lock.withLock { _ in try body(database) } } catch let error as SQLiteError {
      throw LedgerFile.meaning(of: error, path)
    }
  }
}

extension ExperimentLedger {
  /// The results that are copied in one transaction.
  private static let copiedTogether = 1000

  /// Copies the results of another ledger that are not here yet.
  ///
  /// - Parameter other: the ledger of a part of the same experiment.
  /// - Throws: ``LedgerError``; ``LedgerError/otherStretches(path:point:)`` where a stretch of paths here ends
  ///   inside one there.
  public func take(from other: ExperimentLedger) throws {
    var batch: [PointResult] = []
    var (last, done) = (-1, 0)
    try other.forEachPart { part in
      if part.point != last { (last, done) = (part.point, try paths(ofPoint: part.point)) }
      guard part.paths.upperBound > done else { return }
      guard part.paths.lowerBound >= done else {
        throw LedgerError.otherStretches(path: path, point: part.point)
      }
      batch.append(part)
      if batch.count >= ExperimentLedger.copiedTogether {
        try record(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if !batch.isEmpty { try record(batch) }
  }
}
