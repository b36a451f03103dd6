public import Tables

/// Why an analysis says nothing.
public enum AnalysisError: Refusal, Hashable, Sendable {
  /// The output depends on no draw that a path makes once.
  case noFactors(String)
  /// The output is the same number everywhere.
  case constant(String, value: Double)
  /// No path has a finite value.
  case nothingFinite(String)
  /// The design cannot be made.
  case impossible(String)
  /// The sample has too few rows, or factors that cannot be told apart.
  case sample(String)
  /// The points or paths take more memory than is allowed.
  case tooMuchMemory(needed: Int, limit: Int)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .tooMuchMemory = self { .tooMuch } else { .badData } }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .noFactors(let name):
      "'\(name)' depends on no uncertainty and no law that is drawn once per path; there is "
        + "nothing to divide but process noise, if there is any; --method sobol --each-path of a "
        + "target takes it as a factor"
    case .constant(let name, let value):
      "'\(name)' is \(value) whatever the factors are: there is no variance to divide; explain "
        + "another target or period, or widen the uncertainties"
    case .nothingFinite(let name):
      "'\(name)' is not a finite number on any path; look at its expressions"
    case .impossible(let reason): "the design is impossible: \(reason)"
    case .sample(let reason): reason
    case .tooMuchMemory(let needed, let limit):
      "the analysis would take about \(needed >> 20) MiB of memory, more than the \(limit >> 20) MiB "
        + "allowed; take fewer --points or --paths, or set `simulation: {max_memory: …}`"
    }
  }
}
