public import Simulation

/// The question which lever values give a target a wanted probability.
public struct SolveRequest: Sendable {
  /// The name of the target; `target@2026` for one of several deadlines.
  public var target: String
  /// The wanted probability.
  public var probability: Double
  /// What is varied: one; two for a frontier; up to four with a cost.
  public var varied: [VariedRange]
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
  public init(target: String, probability: Double, varied: [VariedRange]) {
    self.target = target
    self.probability = probability
    self.varied = varied
  }
}
