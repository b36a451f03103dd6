/// The law of one trial: 1 with probability p, otherwise 0.
public struct Bernoulli: UnivariateLaw {
  package static let name = "bernoulli"
  package static let isDiscrete = true

  /// The probability p of 1.
  public let probability: Double

  /// Creates the law with the given probability.
  ///
  /// - Parameter probability: from 0 to 1.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(probability: Double) throws(DistributionError) {
    try require(probability >= 0 && probability <= 1, "p", probability, "from 0 to 1")
    self.probability = probability
  }

  /// Those of 0 and 1 that have a chance, as an interval.
  public var support: ClosedRange<Double> {
    (probability == 1 ? 1 : 0)...(probability == 0 ? 0 : 1)
  }
  /// The mean p.
  public var mean: Double { probability }

  /// The mass at `x`.
  public func density(_ x: Double) -> Double {
    x == 1 ? probability : (x == 0 ? 1 - probability : (x.isNaN ? x : 0))
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    x.isNaN ? x : (x < 0 ? 0 : (x < 1 ? 1 - probability : 1))
  }
  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    x.isNaN ? x : (x < 0 ? 1 : (x < 1 ? probability : 0))
  }

  /// 1 where `p` is above 1 − probability, otherwise 0.
  public func quantile(_ p: Double) -> Double {
    isProbability(p) ? (p > 1 - probability ? 1 : 0) : .nan
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    let none = 1 - probability
    for i in u.indices { u[i] = u[i] > none ? 1 : 0 }
  }
}
