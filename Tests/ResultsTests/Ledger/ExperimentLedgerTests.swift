import Foundation
import Results
import Testing
import _TestSupport

@Suite struct ExperimentLedgerTests {
  let folder: LedgerFolder
  let identity = SmallExperiment.identity

  init() throws { folder = try LedgerFolder() }

  private func open(resume: Bool = false) throws(LedgerError) -> ExperimentLedger {
    try ExperimentLedger.open(in: folder.path, identity, resume: resume)
  }

  @Test func `a ledger gives back what was recorded, to the last bit`() throws {
    let results = SmallExperiment.results(0..<5, 0..<100)
    try open().record(results)
    #expect(try ExperimentLedger.read(in: folder.path).totals() == results)
    #expect(try ExperimentLedger.read(in: folder.path).identity == identity)
  }

  @Test func `batches in any order give totals in the order of points`() throws {
    let ledger = try open()
    for points in [6..<9, 0..<2, 4..<6, 2..<4] {
      try ledger.record(SmallExperiment.results(points, 0..<50))
    }
    #expect(try ledger.totals() == SmallExperiment.results(0..<9, 0..<50))
  }

  @Test func `raised paths give the totals of paths that were asked for at once`() throws {
    let ledger = try open()
    try ledger.record(SmallExperiment.results(0..<2, 0..<60))
    #expect(
      try ledger.missing(points: 0..<4, paths: 100) == [
        MissingWork(points: 0..<2, paths: 60..<100), MissingWork(points: 2..<4, paths: 0..<100),
      ])
    try ledger.record(SmallExperiment.results(0..<2, 60..<100))
    try ledger.record(SmallExperiment.results(2..<4, 0..<100))
    #expect(try ledger.missing(points: 0..<4, paths: 100).isEmpty)
    #expect(try ledger.totals() == SmallExperiment.results(0..<4, 0..<100))
  }

  @Test func `missing work is what was not recorded, in few pieces`() throws {
    let ledger = try open()
    #expect(
      try ledger.missing(points: 2..<9, paths: 10) == [MissingWork(points: 2..<9, paths: 0..<10)])
    try ledger.record(SmallExperiment.results(3..<5, 0..<10))
    try ledger.record(SmallExperiment.results(7..<8, 0..<4))
    #expect(
      try ledger.missing(points: 2..<9, paths: 10) == [
        MissingWork(points: 2..<3, paths: 0..<10), MissingWork(points: 5..<7, paths: 0..<10),
        MissingWork(points: 7..<8, paths: 4..<10), MissingWork(points: 8..<9, paths: 0..<10),
      ])
    #expect(try ledger.missing(points: 0..<0, paths: 10).isEmpty)
  }

  @Test func `paths cannot be lowered`() throws {
    let ledger = try open()
    try ledger.record(SmallExperiment.results(0..<1, 0..<10))
    #expect(
      folder.message { () throws(LedgerError) in _ = try ledger.missing(points: 0..<2, paths: 9) }
        == "out/experiment.sqlite: has points with 10 paths already; --paths can be raised but not "
        + "lowered to 9")
  }

  @Test func `a batch is kept whole or not at all`() throws {
    let ledger = try open()
    try ledger.record(SmallExperiment.results(1..<2, 0..<10))
    // The second point of the batch is there already.
    #expect(throws: LedgerError.self) {
      try ledger.record(SmallExperiment.results(0..<2, 0..<10))
    }
    #expect(try ledger.totals() == SmallExperiment.results(1..<2, 0..<10))
    try ledger.record(SmallExperiment.results(0..<1, 0..<10))
    #expect(try ledger.totals() == SmallExperiment.results(0..<2, 0..<10))
  }

  @Test func `a ledger that is there is resumed only when asked`() throws {
    try open().record(SmallExperiment.results(0..<1, 0..<10))
    #expect(
      folder.message { () throws(LedgerError) in _ = try open() }
        == "out/experiment.sqlite: holds an experiment already; add --resume to go on with it, or "
        + "give another folder with --out")
    #expect(try open(resume: true).totals() == SmallExperiment.results(0..<1, 0..<10))
  }

  @Test func `resuming nothing begins`() throws {
    #expect(try open(resume: true).totals().isEmpty)
  }

  @Test func `a file that a killed process left empty is begun anew`() throws {
    try folder.write(Data())
    #expect(try open().totals().isEmpty)
  }

  @Test func `a second writer or reader is turned away while the first lives`() throws {
    let first = try open()
    let words =
      "out/experiment.sqlite: another process is writing it (if there is none, its file system has no locks: take a "
      + "folder on another one); wait for its end, or end it, and go on with --resume"
    #expect(folder.message { () throws(LedgerError) in _ = try open(resume: true) } == words)
    #expect(
      folder.message { () throws(LedgerError) in
        _ = try ExperimentLedger.read(in: folder.path)
      } == words)
    try first.record(SmallExperiment.results(0..<1, 0..<10))
  }

  @Test func `what is not a ledger is named`() throws {
    #expect(
      folder.message { () throws(LedgerError) in
        _ = try ExperimentLedger.read(in: folder.path)
      }
        == "out/experiment.sqlite: does not exist: no experiment was begun in that folder")
    try folder.write(Data(String(repeating: "not a database, but long enough ", count: 99).utf8))
    #expect(
      folder.message { () throws(LedgerError) in _ = try open(resume: true) }
        == "out/experiment.sqlite: is not a ledger of Waymark; move it away, or give another folder "
        + "with --out")
  }

  @Test func `a ledger of another version is left alone`() throws {
    _ = try open()
    // The user version stands in bytes 60 to 63 of the file (SQLite, Database File Format, 1.3).
    var bytes = try folder.bytes()
    bytes[63] = 9
    try folder.write(bytes)
    #expect(
      folder.message { () throws(LedgerError) in _ = try open(resume: true) }
        == "out/experiment.sqlite: was written by a later version of Waymark (form 9, this program "
        + "knows 5); resume it with that version")
    bytes[63] = 1
    try folder.write(bytes)
    #expect(
      folder.message { () throws(LedgerError) in _ = try open(resume: true) }
        == "out/experiment.sqlite: was written by an earlier version of Waymark (form 1, this program "
        + "writes 5); begin again in an empty folder, or resume it with that version")
  }

  @Test func `damage is seen before anything is added`() throws {
    try open().record(SmallExperiment.results(0..<200, 0..<5))
    var bytes = try folder.bytes()
    for index in 12_288..<16_384 { bytes[index] = 0xA5 }
    try folder.write(bytes)
    let message = folder.message { () throws(LedgerError) in _ = try open(resume: true) }
    #expect(message.hasPrefix("out/experiment.sqlite: is damaged ("))
    #expect(
      message.hasSuffix(
        "); put a copy of before in its place, or begin again in another folder with --out"))
    #expect(try folder.bytes() == bytes)
  }

  /// Every byte of the file is damaged somewhere: results are the same, or the ledger says that it is no
  /// longer what was written.
  @Test func `one damaged bit never makes another result`() throws {
    let results = SmallExperiment.results(0..<20, 0..<5)
    try open().record(results)
    let whole = try folder.bytes()
    var (same, refused) = (0, 0)
    for index in stride(from: 0, to: whole.count, by: 97) {
      var bytes = whole
      bytes[index] ^= 1 << UInt8(index % 8)
      try folder.write(bytes)
      do {
        let ledger = try ExperimentLedger.read(in: folder.path)
        #expect(try ledger.totals() == results && ledger.identity == identity, "byte \(index)")
        same += 1
      } catch let error as LedgerError {
        #expect(error.exit == .badData, "byte \(index): \(error)")
        refused += 1
      }
    }
    // Most of the file is filled; what is free may be damaged as it likes.
    #expect(same > 0 && refused > 20)
  }

  @Test func `a missing last byte is damage`() throws {
    try open().record(SmallExperiment.results(0..<20, 0..<5))
    try folder.write(folder.bytes().dropLast())
    let words =
      "out/experiment.sqlite: is damaged (the file does not end where it should); put a copy of before in "
      + "its place, or begin again in another folder with --out"
    #expect(folder.message { () throws(LedgerError) in _ = try open(resume: true) } == words)
  }

  @Test(arguments: [
    "update counts set met = met - 1 where point = 3", "update counts set paths = 1 << 62",
    "update counts set case_index = 999 where case_index = 1 and point = 0",
    "update counts set case_index = -1 where case_index = 0 and point = 0",
    "update counts set case_index = -1 where case_index = 1 and point = 0",
    "update counts set row_index = -1 where row_index = 0 and point = 0",
    "update counts set point = -1 where point = 0", "update counts set first_path = -1",
    "update coordinates set value = 0.5 where point = 2 and variable = 0",
    "update work set end_path = -9223372036854775808 where point = 1",
    "update work set point = -1 where point = 0",
    "update identity set text = '2' where name = 'seed'",
    "delete from counts", "delete from counts where point = 3",
    "delete from coordinates where point = 2",
    "delete from work where point = 5", "delete from seal",
    "delete from identity where name = 'seed'",
    "drop table counts", "drop table work", "drop table identity", "drop table seal",
  ])
  func `a changed row is damage`(statement: String) throws {
    try open().record(SmallExperiment.results(0..<9, 0..<50))
    try folder.execute(statement)
    let message = folder.message { () throws(LedgerError) in _ = try open(resume: true) }
    #expect(message.hasPrefix("out/experiment.sqlite: is damaged ("), "\(message)")
  }

  @Test func `a folder is made, and those that it lies in`() throws {
    _ = try ExperimentLedger.open(in: folder.path + "/new", identity, resume: false)
    _ = try ExperimentLedger.read(in: folder.path + "/new")
    _ = try ExperimentLedger.open(in: folder.path + "/some/where", identity, resume: false)
    _ = try ExperimentLedger.read(in: folder.path + "/some/where")
  }

  @Test func `a path beyond what SQLite opens is told by its length, and nothing is left`() throws {
    let names = (0..<6).map { "\($0)" + String(repeating: "a", count: 99) }
    let message = folder.message { () throws(LedgerError) in
      let deep = folder.path + "/" + names.joined(separator: "/")
      _ = try ExperimentLedger.open(in: deep, identity, resume: false)
    }
    #expect(message.contains(" bytes with all folders, more than the 504 that SQLite opens"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let first = folder.path + "/" + names[0]
    #expect(!FileManager.default.fileExists(atPath: first))
  }
}

extension ExperimentLedgerTests {
  @Test func `a ledger takes from another what it lacks, stretch by stretch`() throws {
    let other = try ExperimentLedger.temporary(identity)
    try other.record(SmallExperiment.results(0..<3, 0..<40))
    try other.record(SmallExperiment.results(0..<3, 40..<100))
    let ledger = try ExperimentLedger.temporary(identity)
    try ledger.record(SmallExperiment.results(1..<2, 0..<40))
    for _ in 0..<2 {
      try ledger.take(from: other)
      #expect(try ledger.totals() == SmallExperiment.results(0..<3, 0..<100))
    }
    let third = try ExperimentLedger.temporary(identity)
    try third.record(SmallExperiment.results(1..<2, 0..<50))
    #expect(
      throws: LedgerError.otherStretches(path: "the temporary ledger", point: 1)
    ) { try third.take(from: other) }
  }

  /// Each is recorded as a result of the experiment, so that its checksum is right.
  @Test func `a result that does not fit its experiment is damage`() throws {
    let two = SmallExperiment.result(2, 0..<10)
    func other(
      _ point: Int = 2, values: [Double]? = nil, paths: Range<Int> = 0..<10,
      counts: [[PairedCounts]]? = nil
    ) -> PointResult {
      PointResult(
        point: point, values: values ?? two.values, paths: paths, counts: counts ?? two.counts)
    }
    let none = "is none of this experiment"
    let impossible = "holds what cannot be"
    let least = [PairedCounts(paths: 1, met: 0, metByReference: 0, metByBoth: 0, failed: 0)]
    let huge = PairedCounts(
      paths: 2_000_000_000, met: 0, metByReference: 0, metByBoth: 0, failed: 0)
    let cases: [([PointResult], String)] = [
      ([other(3)], none), ([other(values: [1])], none), ([other(values: [0, 0, 0])], none),
      ([other(values: [0, 0])], none),
      ([other(counts: [two.counts[0]])], none),
      ([other(counts: two.counts + [two.counts[0]])], none),
      ([other(counts: two.counts.map { [$0[0]] })], none),
      ([other(counts: two.counts.map { $0 + $0 })], none),
      ([other(values: [.infinity, 0])], impossible),
      // Counts of other paths, fewer or more than those of the stretch.
      ([other(paths: 0..<11)], impossible), ([other(paths: 0..<9)], impossible),
      ([other(counts: [least, least])], impossible),
      ([other(paths: 0..<2_000_000_000, counts: [[huge, huge], [huge, huge]])], impossible),
      // A gap, an overlap, and both, whose lengths add up.
      ([other(paths: 10..<20)], impossible), ([two, other(paths: 20..<30)], impossible),
      ([two, other(paths: 5..<15)], impossible),
      ([two, other(paths: 5..<15), other(paths: 20..<30)], impossible),
    ]
    var shape = ResultShape(points: 0..<3, variables: 2, cases: 2, rows: 2, levels: 0)
    shape.coordinates = { SmallExperiment.result($0, 0..<1).values }
    for (place, (results, words)) in cases.enumerated() {
      let folder = try LedgerFolder()
      try ExperimentLedger.open(in: folder.path, identity, resume: false).record(results)
      let message = folder.message { () throws(LedgerError) in
        _ = try ExperimentLedger.open(in: folder.path, identity, shape: shape, resume: true)
      }
      #expect(message.hasPrefix("out/experiment.sqlite: is damaged (point "), "\(place)")
      #expect(message.contains("\(words));"), "\(place): \(message)")
    }
    try open().record([two])
    let leveled = ResultShape(points: 0..<3, variables: 2, cases: 2, rows: 2, levels: 1)
    for (shape, isWhole) in [(shape, true), (leveled, false)] {
      let message = folder.message { () throws(LedgerError) in
        _ = try ExperimentLedger.read(in: folder.path) { _ in shape }
      }
      #expect(message == "no error" ? isWhole : message.contains("(point 2 \(none));") && !isWhole)
    }
  }

  @Test func `results of another experiment are damage`() throws {
    var other = identity
    other.set("seed", 2)
    let second = try LedgerFolder()
    try ExperimentLedger.open(in: second.path, other, resume: false)
      .record(SmallExperiment.results(0..<3, 0..<10))
    try open().record(SmallExperiment.results(0..<3, 0..<10))
    // One point, with all that belongs to it; then all points, under the identity of the other.
    try folder.execute(
      """
      attach '\(second.ledger)' as other; delete from work where point = 2;
      insert into work select * from other.work where point = 2
      """)
    let words = "out/experiment.sqlite: is damaged (point 2 is not what was recorded); "
    #expect(
      folder.message { () throws(LedgerError) in _ = try open(resume: true) }.hasPrefix(words))
    try second.execute(
      """
      attach '\(folder.ledger)' as other; delete from identity; delete from seal;
      insert into identity select * from other.identity; insert into seal select * from other.seal
      """)
    #expect(
      second.message { () throws(LedgerError) in
        _ = try ExperimentLedger.open(in: second.path, identity, resume: true)
      }.hasPrefix("out/experiment.sqlite: is damaged (point 0 is not what was recorded); "))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "create trigger forget before insert on work begin select raise(ignore); end",
      """
      drop table seal;
      create view seal as with recursive c(x) as (select 1 union all select x from c)
        select x as checksum from c where x = 2
      """,
      "create table more (x)", "create index more on work (checksum)", "drop table levels",
    ])
  func `tables of others are refused before they are read`(change: String) throws {
    _ = try open()
    try folder.execute(change)
    let words = "out/experiment.sqlite: is damaged (its tables are not those of a ledger); "
    #expect(
      folder.message { () throws(LedgerError) in _ = try open(resume: true) }.hasPrefix(words))
    #expect(
      folder.message { () throws(LedgerError) in _ = try ExperimentLedger.read(in: folder.path) }
        .hasPrefix(words))
  }

  @Test func `a ledger without a name keeps what is recorded`() throws {
    let kept = try ExperimentLedger.temporary(identity)
    try kept.record(SmallExperiment.results(0..<2, 0..<10))
    try kept.checkDone(points: 0..<2, paths: 10)
  }

  @Test(arguments: ["", "-journal", "-wal"])
  func `a pipe in the place of a ledger or of its journal is not waited for`(suffix: String) throws
  {
    if !suffix.isEmpty { try open().record(SmallExperiment.results(0..<1, 0..<10)) }
    try NamedPipe.make(folder.ledger + suffix)
    let words =
      "out/experiment.sqlite\(suffix): is not a ledger of Waymark; move it away, or give another folder "
      + "with --out"
    #expect(folder.message { () throws(LedgerError) in _ = try open(resume: true) } == words)
    #expect(
      folder.message { () throws(LedgerError) in _ = try ExperimentLedger.read(in: folder.path) }
        == words)
  }

  /// SQLite takes back what a journal says and deletes the file that it names, a super-journal.
  @Test func `a journal that names a file deletes none`() throws {
    try open().record(SmallExperiment.results(0..<1, 0..<10))
    let file = try folder.bytes()
    let page = Int(file[16]) << 8 | Int(file[17])
    func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }
    let victim = folder.path + "/thesis.txt"
    let (name, mark) = (
      Array(victim.utf8), [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7] as [UInt8]
    )
    var journal = mark + four(0) + four(0) + four(file.count / page) + four(512) + four(page)
    journal += [UInt8](repeating: 0, count: 512 - journal.count)
    journal += four(1 << 30 / page + 1) + name
    journal += four(name.count) + four(name.reduce(0) { $0 + Int($1) }) + mark
    let words =
      "out/experiment.sqlite-journal: is damaged: it ends in the name of another file, which SQLite would "
      + "delete; move it away, or give another folder with --out"
    // A call at a time: a list of such closures ends the compiler (Swift 6.3).
    func check(_ call: () throws(LedgerError) -> Void) throws {
      try folder.write(Data(journal), to: ExperimentLedger.fileName + "-journal")
      try folder.write(Data("all of it".utf8), to: "thesis.txt")
      #expect(folder.message(call) == words)
      #expect(FileManager.default.fileExists(atPath: victim))
    }
    try check { () throws(LedgerError) in _ = try open(resume: true) }
    try check { () throws(LedgerError) in _ = try open() }
    try check { () throws(LedgerError) in _ = try ExperimentLedger.read(in: folder.path) }
    try FileManager.default.removeItem(atPath: folder.ledger + "-journal")
    #expect(try open(resume: true).totals() == SmallExperiment.results(0..<1, 0..<10))
  }

  @Test func `a ledger with a write-ahead log is refused, and none is written`() throws {
    try open().record(SmallExperiment.results(0..<1, 0..<10))
    let file = try folder.bytes()
    try folder.execute("pragma journal_mode = wal")
    let words =
      "out/experiment.sqlite: is damaged (it asks for a write-ahead log, which no ledger has); put a copy of "
      + "before in its place, or begin again in another folder with --out"
    func check(_ words: String) throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(folder.message { () throws(LedgerError) in _ = try open(resume: true) } == words)
      #expect(
        folder.message { () throws(LedgerError) in _ = try ExperimentLedger.read(in: folder.path) }
          == words)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
    }
    try check(words)
    // SQLite reads a log that is there whether the file asks for it or not.
    try folder.write(file)
    try folder.write(Data([1]), to: ExperimentLedger.fileName + "-wal")
    try check(
      "out/experiment.sqlite-wal: is not a ledger of Waymark; move it away, or give another folder with --out"
    )
  }

  @Test func `a full disk under a temporary ledger does not promise that anything is kept`() throws
  {
    let ledger = try ExperimentLedger.temporary(identity, pages: 12)
    let message = folder.message { () throws(LedgerError) in
      try ledger.record(SmallExperiment.results(0..<5000, 0..<10))
    }
    #expect(message.contains("nothing was kept"))
    #expect(!message.contains("--resume"))
  }
}
