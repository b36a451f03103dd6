public import Lanes

/// A law of counts by the growth of its probabilities: p(k + 1) = p(k) growth(k).
public protocol CountGrowth<Value> {
  /// One law, or eight.
  associatedtype Value: Lanes
  /// The mean.
  var mean: Value { get }
  /// The largest count.
  var largest: Value { get }

  /// p(k + 1) / p(k).
  ///
  /// - Parameters:
  ///   - k: a count.
  ///   - reciprocal: 1 / (k + 1).
  /// - Returns: the ratio of the probabilities.
  func growth(after k: Value, reciprocal: Value) -> Value
}

/// Quantiles of laws of counts by adding up probabilities from 0 on.
public enum CountSearch {
  /// The least k with F(k) ≥ u.
  ///
  /// - Parameters:
  ///   - u: numbers in (0, 1).
  ///   - law: the laws.
  ///   - first: the probabilities of 0.
  ///   - isStrict: where F(k) > u is asked for instead.
  /// - Returns: the counts.
  @inlinable @inline(always)
  public static func sequential<V, L: CountGrowth>(
    _ u: V, of law: L, first: V, isStrict: V.Mask
  ) -> V where L.Value == V {
    var (mass, sum) = (first, first)
    var count: V = 0
    var k = 0.0
    while true {
      let below = (sum < u) | (isStrict & (sum == u))
      // Rounding may keep the sum below u for ever; what lies beyond such masses is below 1e-17.
      let matters = (1e-20 < mass) | (V(k) < law.mean)
      let goesOn = below & (V(k) < law.largest) & matters
      if (!goesOn).isEverywhere { return count }
      // A lane whose search has ended may go on adding: none of the three conditions comes back.
      mass = mass * law.growth(after: V(k), reciprocal: V(1 / (k + 1)))
      sum = sum + mass
      k += 1
      count = V.choose(goesOn, V(k), count)
    }
  }
}

/// The growth of Poisson probabilities.
@frozen
public struct PoissonGrowth<V: Lanes>: CountGrowth {
  /// The mean.
  public let mean: V

  /// A law.
  @inlinable @inline(always) public init(mean: V) { self.mean = mean }
  /// There is no largest count.
  @inlinable @inline(always) public var largest: V { V(Double.infinity) }
  /// mean / (k + 1).
  @inlinable @inline(always) public func growth(after k: V, reciprocal: V) -> V {
    mean * reciprocal
  }
}

/// The growth of binomial probabilities.
@frozen
public struct BinomialGrowth<V: Lanes>: CountGrowth {
  /// The number of trials.
  public let largest: V
  /// The mean.
  public let mean: V
  /// The odds of a success.
  public let odds: V

  /// A law.
  @inlinable @inline(always) public init(trials: V, success: V, failure: V) {
    largest = trials
    mean = trials * success
    odds = success / failure
  }
  /// (trials − k) / (k + 1) times the odds.
  @inlinable @inline(always) public func growth(after k: V, reciprocal: V) -> V {
    (largest - k) * reciprocal * odds
  }
}

/// The growth of negative binomial probabilities.
@frozen
public struct NegativeBinomialGrowth<V: Lanes>: CountGrowth {
  /// The number of successes waited for, which need not be an integer.
  public let size: V
  /// The mean.
  public let mean: V
  /// The probability of a failure.
  public let failure: V

  /// A law.
  @inlinable @inline(always) public init(size: V, success: V, failure: V) {
    self.size = size
    self.failure = failure
    mean = size * (failure / success)
  }
  /// There is no largest count.
  @inlinable @inline(always) public var largest: V { V(Double.infinity) }
  /// (k + size) / (k + 1) times the probability of a failure.
  @inlinable @inline(always) public func growth(after k: V, reciprocal: V) -> V {
    (k + size) * reciprocal * failure
  }
}
