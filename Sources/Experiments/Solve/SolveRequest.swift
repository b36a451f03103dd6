package import Quantities
public import Scenarios
public import Simulation

/// The question which lever values give a target a wanted probability.
public struct SolveRequest: Sendable {
  /// A lever, an uncertainty or a parameter that is varied.
  public struct Varied: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Where to look; the lever's own range if nil.
    public var range: ClosedRange<Double>?
    /// How many values a frontier has along it; nine, or all of up to 21 with a step, if nil.
    public var count: Int?
    /// The length of the dates that the range was given by: what has no step then takes the ends of
    /// periods.
    package var dates: TimeStep?

    /// Names what is varied.
    ///
    /// - Parameters:
    ///   - name: a lever, an uncertainty, or the path of a parameter.
    ///   - range: where to look.
    ///   - count: how many values a frontier has along it.
    public init(_ name: String, in range: ClosedRange<Double>? = nil, count: Int? = nil) {
      self.name = name
      self.range = range
      self.count = count
    }
  }

  /// The name of the target; `target@2026` for one of several deadlines.
  public var target: String
  /// The wanted probability.
  public var probability: Double
  /// What is varied: one; two for a frontier; up to four with a cost.
  public var varied: [Varied]
  /// What a setting costs, as an expression of the levers.
  public var cost: String?
  /// The case whose other settings hold; the reference if nil.
  public var caseName: String?
  /// The number of paths instead of the scenario's.
  public var paths: Int?
  /// The seed instead of the scenario's.
  public var seed: UInt64?
  /// Threads and block size.
  public var engine = Simulator.Options()

  /// Asks for one target.
  ///
  /// - Parameters:
  ///   - target: its name.
  ///   - probability: the wanted probability.
  ///   - varied: what is varied.
  public init(target: String, probability: Double, varied: [Varied]) {
    self.target = target
    self.probability = probability
    self.varied = varied
  }
}

extension SolveRequest.Varied {
  /// Reads `attraction`, `attraction=0:1` or, with the number of values, `attraction=0:1:11`; the
  /// ends may be dates.
  ///
  /// - Parameters:
  ///   - text: what somebody typed.
  ///   - scenario: the scenario, whose grid dates are on.
  /// - Throws: ``SolveRefusal``.
  public init(_ text: String, of scenario: Scenario) throws(SolveRefusal) {
    let read: RangeText
    do throws(UnreadableRange) {
      read = try RangeText(text, of: scenario)
    } catch {
      throw .unreadable(error)
    }
    self.init(read.name)
    guard let ends = read.ends else { return }
    guard ends.low < ends.high else { throw .emptyRange(text: text) }
    range = ends.low...ends.high
    dates = read.dates
    guard let count = read.count else { return }
    guard (2...1000).contains(count) else {
      throw .unreadable(UnreadableRange(text, count: count, allowed: 2...1000))
    }
    self.count = count
  }
}
