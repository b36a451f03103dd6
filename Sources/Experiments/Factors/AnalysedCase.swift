internal import Plans
public import Scenarios
internal import Simulation
internal import Wording

/// One case of a scenario, the number that is explained of it, and what that number depends on.
public struct AnalysedCase: Sendable {
  /// What is run: the one case.
  public let compiled: CompiledScenario
  /// What is explained.
  public let output: ModelOutput
  /// What it depends on.
  public let factors: ScenarioFactors
  let plan: SimulationPlan

  /// The paths of a sample where nobody says how many.
  static let usualSample = 10_000

  /// Looks up what is asked for.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - target: the target; with neither target nor indicator the only one of the scenario.
  ///   - indicator: the indicator.
  ///   - period: its period; the last one if nil.
  ///   - caseName: the case; the reference if nil.
  ///   - seed: the seed instead of the scenario's.
  /// - Throws: ``InvalidScenario``, ``RunRefusal``, ``UnknownTarget`` or ``UnknownOutput``.
  public init(
    _ scenario: Scenario, target: String?, indicator: String? = nil, period: String? = nil,
    caseName: String? = nil, seed: UInt64? = nil
  ) throws {
    let name = caseName ?? scenario.cases[0].name
    guard let single = scenario.keepingCase(name) else {
      throw RunRefusal.unknownCase(name: name, cases: scenario.cases.map(\.name))
    }
    compiled = try CompiledScenario(single, seed: seed)
    plan = compiled.plan.withoutBands
    try BlockMemory.checkLeast(plan, scenario)
    if let indicator {
      output = try .indicator(scenario.indicatorName(indicator), period: period, in: compiled)
    } else if let target {
      output = .target(try .named(target, in: compiled.plan, of: scenario))
    } else {
      let rows = AttainmentRow.all(compiled.plan)
      guard compiled.plan.targets.count == 1, let row = rows.last else {
        throw UnknownOutput.unnamed(targets: compiled.plan.targets.map(\.name))
      }
      output = .target(row)
    }
    factors = ScenarioFactors(compiled, inCase: 0, output: output)
  }

  /// Simulates ordinary paths.
  ///
  /// - Parameters:
  ///   - outputs: what is kept of each path.
  ///   - paths: how many; ``usualSample`` if nil.
  ///   - engine: how the run is carried out.
  ///   - progress: called with the paths done and the paths to do; returns whether to go on.
  /// - Returns: the paths on which all outputs and factors are finite.
  /// - Throws: ``RunRefusal/tooManyPaths(paths:limit:)``, ``AnalysisError`` or `CancellationError`.
  func sample(
    _ outputs: [PathOutput], paths: Int?, engine: Simulator.Options,
    _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> PathSample {
    let paths = paths ?? AnalysedCase.usualSample
    guard paths <= Scenario.pathLimit else {
      throw RunRefusal.tooManyPaths(paths: paths, limit: Scenario.pathLimit)
    }
    // Every column as it was drawn, as far as it is finite, and sorted.
    try checkMemory(numbers: 3 * paths * (outputs.count + factors.streams.count))
    let failures = outputs.compactMap(\.failure)
    let values = Simulator(plan).outputs(
      outputs + failures, paths: paths, options: fitted(engine), progress: { progress($0, paths) })
    guard let recorded = values?[0] else { throw CancellationError() }
    let found = Array(recorded[..<outputs.count])
    let hasFailed = recorded[outputs.count...]
    let columns = factors.values(paths: paths)
    guard !columns.isEmpty || outputs.count > 1 else {
      throw AnalysisError.noFactors(output.name)
    }
    let all = found + columns
    let usable = (0..<paths).filter { row in
      hasFailed.allSatisfy { $0[row] == 0 } && all.allSatisfy { $0[row].isFinite }
    }
    guard !usable.isEmpty else { throw AnalysisError.nothingFinite(output.name) }
    func kept(_ columns: [[Double]]) -> [[Double]] {
      usable.count == paths ? columns : columns.map { column in usable.map { column[$0] } }
    }
    return PathSample(
      factors: kept(columns), outputs: kept(found), paths: paths,
      failedShare: 1 - Double(usable.count) / Double(paths),
      notes: usable.count == paths
        ? []
        : [
          Phrase(
            "\(paths - usable.count) of \(paths) paths are left out: a value on them is not a finite "
              + "number",
            "略去 \(paths) 条路径中的 \(paths - usable.count) 条：其上有数值不是有限数")
        ])
  }

  /// Options with which a run keeps to the memory that the scenario allows.
  func fitted(_ engine: Simulator.Options) -> Simulator.Options {
    BlockMemory.fitted(engine, plan, compiled.scenario)
  }

  /// Refuses numbers that do not fit into memory.
  func checkMemory(numbers: Int) throws(AnalysisError) {
    let limit = BlockMemory.limit(of: compiled.scenario)
    let (bytes, isOverflow) = numbers.multipliedReportingOverflow(by: 8)
    guard !isOverflow, bytes <= limit else {
      throw .tooMuchMemory(needed: isOverflow ? .max : bytes, limit: limit)
    }
  }
}

/// The paths of an ordinary run on which everything is finite.
struct PathSample {
  /// For each column of the factors one number per path.
  let factors: [[Double]]
  /// For each output one number per path.
  let outputs: [[Double]]
  /// The paths that were simulated.
  let paths: Int
  /// The share of them that is left out: a value on them is not a finite number.
  let failedShare: Double
  /// What the reader has to know, as sentences.
  let notes: [Phrase]
}
