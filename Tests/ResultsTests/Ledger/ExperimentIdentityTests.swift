import Foundation
import Results
import Testing

@Suite struct ExperimentIdentityTests {
  @Test func `every fact that changed is named in words`() throws {
    let folder = try LedgerFolder()
    _ = try ExperimentLedger.open(in: folder.path, SmallExperiment.identity, resume: false)
    var now = SmallExperiment.identity
    now.set("seed", 2)
    now.set("cases", ["reference"])
    now.set("scenario", text: "title: Small\nseed: 2\nindicators: {}\nnote: new\n")
    now.set("design", "sobol")
    let words = folder.message { () throws(LedgerError) in
      _ = try ExperimentLedger.open(in: folder.path, now, resume: true)
    }
    #expect(
      words == """
        out/experiment.sqlite: holds another experiment, which cannot be resumed with these changes:
          seed: 1 before, 2 now
          cases: 1 line differs
            - push
          scenario: 3 lines differ
            - seed: 1
            + seed: 2
            + note: new
          design: nothing before, sobol now
        Take back what changed, or begin a new experiment in another folder with --out.
        """)
  }

  @Test func `a long difference shows its first five lines`() {
    let before = ExperimentIdentity([.init("scenario", (0..<9).map { "old \($0)" } + ["same"])])
    let now = ExperimentIdentity([.init("scenario", ["new", "same"])])
    #expect(
      now.changes(since: before).map(\.description) == [
        """
        scenario: 10 lines differ
            - old 0
            - old 1
            - old 2
            - old 3
            - old 4
            and 5 more
        """
      ])
  }

  @Test func `an identity is the same after a trip through the file`() throws {
    var identity = SmallExperiment.identity
    identity.set("nothing", [])
    identity.set("odd", ["", "tab\t", "Überraschung 增长", "carriage\r"])
    let folder = try LedgerFolder()
    _ = try ExperimentLedger.open(in: folder.path, identity, resume: false)
    #expect(try ExperimentLedger.read(in: folder.path).identity == identity)
    _ = try ExperimentLedger.open(in: folder.path, identity, resume: true)
  }

  @Test func `a fact that is no longer told is a change`() {
    let before = ExperimentIdentity([.init("a", ["1"]), .init("b", ["2"])])
    #expect(
      before.without("b").changes(since: before).map(\.description) == ["b: 2 before, nothing now"])
    #expect(before.without("b").changes(since: before.without("b")).isEmpty)
  }

  @Test func `a digest is told of only where nothing else explains it`() {
    let before = ExperimentIdentity([.init("points", ["9"]), .init("digest of points", ["a1"])])
    var now = before
    now.set("digest of points", "b2")
    #expect(
      now.changes(since: before).map(\.description) == ["digest of points: a1 before, b2 now"])
    now.set("points", 8)
    #expect(now.changes(since: before).map(\.description) == ["points: 9 before, 8 now"])
  }

  @Test func `lines end in line feeds only`() {
    var identity = ExperimentIdentity()
    identity.set("text", text: "a\r\nb\n")
    #expect(identity["text"] == ["a\r", "b", ""])
  }
}
