internal import Expressions
internal import Plans
internal import Scenarios
internal import Wording

/// What lies between two scenarios: the first with some parts of the second, compiled as they are
/// asked for.
final class Mixtures {
  let difference: ScenarioDifference
  private let seed: UInt64
  private let cases: [String]
  private let rows: [String]
  /// All mixtures are on one graph, so that what is the same in two of them is seen.
  private let memory = CompilerMemory(keepsExpressions: true)
  private var known: [[Bool]: Result<SimulationPlan, MixtureProblem>] = [:]

  /// Mixtures that are to have some cases and targets.
  ///
  /// - Parameters:
  ///   - difference: the two scenarios.
  ///   - seed: the seed of all.
  ///   - cases: the names of cases that each must have.
  ///   - rows: the names of targets at their deadlines that each must have.
  init(_ difference: ScenarioDifference, seed: UInt64, cases: [String], rows: [String]) {
    self.difference = difference
    self.seed = seed
    self.cases = cases
    self.rows = rows
  }

  /// The plan of a mixture.
  ///
  /// - Parameter taken: for each part whether it is that of the second scenario.
  /// - Returns: the plan, without bands.
  /// - Throws: ``MixtureProblem`` where the parts do not go together.
  func plan(_ taken: [Bool]) throws(MixtureProblem) -> SimulationPlan {
    if known[taken] == nil {
      do throws(MixtureProblem) {
        // Without its graph: a second holder would have it copied by the next mixture.
        known[taken] = .success(try compile(taken).with(graph: ExpressionGraph(), inputs: []))
      } catch {
        known[taken] = .failure(error)
      }
    }
    guard let result = known[taken] else { preconditionFailure("a mixture without a result") }
    return memory.onAllExpressions(try result.get())
  }

  private func compile(_ taken: [Bool]) throws(MixtureProblem) -> SimulationPlan {
    let scenario: Scenario
    do throws(ScenarioError) {
      scenario = try difference.mixture(taken)
    } catch {
      throw MixtureProblem(error)
    }
    let plan: SimulationPlan
    do throws(InvalidScenario) {
      plan = try CompiledScenario(scenario, seed: seed, cases: cases, memory: memory).plan
    } catch {
      throw MixtureProblem(error)
    }
    let names = Set(AttainmentRow.all(plan).map(\.name))
    if let missing = rows.first(where: { !names.contains($0) }) {
      throw MixtureProblem(text: Phrase("there is no target \(missing)", "没有目标 \(missing)"))
    }
    if let missing = cases.first(where: { name in !plan.cases.contains { $0.name == name } }) {
      throw MixtureProblem(text: Phrase("there is no case \(missing)", "没有情景 \(missing)"))
    }
    return plan.withoutBands
  }

  /// Why a mixture cannot be simulated; nil if it can.
  private func problem(_ taken: [Bool]) -> Phrase? {
    do throws(MixtureProblem) {
      _ = try plan(taken)
      return nil
    } catch {
      return error.text
    }
  }

  // MARK: Parts that go together

  /// Parts as groups of which every combination is a scenario, and why some are not apart.
  ///
  /// - Parameters:
  ///   - pairs: how many orders are drawn where there are many groups.
  ///   - most: more parts than this are taken together section by section.
  /// - Returns: the groups and the reasons.
  func groups(pairs: Int, most: Int = 24) -> (groups: [[Int]], joined: [JoinedParts]) {
    var groups = difference.components.indices.map { [$0] }
    var joined: [JoinedParts] = []
    if groups.count > most { groups = bySection() }
    while let (together, problem) = inseparable(groups, pairs: pairs) {
      let members = together.flatMap { groups[$0] }.sorted()
      groups = groups.enumerated().filter { !together.contains($0.offset) }.map(\.element)
      groups.append(members)
      groups.sort { $0[0] < $1[0] }
      joined.removeAll { Set($0.components).isSubset(of: members) }
      joined.append(JoinedParts(components: members, problem: problem))
    }
    return (groups, joined)
  }

  private func bySection() -> [[Int]] {
    var bySection: [String: [Int]] = [:]
    for (index, component) in difference.components.enumerated() {
      bySection[component.section, default: []].append(index)
    }
    return bySection.values.sorted { $0[0] < $1[0] }
  }

  /// Groups that must be taken together, if there are any: the fewest beyond a combination that is
  /// no scenario which make it one.
  private func inseparable(_ groups: [[Int]], pairs: Int) -> (Set<Int>, Phrase)? {
    let sets = CoalitionWeights(players: groups.count, pairs: pairs).sets
    guard var bad = sets.first(where: { problem(parts($0, of: groups)) != nil }) else { return nil }
    for group in groups.indices where bad[group] {
      bad[group] = false
      if problem(parts(bad, of: groups)) == nil { bad[group] = true }
    }
    var whole = [Bool](repeating: true, count: groups.count)
    for group in groups.indices where !bad[group] {
      whole[group] = false
      if problem(parts(whole, of: groups)) != nil { whole[group] = true }
    }
    return (
      Set(groups.indices.filter { whole[$0] }), problem(parts(bad, of: groups)) ?? Phrase("")
    )
  }

  /// The parts of some groups.
  func parts(_ set: [Bool], of groups: [[Int]]) -> [Bool] {
    var taken = [Bool](repeating: false, count: difference.components.count)
    for (group, isIn) in zip(groups, set) where isIn {
      for component in group { taken[component] = true }
    }
    return taken
  }
}

/// Parts that are taken together, because one without the other is no scenario.
struct JoinedParts {
  /// Their indices.
  let components: [Int]
  /// What was wrong with one of them alone.
  let problem: Phrase
}

/// Why a mixture is no scenario.
struct MixtureProblem: Error {
  let text: Phrase

  init(text: Phrase) { self.text = text }

  init(_ error: ScenarioError) {
    switch error {
    case .unreadable(let failure): self.init(text: failure.phrase)
    case .invalid(let invalid): self.init(invalid)
    }
  }

  init(_ error: InvalidScenario) {
    let issue = error.issues.first
    self.init(
      text: issue.map { ($0.path.isEmpty ? Phrase("") : Phrase($0.path) + .colon) + $0.problem }
        ?? error.phrase)
  }
}

extension ScenarioComponent {
  /// The section that it is taken together with where parts are too many.
  fileprivate var section: String {
    switch kind {
    case .time: "time"
    case .uncertainty: "uncertainties"
    case .lever: "levers"
    case .indicator(let name), .observations(let name), .growth(let name), .boost(let name),
      .part(_, let name):
      "indicators.\(name)"
    case .correlation: "correlation"
    case .event: "events"
    case .cases: "cases"
    case .targets: "targets"
    }
  }
}
