internal import Random
internal import SpecialFunctions

/// Robust adaptive Metropolis: four chains whose proposal learns the shape of the target while it
/// steers the acceptance rate to 0.234.
///
/// With y = x + S u, S S' ← S (I + η (α − 0.234) u u'/|u|²) S', η = min(1, d k^(−2/3)). The shape is
/// learnt in the first part and then held.
///
/// Source: Vihola, *Robust adaptive Metropolis algorithm with coerced acceptance rate*, Statistics
/// and Computing 22:997 (2012).
struct AdaptiveMetropolis<Density: PosteriorDensity> {
  let density: Density
  let key: StreamKey
  let options: PosteriorOptions
  let modes: Int

  private let chains = 4
  private let warmUp = 6_000
  private let thinning = 8

  /// Chains that begin at draws picked by their importance weights.
  func run(from proposal: StudentMixture, _ draws: WeightedDraws) -> WeightedDraws {
    let kept = options.draws / chains
    var columns: [[SIMD8<Double>]] = []
    for chain in 0..<chains {
      let u = (Double(chain) + key.uniform(path: 0, step: 9_000, draw: UInt32(chain))) / 4
      columns.append(
        run(
          chain: chain, from: pick(u, from: draws), keeping: kept,
          triangle: proposal.components[0].lower))
    }
    let diagnostics = (0..<density.dimension).map { lane in
      ChainDiagnostics(columns.map { $0.map { $0[lane] } })
    }
    let rHat = diagnostics.map(\.splitRHat).max() ?? 1
    let size = diagnostics.map(\.effectiveSize).min() ?? 0
    let limit = 1.02
    let verdict: PosteriorDiagnosis.Verdict =
      if !(rHat < limit) {
        .chainsDisagree(splitRHat: rHat, limit: limit)
      } else if size < options.neededSize {
        .fewEffectiveDraws(size: size, needed: options.neededSize)
      } else {
        .reliable
      }
    let points = columns.flatMap { $0 }
    return WeightedDraws(
      points: points,
      weights: [Double](repeating: 1 / Double(points.count), count: points.count),
      diagnosis: PosteriorDiagnosis(
        method: .metropolis, verdict: verdict, tailShape: nil, effectiveSize: size,
        splitRHat: rHat, modes: modes,
        evaluations: draws.diagnosis.evaluations + chains * (warmUp + kept * thinning)))
  }

  private func pick(_ u: Double, from draws: WeightedDraws) -> SIMD8<Double> {
    var sum = 0.0
    for (point, weight) in zip(draws.points, draws.weights) {
      sum += weight
      if sum >= u { return point }
    }
    return draws.points[draws.points.count - 1]
  }

  private func run(
    chain: Int, from start: SIMD8<Double>, keeping kept: Int, triangle: [SIMD8<Double>]
  ) -> [SIMD8<Double>] {
    let n = density.dimension
    var triangle = triangle.map { $0 * (2.38 / Double(n).squareRoot()) }
    var x = start
    var value = density.logDensity(at: x)
    var points: [SIMD8<Double>] = []
    points.reserveCapacity(kept)
    for step in 0..<(warmUp + kept * thinning) {
      var u = SIMD8<Double>.zero
      for k in 0..<n {
        u[k] = StandardNormal.quantile(
          key.uniform(
            path: UInt64(chain * 8 + k), step: 10_000 + UInt32(step), draw: 1))
      }
      var y = x
      for k in 0..<n { y += u[k] * triangle[k] }
      let proposed = density.logDensity(at: y)
      let ratio = min(1, Elementary.exp(proposed - value))
      let acceptance = ratio.isNaN ? 0 : ratio
      if key.uniform(path: UInt64(chain * 8 + 7), step: 10_000 + UInt32(step), draw: 1)
        < acceptance
      {
        x = y
        value = proposed
      }
      if step < warmUp {
        let rate = min(
          1, Double(n) * Elementary.exp(-2.0 / 3 * Elementary.log(Double(step + 1))))
        adapt(&triangle, along: u, by: rate * (acceptance - 0.234))
      } else if (step - warmUp) % thinning == thinning - 1 {
        points.append(x)
      }
    }
    return points
  }

  /// S with S S' = S (I + c u u'/|u|²) S'.
  private func adapt(
    _ triangle: inout [SIMD8<Double>], along u: SIMD8<Double>, by factor: Double
  ) {
    let n = triangle.count
    let square = (u * u).sum()
    guard square > 0 else { return }
    var moved = SIMD8<Double>.zero
    for k in 0..<n { moved += u[k] * triangle[k] }
    var matrix = SymmetricMatrix(order: n)
    for j in 0..<n {
      for k in 0..<n { matrix.columns[j] += triangle[k][j] * triangle[k] }
      matrix.columns[j] += factor / square * moved[j] * moved
    }
    for i in 0..<n { for j in 0..<i { matrix[i, j] = matrix.columns[j][i] } }
    if let next = matrix.cholesky() { triangle = next }
  }
}

/// Convergence of the chains of one parameter.
package struct ChainDiagnostics: Sendable {
  /// Split R̂: the square root of total over within variance of half chains.
  package let splitRHat: Double
  /// The effective size, by Geyer's initial monotone sequence on the half chains.
  package let effectiveSize: Double

  /// Compares chains of one length.
  ///
  /// Source: Gelman et al., *Bayesian Data Analysis*, 3rd edition, section 11.4; Geyer, *Practical
  /// Markov chain Monte Carlo*, Statistical Science 7:473 (1992).
  package init(_ chains: [[Double]]) {
    let halves = chains.flatMap { chain in
      [Array(chain.prefix(chain.count / 2)), Array(chain.suffix(chain.count / 2))]
    }
    let n = Double(halves[0].count)
    let m = Double(halves.count)
    let means = halves.map { $0.reduce(0, +) / n }
    let variances = zip(halves, means).map { half, mean in
      half.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    }
    let grand = means.reduce(0, +) / m
    let between = n / (m - 1) * means.reduce(0) { $0 + ($1 - grand) * ($1 - grand) }
    let within = variances.reduce(0, +) / m
    let total = (n - 1) / n * within + between / n
    splitRHat = within > 0 ? (total / within).squareRoot() : 1
    var time = 1.0
    var previous = Double.infinity
    var lag = 1
    func correlation(_ lag: Int) -> Double {
      var sum = 0.0
      for (half, mean) in zip(halves, means) {
        var part = 0.0
        for i in 0..<(half.count - lag) { part += (half[i] - mean) * (half[i + lag] - mean) }
        sum += part / n
      }
      return 1 - (within - sum / m) / total
    }
    if total > 0 {
      var even = 1.0
      while lag + 1 < halves[0].count / 2 {
        let pair = min(even + correlation(lag), previous)
        guard pair > 0 else { break }
        // Sums of neighbours, each counted once: τ = −1 + 2 Σ (ρ₂ₖ + ρ₂ₖ₊₁).
        time = previous == .infinity ? -1 + 2 * pair : time + 2 * pair
        previous = pair
        even = correlation(lag + 1)
        lag += 2
      }
    }
    effectiveSize = n * m / max(time, 1 / Elementary.log10(n * m + 10))
  }
}
