import Columns
import Experiments
import Foundation
import Testing
import Workloads

/// `make golden` writes the hashes anew; a commit that moves them says why.
///
/// One after the other: the instruction set is one for the whole process.
@Suite(.serialized) struct GoldenHashesTests {
  static let source =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Sources/Workloads/GoldenHashes.swift")

  @Test(arguments: Workload.allCases)
  func `a workload gives the same bytes on every instruction set and number of workers`(
    workload: Workload
  ) throws {
    let ways: (workers: [Int], blockSizes: [Int]) =
      switch workload {
      case .W1a, .W1: ([3], [256, 512])
      case .W2: ([1, 2, 3], [512])
      case .W3: ([2], [256])
      }
    let check = try BytesCheck(workload, workers: ways.workers, blockSizes: ways.blockSizes)
    if ProcessInfo.processInfo.environment["WAYMARK_WRITE_GOLDEN"] == "1",
      let digest = check.digests.first?.digest, check.digests.allSatisfy({ $0.digest == digest })
    {
      let text = try String(contentsOf: GoldenHashesTests.source, encoding: .utf8)
      try text.replacingOccurrences(of: check.golden, with: digest)
        .write(to: GoldenHashesTests.source, atomically: true, encoding: .utf8)
    }
    let isSame = check.isSame
    #expect(isSame, "\(check.text); if that is meant: make golden")
  }

  @Test func `other bytes are named with the way that gave them`() throws {
    let check = try BytesCheck(.W2, golden: "0", sets: [.baseline], workers: [2])
    #expect(!check.isSame)
    let digest = check.digests[0].digest
    #expect(
      check.text
        == "W2: other bytes than when the program was made, the same in every way to run "
        + "it; on baseline, 2 workers: \(digest) instead of 0")
  }
}
