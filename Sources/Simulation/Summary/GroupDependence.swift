public import Statistics

/// How the targets of a group hang together.
extension GroupSummary {
  /// Whether pairs were counted: up to ``mostPaired`` targets.
  public var hasPairs: Bool { !metPairs.isEmpty }

  /// The paths that meet two targets of the group; nil where pairs are not counted.
  private func pairCount(_ first: Int, _ second: Int) -> Int? {
    guard hasPairs else { return nil }
    let (i, j) = (min(first, second), max(first, second))
    guard i < j else { return met[i] }
    // Pairs before row i: (k − 1) + (k − 2) + … + (k − i).
    return metPairs[i * (2 * group.members.count - i - 1) / 2 + j - i - 1]
  }

  /// The probability that two targets are both met.
  ///
  /// - Returns: the share of paths, with its error; nil where pairs are not counted.
  public func both(_ first: Int, _ second: Int) -> Proportion? {
    pairCount(first, second).map { Proportion(successes: $0, trials: paths) }
  }

  /// The correlation φ = (p₁₂ − p₁ p₂) / √(p₁ (1 − p₁) p₂ (1 − p₂)) of two targets.
  ///
  /// Its error by the delta method.
  ///
  /// - Returns: the coefficient; nil where pairs are not counted or a target is met always or never.
  ///
  /// Source: Yule, *On the methods of measuring association between two attributes* (1912).
  public func phi(_ first: Int, _ second: Int) -> Estimate? {
    guard let both = pairCount(first, second) else { return nil }
    let n = Double(paths)
    let (a, b) = (Double(met[first]) / n, Double(met[second]) / n)
    let spread = (a * (1 - a) * b * (1 - b)).squareRoot()
    guard spread > 0 else { return nil }
    let p = Double(both) / n
    let phi = (p - a * b) / spread
    // The derivatives by p₁, p₂ and p₁₂ are what a path adds that meets the first, the second, both.
    let ofFirst = -b / spread - phi * (1 - 2 * a) / (2 * a * (1 - a))
    let ofSecond = -a / spread - phi * (1 - 2 * b) / (2 * b * (1 - b))
    let ofBoth = 1 / spread + ofFirst + ofSecond
    let mean = p * ofBoth + (a - p) * ofFirst + (b - p) * ofSecond
    let square =
      p * ofBoth * ofBoth + (a - p) * ofFirst * ofFirst + (b - p) * ofSecond * ofSecond
    return Estimate(value: phi, variance: (square - mean * mean) / n)
  }

  /// What the probability would be if the targets were independent; of all the product of the single
  /// probabilities.
  ///
  /// Its error by the delta method, from the counts of the pairs; not a number where they are missing.
  public var product: Estimate {
    Estimate(value: ifIndependent, variance: varianceOfProduct / Double(paths))
  }

  /// The probability less what it would be if the targets were independent, on the same paths: of all
  /// it is above 0 where targets hang together, below where one stands against another.
  public var excess: Estimate {
    let all = attained.estimate
    // Without pairs nobody knows the error, and the derivatives of many targets take their cube in time.
    guard hasPairs || group.members.count < 2 else {
      return Estimate(value: all - ifIndependent, variance: .nan)
    }
    var covariance = 0.0
    if metWithGroup.isEmpty {
      for (p, others) in zip(singles, slopes) { covariance += others * all * (1 - p) }
    } else {
      for (member, slope) in slopes.enumerated() {
        let both = Double(metWithGroup[member]) / Double(paths)
        covariance += slope * (both - all * singles[member])
      }
    }
    let variance = all * (1 - all) + varianceOfProduct - 2 * covariance
    return Estimate(value: all - ifIndependent, variance: variance / Double(paths))
  }

  /// What the probability would be if the targets were independent.
  private var ifIndependent: Double {
    switch group.rule {
    case .all: singles.reduce(1, *)
    case .no: singles.reduce(1) { $0 * (1 - $1) }
    case .atLeast(let least): GroupSummary.distribution(singles)[least...].reduce(0, +)
    }
  }

  /// For each target what ``ifIndependent`` gains from its probability: the derivative.
  private var slopes: [Double] {
    switch group.rule {
    case .all: productsOfOthers
    case .no: singles.indices.map { -GroupSummary.distribution(others(than: $0))[0] }
    case .atLeast(let least):
      singles.indices.map { GroupSummary.distribution(others(than: $0))[least - 1] }
    }
  }

  private func others(than member: Int) -> [Double] {
    var others = singles
    others.remove(at: member)
    return others
  }

  /// The probabilities of 0, 1, … of independent events: their generating function Π (1 − p + p z).
  private static func distribution(_ shares: [Double]) -> [Double] {
    var numbers = [1.0]
    for p in shares {
      var next = numbers.map { $0 * (1 - p) } + [0]
      for (number, share) in numbers.enumerated() { next[number + 1] += share * p }
      numbers = next
    }
    return numbers
  }

  private var singles: [Double] { met.map { Double($0) / Double(paths) } }

  /// For each target the product of all other probabilities: the derivative of the product.
  private var productsOfOthers: [Double] {
    let singles = singles
    return singles.indices.map { member in
      singles.indices.reduce(1) { $1 == member ? $0 : $0 * singles[$1] }
    }
  }

  /// Σᵢⱼ Qᵢ Qⱼ (pᵢⱼ − pᵢ pⱼ), where Q are the derivatives: the variance on one path.
  private var varianceOfProduct: Double {
    guard hasPairs else { return group.members.count < 2 ? 0 : .nan }
    let (p, q) = (singles, slopes)
    var variance = 0.0
    for i in p.indices {
      variance += q[i] * q[i] * p[i] * (1 - p[i])
      for j in (i + 1)..<max(i + 1, p.count) {
        let both = Double(pairCount(i, j) ?? 0) / Double(paths)
        variance += 2 * q[i] * q[j] * (both - p[i] * p[j])
      }
    }
    return variance
  }
}
