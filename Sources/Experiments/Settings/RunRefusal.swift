internal import Quantities
public import Tables

/// Why a run is not begun.
public enum RunRefusal: Refusal, Hashable, Sendable {
  case tooMuchMemory(needed: Int, limit: Int)
  case tooManyPaths(paths: Int, limit: Int)
  case unknownCase(name: String, cases: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .unknownCase: .usage
    case .tooMuchMemory, .tooManyPaths: .tooMuch
    }
  }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .tooMuchMemory(let needed, let limit):
      "the run would take about \(needed >> 20) MiB of memory, more than the \(limit >> 20) MiB "
        + "allowed; take fewer workers, cases or kept paths, or set `simulation: {max_memory: …}`"
    case .tooManyPaths(let paths, let limit):
      "\(paths) paths are more than the \(limit) allowed; take at most \(limit)"
    case .unknownCase(let name, let cases):
      "there is no case '\(name)'; "
        + (NearestName.of(name, among: cases).map { "did you mean '\($0)'?" }
          ?? "the cases are \(cases.joined(separator: ", "))")
    }
  }
}
