/// Looks for the global minimum of a sum of squares from many starting points.
///
/// The given start is followed to its end. Further starts are spread around it by a fixed
/// low-discrepancy sequence: each parameter is multiplied by u/(1 − u), a log-logistic factor
/// with median 1 and a standard deviation of 1.8 in the logarithm (a parameter that starts at 0
/// gets (2u − 1)/√(2u(1 − u)) instead, a Student t with two degrees of freedom). Each is followed
/// for a few steps, and the best of them to their end.
///
/// Source of the sequence: Roberts (2018), *The unreasonable effectiveness of quasirandom
/// sequences* (a Kronecker sequence on powers of the generalised golden ratio).
public struct MultistartLeastSquares: Sendable {
  /// How many starts there are and how far each is followed.
  public struct Options: Hashable, Sendable {
    /// How many starts, the given one among them.
    public var starts = 24
    /// How many steps each of the spread starts is followed before they are compared.
    public var probeIterations = 10
    /// How many of the spread starts are followed to their end.
    public var finishers = 3
    /// The power to which the factors of the starts are raised; above 1, a quarter of the parameters
    /// change their sign too.
    public var spread = 1
    /// Points are one optimum when no parameter differs by more than this fraction.
    public var clusterTolerance = 1e-4
    /// How each start is followed.
    public var local = LevenbergMarquardtOptions()

    /// The defaults.
    public init() {}
  }

  /// How many starts there are and how far each is followed.
  public var options: Options

  /// Creates the method with its options.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// Searches for the lowest minimum.
  ///
  /// - Parameters:
  ///   - problem: the residuals and their Jacobian.
  ///   - start: the parameters to spread the starts around, n elements.
  /// - Returns: the lowest point reached, and the distinct optima met.
  /// - Precondition: `start` has `problem.parameterCount` elements.
  public func minimize<P: LeastSquaresProblem>(
    _ problem: P, from start: [Double]
  ) -> MultistartSummary {
    let full = LevenbergMarquardt(options: options.local)
    var brief = full
    brief.options.maxIterations = min(options.probeIterations, options.local.maxIterations)

    var finished = [full.minimize(problem, from: start)]
    let probes = Self.spread(
      around: start, count: max(0, options.starts - 1), power: options.spread
    )
    .map { brief.minimize(problem, from: $0) }
    .filter { $0.cost.isFinite }
    .sorted { $0.cost < $1.cost }
    for probe in distinct(probes).prefix(options.finishers) {
      finished.append(full.minimize(problem, from: probe.parameters))
    }
    return MultistartSummary(
      finished: finished.sorted(by: Self.isBetter), startsTried: probes.count + 1,
      areOne: areOneOptimum)
  }

  /// Finite before not finite, converged before unconverged at the same cost, low before high.
  private static func isBetter(_ a: LeastSquaresSummary, _ b: LeastSquaresSummary) -> Bool {
    guard a.cost.isFinite, b.cost.isFinite else { return a.cost.isFinite && !b.cost.isFinite }
    let margin = 1e-9 * max(a.cost, b.cost)
    if abs(a.cost - b.cost) > margin { return a.cost < b.cost }
    return a.termination.isConverged && !b.termination.isConverged
  }

  /// The summaries without those that repeat an earlier point.
  private func distinct(_ summaries: [LeastSquaresSummary]) -> [LeastSquaresSummary] {
    var kept: [LeastSquaresSummary] = []
    for summary in summaries
    where !kept.contains(where: { areOneOptimum($0.parameters, summary.parameters) }) {
      kept.append(summary)
    }
    return kept
  }

  private func areOneOptimum(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { abs($0 - $1) <= options.clusterTolerance * max(abs($0), abs($1)) }
  }

  /// The starts around a point, by the fixed sequence.
  package static func spread(
    around start: [Double], count: Int, power: Int = 1
  ) -> [[Double]] {
    let ratio = generalizedGoldenRatio(dimension: start.count)
    return (1...max(1, count)).prefix(count).map { k in
      var step = 1.0
      return start.map { centre in
        step /= ratio
        let position = 0.5 + Double(k) * step
        // Never 0: multiples of these ratios keep away from whole numbers and halves.
        let u = position - position.rounded(.down)
        guard power > 1 else {
          return centre == 0
            ? (2 * u - 1) / (2 * u * (1 - u)).squareRoot() : centre * (u / (1 - u))
        }
        // The middle quarter of the sequence is spread over all sizes with the other sign.
        let flips = u > 0.375 && u < 0.625
        let v = flips ? (u - 0.375) * 4 : u < 0.5 ? u * 4 / 3 : 1 - (1 - u) * 4 / 3
        guard v > 0, v < 1 else { return centre }
        var factor = flips ? -1.0 : 1
        for _ in 0..<power { factor *= v / (1 - v) }
        return centre == 0 ? factor : centre * factor
      }
    }
  }

  /// The root above 1 of xᵈ⁺¹ = x + 1, by Newton's method.
  package static func generalizedGoldenRatio(dimension d: Int) -> Double {
    var x = 2.0
    for _ in 0..<(64 + d) {
      var power = 1.0
      for _ in 0..<d { power *= x }
      x -= (power * x - x - 1) / (Double(d + 1) * power - 1)
    }
    return x
  }
}
