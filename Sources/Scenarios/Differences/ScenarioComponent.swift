/// A part of a scenario that changes as a whole when two scenarios are compared.
public struct ScenarioComponent: Hashable, Sendable {
  /// The kinds of parts.
  public enum Kind: Hashable, Sendable {
    case time
    case uncertainty(String)
    case lever(String)
    /// A whole indicator, there in one scenario only.
    case indicator(String)
    case observations(of: String)
    case growth(of: String)
    case boost(of: String)
    /// Another key of an indicator, such as `exits`.
    case part(String, of: String)
    case correlation
    case event(String)
    /// The definitions of cases.
    case cases
    /// The definitions of targets.
    case targets
  }

  /// What it is.
  public let kind: Kind
  /// The one period for which it brings an observation, if that is all it does.
  public internal(set) var newPeriod: String?

  init(_ kind: Kind) { self.kind = kind }

  /// Its name, the same whichever scenario comes first but for a new observation.
  public var name: String {
    switch kind {
    case .time: "time"
    case .uncertainty(let name): "uncertainty \(name)"
    case .lever(let name): "lever \(name)"
    case .indicator(let name): "indicator \(name)"
    case .observations(let name):
      newPeriod.map { "new observation of \(name) in \($0)" } ?? "observations of \(name)"
    case .growth(let name): "growth of \(name)"
    case .boost(let name): "boost of \(name)"
    case .part(let key, let name): "\(key) of \(name)"
    case .correlation: "correlation"
    case .event(let name): "event \(name)"
    case .cases: "cases"
    case .targets: "targets"
    }
  }

  /// The part that the value at a path belongs to; nil where it has no say in what is simulated.
  static func holding(_ path: [String]) -> ScenarioComponent? {
    if path.count > 2, ["label", "source", "note"].contains(path[path.count - 1]) { return nil }
    let name = path.count > 1 ? path[1] : ""
    switch path[0] {
    case "time": return ScenarioComponent(.time)
    case "uncertainties": return ScenarioComponent(.uncertainty(name))
    case "levers": return ScenarioComponent(.lever(name))
    case "correlation": return ScenarioComponent(.correlation)
    case "events": return ScenarioComponent(.event(name))
    case "cases": return ScenarioComponent(.cases)
    case "targets": return ScenarioComponent(.targets)
    case "indicators":
      guard path.count > 2 else { return ScenarioComponent(.indicator(name)) }
      switch path[2] {
      case "auxiliary": return nil
      case "history": return ScenarioComponent(.observations(of: name))
      case "growth":
        return ScenarioComponent(
          path.count > 3 && path[3] == "boost" ? .boost(of: name) : .growth(of: name))
      default: return ScenarioComponent(.part(path[2], of: name))
      }
    default: return nil
    }
  }
}
