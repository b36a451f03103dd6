public import Results
public import Scenarios
public import Simulation
public import Tables
public import Wording

/// One path of a kept run, simulated again to the bit, with all that was drawn for it.
public struct Replay: Sendable {
  /// The run.
  public let run: RunFolder
  /// What was run.
  public let compiled: CompiledScenario
  /// The path.
  public let result: PathReplay

  /// Simulates one path again.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - name: the name of one of its cases; the reference if nil.
  ///   - path: the number of the path, from 0.
  /// - Throws: ``RunFolderError``, ``ReplayRefusal``, ``RunRefusal/unknownCase(name:cases:)``, ``InvalidScenario``.
  public init(_ run: RunFolder, case name: String? = nil, path: Int) throws {
    try run.checkVersion()
    guard let index = name.map({ run.cases.firstIndex(of: $0) }) ?? 0 else {
      throw RunRefusal.unknownCase(name: name ?? "", cases: run.cases)
    }
    guard 0..<run.paths ~= path else {
      throw ReplayRefusal.pathOutside(path: path, paths: run.paths)
    }
    self.run = run
    compiled = try CompiledScenario(run.scenario, seed: run.seed, cases: run.cases)
    result = Simulator(compiled.plan).path(UInt64(path), inCase: index)
  }

  /// The name of the case.
  public var caseName: String { compiled.plan.cases[result.caseIndex].name }

  /// One fact about the path.
  package struct Row: Hashable, Sendable {
    /// `value`, `target`, `gap`, or the kind of a draw.
    package let kind: String
    package let name: String
    /// The period; empty for what is once for the path.
    package let period: String
    /// Not a number where there is none that is finite.
    package let value: Double
    package let uniform: Double?

    init(kind: String, name: String, period: String, value: Double, uniform: Double?) {
      (self.kind, self.name, self.period, self.uniform) = (kind, name, period, uniform)
      self.value = value.isFinite ? value : .nan
    }
  }

  /// All rows: values by indicator and period, targets, draws.
  package var rows: [Row] { valueRows + targetRows + drawRows }

  /// The values of the indicators, nothing where they are not known.
  package var valueRows: [Row] {
    zip(compiled.plan.indicators, result.values).flatMap { indicator, values in
      values.enumerated().map { step, value in
        Row(
          kind: "value", name: indicator.name, period: "\(compiled.plan.grid.period(step))",
          value: value, uniform: nil)
      }
    }
  }

  /// Whether each target is met, and how far the path is from it.
  package var targetRows: [Row] {
    zip(compiled.plan.targets, result.targets).flatMap { target, outcomes in
      zip(target.deadlines, outcomes).flatMap { deadline, outcome in
        let name =
          target.deadlines.count > 1 ? "\(target.name)@\(deadline.label)" : target.name
        return [
          Row(
            kind: "target", name: name, period: deadline.label, value: outcome.isMet ? 1 : 0,
            uniform: nil),
          Row(kind: "gap", name: name, period: deadline.label, value: outcome.gap, uniform: nil),
        ]
      }
    }
  }

  /// What was drawn: once for the path, then period by period.
  package var drawRows: [Row] {
    result.draws.map { draw in
      Row(
        kind: draw.kind.rawValue, name: draw.name,
        period: draw.step.map { "\(compiled.plan.grid.period($0))" } ?? "", value: draw.value,
        uniform: draw.uniform)
    }
  }
}

extension Replay: Tabular {
  /// `replay.csv`: values, targets and draws, one fact a row.
  public var tables: [TableFile] {
    [
      TableFile(
        "replay.csv",
        [
          .text("case") { _ in caseName },
          .integer("path") { _ in Int(result.path) },
          .text("kind") { $0.kind },
          .text("name") { $0.name },
          .text("period") { $0.period.isEmpty ? nil : $0.period },
          .number("value") { $0.value },
          .number("uniform") { $0.uniform },
        ], rows)
    ]
  }
}

/// Why a path is not replayed.
public enum ReplayRefusal: Refusal, Hashable, Sendable {
  /// The run has no such path.
  case pathOutside(path: Int, paths: Int)

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .pathOutside(let path, let paths):
      Phrase(
        "there is no path \(path); the run has the paths 0 to \(paths - 1)",
        "没有第 \(path) 条路径；该次运行的路径为 0 至 \(paths - 1)")
    }
  }
}
