public import Distributions
public import Expressions
internal import SpecialFunctions

/// What is read of a rollout beside the items built.
public struct ReadingPlan: Hashable, Sendable {
  /// What is read, a stage by its place in the pipeline.
  public enum Amount: Hashable, Sendable {
    /// The items that have passed a stage.
    case finished(stage: Int)
    /// The items in a stage.
    case inProgress(stage: Int)
    /// The items that were lost at the end of a stage since the origin.
    case refused(stage: Int)
    /// The value of what has passed a stage; of what is built if nil.
    case value(ItemValuePlan, stage: Int?)
    /// The value spent so far in a stage.
    case spent(ItemValuePlan, stage: Int)
    /// The value spent in a stage, per year.
    case spending(ItemValuePlan, stage: Int)
    /// The value of what is built, each item from so many years after it is finished on, growing for
    /// so many years until it is whole: the mean over the period.
    case atWork(ItemValuePlan, after: NodeID, ramp: NodeID)
  }

  /// The index of the rollout.
  public let rollout: Int
  /// What is read.
  public let amount: Amount
  /// What is in each stage at the origin; nil where nothing is, or what changes in time.
  public let underWay: [NodeID?]

  /// Creates a reading.
  public init(rollout: Int, amount: Amount, underWay: [NodeID?]) {
    self.rollout = rollout
    self.amount = amount
    self.underWay = underWay
  }

  /// What items are worth, where that matters.
  public var value: ItemValuePlan? {
    switch amount {
    case .finished, .inProgress, .refused: nil
    case .value(let value, _), .spent(let value, _), .spending(let value, _),
      .atWork(let value, _, _):
      value
    }
  }

  /// The stage whose spending matters.
  package var stageOfSpending: Int? {
    switch amount {
    case .spent(_, let stage), .spending(_, let stage): stage
    case .finished, .inProgress, .refused, .value, .atWork: nil
    }
  }

  /// The nodes that must be up to date when a block of paths begins.
  var nodesOnce: [NodeID] {
    var nodes = underWay.compactMap { $0 }
    if case .common(let node) = value { nodes.append(node) }
    if case .atWork(_, let after, let ramp) = amount { nodes += [after, ramp] }
    return nodes
  }
}

/// What an item of a rollout is worth.
public enum ItemValuePlan: Hashable, Sendable {
  /// The same for all items of a path.
  case common(NodeID)
  /// Each item's own.
  case own(OwnValuePlan)
}

/// A law that each item draws its value from.
public struct OwnValuePlan: Hashable, Sendable {
  /// The law.
  public let law: Law
  /// What brings it to the unit of the value.
  public let factor: Double
  /// Its mean and standard deviation, without the factor.
  public let moments: ItemMoments
  /// The name of the stream, by the number of the item.
  public let stream: String

  /// Creates the value of items.
  public init(law: Law, factor: Double, moments: ItemMoments, stream: String) {
    self.law = law
    self.factor = factor
    self.moments = moments
    self.stream = stream
  }
}

/// The mean and the standard deviation of what items are worth.
public struct ItemMoments: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The standard deviation.
  public let sd: Double

  /// Those of a law; nil where it reaches below 0 or has none.
  ///
  /// The second moment is ∫ Q(Φ(z))² φ(z) dz by the trapezoidal rule, whose error falls faster than any
  /// power of the step where the law is smooth.
  public init?(_ law: Law) {
    guard law.support.lowerBound >= 0, law.mean.isFinite, law.mean > 0 else { return nil }
    let step = 1.0 / 128
    var (weight, first, second) = (0.0, 0.0, 0.0)
    for index in -1536...1536 {
      let z = Double(index) * step
      let density = StandardNormal.density(z)
      let tail = StandardNormal.cdf(-abs(z))
      let x = z < 0 ? law.quantile(tail) : law.quantile(upper: tail)
      weight += density
      first += density * x
      second += density * x * x
    }
    let variance = second / weight - (first / weight) * (first / weight)
    guard variance.isFinite, Self.hasVariance(law) else { return nil }
    mean = law.mean
    sd = max(0, variance).squareRoot()
  }

  /// Student's t is the one law whose variance may be infinite, and it reaches below 0 unless cut.
  private static func hasVariance(_ law: Law) -> Bool {
    switch law {
    case .studentT(let law): law.degreesOfFreedom > 2
    case .truncated(let cut): cut.support.upperBound < .infinity || hasVariance(cut.law)
    default: true
    }
  }
}
