public import Tables

/// Why no box is sought.
public enum DiscoveryRefusal: Refusal, Hashable, Sendable {
  /// Paths of one kind that are too few to tell them from the others.
  public struct Scarcity: Hashable, Sendable {
    /// The target.
    public let target: String
    /// How many they are.
    public let count: Int
    /// The paths of the sample.
    public let paths: Int
    /// Whether they are those that meet the target.
    public let areMet: Bool
    /// Whether they are the ones that are looked for.
    public let isSought: Bool
  }

  /// The target depends on nothing that a path draws once.
  case noFactors(String)
  /// Too few paths fail, or too few do not.
  case tooFew(Scarcity)
  /// The search has no box of this number.
  case noSuchBox(Int, count: Int)
  /// The scenario cannot be compiled when these variables differ from path to path.
  case cannotVary([String], reason: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass { if case .noSuchBox = self { .usage } else { .badData } }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .noFactors(let target):
      "'\(target)' depends on no uncertainty and no law that is drawn once per path, so there are "
        + "no conditions to find; make an assumption uncertain, or vary a lever: --vary LEVER=LOW:HIGH"
    case .tooFew(let scarcity): scarcity.sentence
    case .noSuchBox(let number, let count):
      "the search has no box \(number); take one from 0 to \(count - 1) (see trajectory.csv)"
    case .cannotVary(let names, let reason):
      "\(names.map { "'\($0)'" }.joined(separator: ", ")) cannot differ from path to path in this "
        + "scenario; vary what the message below does not name, or take `waymark sweep`, which runs each "
        + "setting by itself\n\(reason)"
    }
  }
}

extension DiscoveryRefusal.Scarcity {
  fileprivate var sentence: String {
    let what = areMet ? "is met" : "fails"
    guard count > 0 else {
      let always = areMet ? "fails on every one" : "is met on every one"
      return "'\(target)' \(always) of \(paths) paths, so no condition tells paths apart; "
        + (areMet
          ? "look at an easier or later target, or vary the levers that could help: --vary "
            + "LEVER=LOW:HIGH"
          : "look at a harder or earlier target, or vary the levers on which it rests: --vary "
            + "LEVER=LOW:HIGH")
    }
    let wanted = Double(paths) * Double(2 * ScenarioDiscovery.fewest) / Double(count)
    let paths = DiscoveryRefusal.Scarcity.rounded(wanted)
    return "'\(target)' \(what) on only \(count) of \(self.paths) paths, and at least "
      + "\(ScenarioDiscovery.fewest) are needed to tell where; take --paths \(paths)"
  }

  /// The next larger number with one digit before its zeros.
  private static func rounded(_ value: Double) -> Int {
    var scale = 1.0
    while value / scale >= 10 { scale *= 10 }
    return Int((value / scale).rounded(.up) * scale)
  }
}
