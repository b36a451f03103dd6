internal import SpecialFunctions

/// The inversion of the distribution function of a law of counts: the smallest k with F(k) ≥ u.
enum CountQuantile {
  /// Uses the expansion where its bound leaves no doubt, and the distribution function elsewhere.
  static func expanded<L: CountLaw>(
    _ u: Double, of law: L, sd: Double, skewness: Double, inverseVariance: Double
  ) -> Double {
    let expansion = CountExpansion(
      normal: StandardNormal.quantile(u), mean: law.mean, sd: sd, skewness: skewness,
      inverseVariance: inverseVariance)
    let count = expansion.count(upTo: law.largest)
    return count == count ? count : exact(u, of: law, start: expansion.value)
  }

  /// Searches with the distribution function itself, from a start near the quantile.
  ///
  /// Works on the smaller tail. One evaluation, then steps by the ratio of masses; far from the
  /// quantile Newton's steps inside a bracket.
  static func exact<L: CountLaw>(_ u: Double, of law: L, start: Double) -> Double {
    let isLower = u <= 0.5
    let target = isLower ? u : 1 - u
    var low = -1.0  // F(low) < u
    var high = law.largest  // F(high) ≥ u
    var k = max(0, min(start.rounded(.down), high, 1e15))
    for _ in 0..<200 {
      let tails = law.tails(k)
      // How much F(k) exceeds u.
      var excess = isLower ? tails.lower - target : target - tails.upper
      guard !excess.isNaN else { return .nan }
      var mass = law.mass(k)
      if excess >= 0 { high = k } else { low = k }
      if low + 1 == high { return high }
      if abs(excess) <= 40 * mass {
        let found = walk(&k, &excess, &mass, in: law)
        if found { return k }
        continue
      }
      let newton = k - (excess / mass).rounded(.awayFromZero)
      if newton > low, newton < high {
        k = newton
      } else if high == .infinity {
        k = 2 * k + 10
      } else {
        k = (low + (high - low) / 2).rounded(.down)
        k = max(low + 1, min(high - 1, k))
      }
    }
    return high
  }

  /// Steps by single counts from k, where F(k) exceeds u by `excess`, to the smallest k that does.
  ///
  /// Returns whether it was reached within a hundred steps.
  private static func walk<L: CountLaw>(
    _ k: inout Double, _ excess: inout Double, _ mass: inout Double, in law: L
  ) -> Bool {
    for _ in 0..<100 {
      if excess < 0 {
        guard k < law.largest else { return true }
        mass *= law.growth(after: k)
        k += 1
        excess += mass
        if excess >= 0 { return true }
      } else {
        guard k > 0, excess - mass >= 0 else { return true }
        excess -= mass
        k -= 1
        mass /= law.growth(after: k)
      }
    }
    return false
  }
}
