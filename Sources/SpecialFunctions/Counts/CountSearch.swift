public import CVector
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
  ///   - u: numbers in (0, 1); the next larger number asks for the least k with F(k) > u.
  ///   - law: the laws.
  ///   - first: the probabilities of 0.
  /// - Returns: the counts; not a number where none below ``patience`` is found.
  @inlinable @inline(always)
  public static func sequential<V, L: CountGrowth>(
    _ u: V, of law: L, first: V
  ) -> V where L.Value == V {
    var (mass, sum) = (first, first)
    var count: V = 0
    var k = 0.0
    // Divisions would take longer than all else.
    for place in 0..<patience {
      let below = sum < u
      if (!below).isEverywhere { return count }
      // A lane whose search has ended may go on adding: it never falls below u again.
      mass = mass * law.growth(after: V(k), reciprocal: V(wm_reciprocal(place)))
      sum = sum + mass
      k += 1
      count = V.choose(below, V(k), count)
    }
    return V.choose(sum < u, V(Double.nan), count)
  }

  /// The counts up to which nothing is asked but whether the sum has reached u.
  @inlinable @inline(always) public static var patience: UInt64 { 64 }

  /// The same for one number, however far the count is, and where rounding keeps the sum below u for ever.
  public static func patient<L: CountGrowth>(
    _ u: Double, of law: L, first: Double
  ) -> Double where L.Value == Double {
    let near = sequential(u, of: law, first: first)
    guard near.isNaN else { return near }
    var (mass, sum) = (first, first)
    var k = 0.0
    // What lies beyond such masses is below 1e-17.
    while sum < u, k < law.largest, mass > 1e-20 || k < law.mean {
      mass *= law.growth(after: k, reciprocal: 1 / (k + 1))
      sum += mass
      k += 1
    }
    return k
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
    self.init(trials: trials, success: success, odds: success / failure)
  }
  /// A law whose odds are known.
  @inlinable @inline(always) public init(trials: V, success: V, odds: V) {
    largest = trials
    mean = trials * success
    self.odds = odds
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
