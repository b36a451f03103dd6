import Foundation
import Scenarios
import Testing
import _TestSupport

/// The systems of the source documents beside NumPy programs that share nothing with ours.
///
/// `tools/references/systems.py --write` makes the values, of so many paths each, from the rules of the
/// docs. Of 309 numbers one is beyond four standard errors in one of 51 correct programs; the seeds are
/// those of the files.
@Suite struct SystemTruths {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A probability as simulated elsewhere.
  struct Answer {
    let system: String
    let caseName: String
    let target: String
    let deadline: String
    let probability: Double
    let paths: Double

    init(_ row: Substring) throws {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 6, "\(row)")
      (system, caseName, target, deadline) = (fields[0], fields[1], fields[2], fields[3])
      probability = try #require(Double(fields[4]))
      paths = try #require(Double(fields[5]))
    }
  }

  static func answers() throws -> [Answer] {
    try String(
      contentsOf: root.appending(path: "tools/references/systems.csv"), encoding: .utf8
    ).split(separator: "\n").dropFirst().map(Answer.init)
  }

  static let systems: [String] = {
    var seen: Set<String> = []
    return ((try? answers()) ?? []).map(\.system).filter { seen.insert($0).inserted }
  }()

  @Test func `every system has answers`() { #expect(SystemTruths.systems.count >= 13) }

  @Test(arguments: systems)
  func `a system answers as its program in NumPy does`(system: String) throws {
    let file = SystemTruths.root.appending(path: "scenarios/\(system).yaml").path
    let answers = try SystemTruths.answers().filter { $0.system == system }
    let isLarge = system == "plan-of-all"
    let run = try Experiment(
      Scenario(file: file), paths: isLarge && !Slow.isAsked ? 2_000 : 20_000)
    for answer in answers {
      let target = try #require(run.plan.targets.first { $0.name == answer.target })
      let deadline = try #require(
        answer.deadline.isEmpty
          ? 0 : target.deadlines.firstIndex { $0.label == answer.deadline })
      let share = try run.attainment(answer.target, deadline, in: answer.caseName)
      let p = answer.probability
      // A program that simulated no hit knows the probability no better than to some hits.
      let variance = max(p * (1 - p), 4 / Double(share.trials))
      let error = (variance * (1 / Double(share.trials) + 1 / answer.paths)).squareRoot()
      #expect(
        abs(share.estimate - p) <= 4 * error,
        "\(answer.caseName) \(answer.target) \(answer.deadline): \(share.estimate), simulated \(p)")
    }
  }
}
