import Experiments
import Foundation
import Results
import Testing
import _TestSupport

@Suite struct MergedSweepTests {
  private let own: TemporaryFolder
  var root: String { own.path }

  init() throws { own = try TemporaryFolder() }

  private var plan: SweepPlan {
    var plan = SweepPlan()
    plan.scenario = "title: Small\n"
    plan.seed = 7
    plan.design = ["grid", "growth from 0 to 1 in 10 steps"]
    plan.points = 10
    plan.variables = ["growth"]
    plan.cases = ["reference", "push, hard"]
    plan.rows = ["goal@2026", "goal@2027"]
    return plan
  }

  private func result(_ point: Int, _ paths: Range<Int>) -> PointResult {
    func count(_ isMet: (Int) -> Bool) -> Int { paths.count(where: isMet) }
    let counts = (0..<2).map { caseIndex in
      (0..<2).map { row in
        let own = { (path: Int) in (path &* 13 &+ point &+ caseIndex) % 7 < 3 + row }
        let base = { (path: Int) in (path &* 13) % 7 < 3 + row }
        return PairedCounts(
          paths: paths.count, met: count(own), metByReference: count(base),
          metByBoth: count { own($0) && base($0) }, failed: count { $0 % 50 == 0 })
      }
    }
    return PointResult(point: point, values: [Double(point) / 9], paths: paths, counts: counts)
  }

  /// Computes a shard into a folder, all of its points but some.
  func shard(
    _ text: String, in name: String? = nil, plan: SweepPlan? = nil, without: Set<Int> = [],
    paths: Int = 100
  ) throws -> String {
    var plan = plan ?? self.plan
    plan.shard = try #require(Shard(text))
    let folder = root + "/" + (name ?? text.replacingOccurrences(of: "/", with: "-"))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let ledger = try ExperimentLedger.open(in: folder, plan.identity, resume: true)
    for work in try ledger.missing(points: plan.ownPoints, paths: paths) {
      try ledger.record(
        work.points.filter { !without.contains($0) }.map { result($0, work.paths) })
    }
    return folder
  }

  private func merged(_ folders: [String]) throws -> String {
    var bytes: [UInt8] = []
    try MergedSweep(folders).stream { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func message(_ folders: [String]) -> String {
    do {
      _ = try MergedSweep(folders)
      return "no error"
    } catch {
      return "\(error)".replacingOccurrences(of: root + "/", with: "")
    }
  }

  @Test func `shards of any division, in any order, give the bytes of the whole`() throws {
    let whole = try merged([shard("1/1")])
    #expect(
      whole.hasPrefix(
        """
        point,growth,case,target,attainment,standard_error,difference,difference_error,paths,failed
        0,0,reference,goal@2026,0.43,0.04950757517794625,0,0,100,2
        0,0,reference,goal@2027,
        """))
    #expect(whole.split(separator: "\n").count == 1 + 10 * 2 * 2)
    let three = try ["2/3", "3/3", "1/3"].map { try shard($0) }
    #expect(try merged(three) == whole)
    // More shards than points: some are empty.
    let many = try (1...12).map { try shard("\($0)/12") }
    #expect(try merged(many) == whole)
  }

  @Test func `files of a merge are those of the whole, twice over and with raised paths`() throws {
    let whole = try shard("1/1")
    let parts = try ["1/2", "2/2"].map { try shard($0) }
    func files(_ name: String) throws -> [Data] {
      try ["points.csv", "sweep.json"].map {
        try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)/\($0)"))
      }
    }
    try MergedSweep([whole]).write(to: root + "/a")
    for _ in 0..<2 {
      try MergedSweep(parts).write(to: root + "/b")
      #expect(try files("a") == files("b"))
    }
    // Both go on: the whole from its own ledger, the shards in theirs.
    _ = try shard("1/1", paths: 250)
    _ = try shard("1/2", paths: 250)
    _ = try shard("2/2", paths: 250)
    try MergedSweep([whole]).write(to: root + "/a")
    try MergedSweep(parts).write(to: root + "/b")
    #expect(try files("a") == files("b"))
    #expect(try files("a")[1] == Data(plan.manifest(paths: 250)))
    // A merge is an experiment that can be resumed.
    let ledger = try ExperimentLedger.open(in: root + "/b", plan.identity, resume: true)
    #expect(
      try ledger.missing(points: 0..<10, paths: 300)
        == [MissingWork(points: 0..<10, paths: 250..<300)])
  }

  @Test func `shards that were not given are named`() throws {
    let given = try [shard("2/4"), shard("4/4")]
    #expect(
      message(given)
        == "shards 1/4, 3/4 missing: run them with --shard, then give the folders of all shards")
    #expect(
      try message(given + [shard("1/4")])
        == "shard 3/4 missing: run it with --shard, then give the folders of all shards")
  }

  @Test func `points without results are named, shard by shard`() throws {
    let folders = try [
      shard("1/2", without: [0, 3]), shard("2/2", without: [9]),
    ]
    #expect(
      message(folders) == """
        1-2/experiment.sqlite: shard 1/2 lacks 2 points, the first is 0
        2-2/experiment.sqlite: shard 2/2 lacks 1 point, the first is 9
        Go on with --resume for these shards, then merge again.
        """)
  }

  @Test func `points with different numbers of paths are refused`() throws {
    let folders = try [shard("1/2"), shard("2/2", paths: 200)]
    #expect(
      message(folders)
        == "2-2/experiment.sqlite: point 5 has 200 paths, but point 0 has 100; go on with --resume "
        + "and the larger --paths for all shards")
  }

  @Test func `a shard that comes twice is refused`() throws {
    #expect(
      try message([shard("1/2"), shard("1/2", in: "copy"), shard("2/2")])
        == "copy/experiment.sqlite: is shard 1/2, and so is 1-2/experiment.sqlite; give each shard "
        + "once")
  }

  @Test func `shards of different divisions are refused`() throws {
    #expect(
      try message([shard("1/2"), shard("2/3")])
        == "2-3/experiment.sqlite: is shard 2/3, but 1-2/experiment.sqlite is shard 1/2; merge the "
        + "shards of one division only")
  }

  @Test func `shards of different experiments say what differs`() throws {
    var other = plan
    other.seed = 8
    #expect(
      try message([shard("1/2"), shard("2/2", plan: other)]) == """
        2-2/experiment.sqlite: is not of the same experiment as 1-2/experiment.sqlite:
          seed: 7 before, 8 now
        Before means 1-2/experiment.sqlite, now 2-2/experiment.sqlite. Merge the shards of one sweep only.
        """)
  }

  @Test func `the ledger of something else is refused`() throws {
    var identity = ExperimentIdentity()
    identity.set("command", "solve")
    _ = try ExperimentLedger.open(in: root, identity, resume: false)
    #expect(throws: MergeError.notASweep(path: root + "/experiment.sqlite")) {
      try MergedSweep([self.root])
    }
    #expect(throws: LedgerError.missing(path: "/nowhere/experiment.sqlite")) {
      try MergedSweep(["/nowhere"])
    }
  }

  @Test func `a plan is the same after a trip through its facts`() {
    var plan = self.plan
    plan.cases = []
    plan.shard = Shard("2/5") ?? .whole
    #expect(SweepPlan(plan.identity) == plan)
  }
}

extension MergedSweepTests {
  @Test func `a merge into a folder with more paths is refused and changes nothing`() throws {
    let parts = try ["1/2", "2/2"].map { try shard($0) }
    _ = try shard("1/1", in: "m", paths: 300)
    #expect(
      throws: MergeError.morePaths(
        path: root + "/m/experiment.sqlite", point: 0, paths: 300, shards: 100)
    ) { try MergedSweep(parts).write(to: root + "/m") }
    #expect(!FileManager.default.fileExists(atPath: root + "/m/sweep.json"))
    // The shards go further in one stretch: that is no damage.
    _ = try shard("1/2", paths: 500)
    _ = try shard("2/2", paths: 500)
    #expect(throws: LedgerError.otherStretches(path: root + "/m/experiment.sqlite", point: 0)) {
      try MergedSweep(parts).write(to: root + "/m")
    }
  }

  @Test(arguments: [
    (-1, ["growth"]), (.max, ["growth"]), (10, ["point"]), (10, ["growth", "growth"]),
  ])
  func `a ledger of a sweep that cannot be is damaged`(points: Int, variables: [String]) throws {
    var plan = self.plan
    plan.points = points
    plan.variables = variables
    _ = try ExperimentLedger.open(in: root, plan.identity, resume: false)
    #expect(
      message([root])
        == "experiment.sqlite: is damaged (what it says of its sweep cannot be); put a copy of before in "
        + "its place, or begin again in another folder with --out")
  }

  @Test func `results that are not those of the plan are damage`() throws {
    let folder = try shard("1/2")
    var other = plan
    other.shard = try #require(Shard("1/2"))
    // A point of the other shard.
    try ExperimentLedger.open(in: folder, other.identity, resume: true)
      .record([result(7, 0..<100)])
    #expect(
      try message([folder, shard("2/2")]).hasPrefix(
        "1-2/experiment.sqlite: is damaged (point 7 is none of this experiment); "))
    // A case more than there are results of.
    other.cases.append("third")
    other.shard = .whole
    #expect(
      try message([shard("1/1", in: "third", plan: other)]).hasPrefix(
        "third/experiment.sqlite: is damaged (point 0 is none of this experiment); "))
  }

  @Test func `a merge that was cut short is done again, not resumed`() {
    for error in [
      LedgerError.diskFull(path: "m"), .inUse(path: "m"), .inputOutput(path: "m", detail: "no"),
    ] {
      let merge = MergeError.ledger(error)
      #expect(error.description.hasSuffix("and go on with --resume"))
      #expect(merge.description.hasSuffix("and merge again") && merge.exit == error.exit)
      #expect(!merge.phrase.chinese.contains("--resume"))
    }
  }

  @Test func `a merge onto one of its folders is refused as such`() throws {
    let folder = try shard("1/1")
    #expect(throws: MergeError.ontoItself(folder: folder + "/")) {
      try MergedSweep([folder]).write(to: folder + "/")
    }
  }

  @Test func `what a killed process left half written goes with the next writing`() throws {
    let folder = try shard("1/1")
    try MergedSweep([folder]).write(to: root + "/merged")
    let leftover = root + "/merged/.waymark-0123456789abcdef.partial"
    try Data("half".utf8).write(to: URL(fileURLWithPath: leftover))
    try MergedSweep([folder]).write(to: root + "/merged")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root + "/merged").sorted()
        == ["experiment.sqlite", "points.csv", "sweep.json"])
  }
}
