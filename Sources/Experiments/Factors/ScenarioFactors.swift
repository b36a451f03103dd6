internal import Plans
internal import Random
public import Scenarios
internal import Simulation

/// What a case leaves to chance, divided into factors: each uncertainty, each law written in
/// place, and all the rest, the noise of the process, as one.
///
/// Factors are independent by construction. An uncertainty that is computed from others is no
/// factor of its own: what it draws belongs to those. Correlated innovations are one factor
/// together with all other noise.
public struct ScenarioFactors: Sendable {
  /// One factor.
  public struct Factor: Hashable, Sendable {
    /// Its name: that of an uncertainty, or the path of a law, such as `revenue.growth.ceiling`.
    public let name: String
    /// The draws that it comprises.
    let draws: [PlanDraw]
  }

  /// The factors that are drawn once per path.
  public let factors: [Factor]
  /// Whether there is noise beside them.
  public let hasNoise: Bool
  private let plan: SimulationPlan
  private let index: Int

  /// What the noise of the process is called.
  public static let noiseName = "process noise"

  /// Divides what an output depends on.
  public init(_ compiled: CompiledScenario, inCase index: Int, output: ModelOutput) {
    plan = compiled.plan
    self.index = index
    let needs = output.needs(plan)
    var order: [String] = []
    var members: [String: [PlanDraw]] = [:]
    for draw in plan.pathDraws(of: needs.indicators, targets: needs.targets, inCase: index) {
      let name = ScenarioFactors.name(of: draw.stream, in: compiled.scenario)
      if members[name] == nil { order.append(name) }
      if members[name]?.contains(where: { $0.stream == draw.stream }) != true {
        members[name, default: []].append(draw)
      }
    }
    factors = order.map { Factor(name: $0, draws: members[$0] ?? []) }
    hasNoise = plan.hasChance(of: needs.indicators, targets: needs.targets, inCase: index)
  }

  /// The streams of all factors, one column each, factor after factor.
  var streams: [String] { factors.flatMap { $0.draws.map(\.stream) } }

  /// What each draw of each factor is on some paths: one number per path, in the unit of its law.
  func values(paths: Int) -> [[Double]] {
    Simulator(plan).samples(
      of: factors.flatMap { $0.draws.map(\.node) }, paths: paths)
  }

  /// The name of each column of ``values(paths:)``.
  var columnNames: [String] {
    factors.flatMap { factor in
      factor.draws.count == 1
        ? [factor.name] : factor.draws.indices.map { "\(factor.name)#\($0 + 1)" }
    }
  }

  /// The uncertainty or parameter that a stream belongs to.
  private static func name(of stream: String, in scenario: Scenario) -> String {
    let whole = stream.split(separator: "#").first.map(String.init) ?? stream
    for prefix in ["uncertainty ", "lever ", "parameter ", "indicators.", "indicator ", "events."]
    where whole.hasPrefix(prefix) {
      return String(whole.dropFirst(prefix.count)).replacing(" ", with: ".")
    }
    return whole.replacing(" ", with: ".")
  }
}
