internal import Random
internal import SpecialFunctions
internal import Workers

/// Importance sampling whose proposal is adapted until its weights are even enough.
struct ImportanceSearch<Density: PosteriorDensity> {
  let density: Density
  let key: StreamKey
  let options: PosteriorOptions
  let modes: Int

  /// Pilots of a quarter of the rows, then twice the rows; four times as many if that does not do.
  func run(from start: StudentMixture) -> (StudentMixture, WeightedDraws) {
    let pilotCount = max(256, options.draws / 4)
    var proposal = start
    var best = (proposal, efficiency: 0.0)
    var evaluations = 0
    for round in 0..<options.adaptations {
      let pilot = draws(count: pilotCount, from: proposal, round: round)
      evaluations += pilotCount
      let smoothing = ParetoSmoothing(logWeights: pilot.logWeights)
      let efficiency = smoothing.effectiveSize / Double(pilotCount)
      let isHeavy = smoothing.shape > 0.5
      if (isHeavy ? efficiency / 4 : efficiency) > best.efficiency {
        best = (proposal, isHeavy ? efficiency / 4 : efficiency)
      }
      if best.efficiency > 0.45 { break }
      let splits = (round == 1 || round == 3) && best.efficiency < 0.4
      guard
        let next = adapted(proposal, to: pilot.points, smoothing.weights, splitting: splits)
      else { break }
      proposal = next
    }
    var count = 2 * options.draws
    while true {
      let final = draws(count: count, from: best.0, round: 100)
      evaluations += count
      let smoothing = ParetoSmoothing(logWeights: final.logWeights)
      let result = WeightedDraws(
        points: final.points, weights: smoothing.weights,
        diagnosis: diagnosis(smoothing, count, evaluations))
      if isGood(result) || count > 2 * options.draws { return (best.0, result) }
      count *= 2
    }
  }

  /// Whether the chains need not be tried.
  func isGood(_ draws: WeightedDraws) -> Bool {
    draws.diagnosis.isReliable && draws.diagnosis.effectiveSize >= options.wantedSize
  }

  private func diagnosis(
    _ smoothing: ParetoSmoothing, _ count: Int, _ evaluations: Int
  ) -> PosteriorDiagnosis {
    let limit = ParetoSmoothing.limit(draws: count)
    let verdict: PosteriorDiagnosis.Verdict =
      if smoothing.shape >= limit {
        .heavyTail(shape: smoothing.shape, limit: limit)
      } else if smoothing.effectiveSize < options.neededSize {
        .fewEffectiveDraws(size: smoothing.effectiveSize, needed: options.neededSize)
      } else {
        .reliable
      }
    return PosteriorDiagnosis(
      method: .importance, verdict: verdict, tailShape: smoothing.shape,
      effectiveSize: smoothing.effectiveSize, splitRHat: nil, modes: modes,
      evaluations: evaluations)
  }

  private func draws(
    count: Int, from proposal: StudentMixture, round: Int
  ) -> (points: [SIMD8<Double>], logWeights: [Double]) {
    let lattice = LatticePoints(dimensions: density.dimension + 1, key: key, round: round)
    // A draw depends on its number alone, so that threads change no bit.
    let stretches = stride(from: 0, to: count, by: Self.stretch).map {
      $0..<min($0 + Self.stretch, count)
    }
    let parts = Parallel.map(stretches, workers: options.workers) { stretch in
      stretch.map { j in
        let x = proposal.point(lattice[j])
        let target = density.logDensity(at: x)
        return (
          point: x,
          logWeight: target > -.infinity ? target - proposal.logDensity(at: x) : -Double.infinity
        )
      }
    }
    let draws = parts.flatMap(\.self)
    return (draws.map(\.point), draws.map(\.logWeight))
  }

  /// The draws that a thread makes at a time.
  private static var stretch: Int { 256 }

  /// The mixture with the weights, means and covariances of its components under the weighted
  /// draws; nil where they cannot be told.
  private func adapted(
    _ proposal: StudentMixture, to points: [SIMD8<Double>], _ weights: [Double], splitting: Bool
  ) -> StudentMixture? {
    let n = density.dimension
    var components: [StudentMixture.Component?] = []
    for component in proposal.core {
      var total = 0.0
      var centre = SIMD8<Double>.zero
      var shares = weights
      for j in points.indices where weights[j] > 0 {
        if proposal.core.count > 1 {
          let part = Elementary.log(component.weight) + component.logDensity(at: points[j])
          shares[j] *= Elementary.exp(part - proposal.logDensity(at: points[j]))
        }
        total += shares[j]
        centre += shares[j] * points[j]
      }
      guard total > 1e-3 else { continue }
      centre /= total
      var covariance = SymmetricMatrix(order: n)
      for j in points.indices where shares[j] > 0 {
        let difference = points[j] - centre
        for k in 0..<n { covariance.columns[k] += (shares[j] / total) * difference[k] * difference }
      }
      for i in 0..<n { for j in 0..<i { covariance[i, j] = covariance.columns[j][i] } }
      let largest = covariance.eigen().values.max() ?? 1
      covariance = covariance.mappingEigenvalues { max($0, largest * 1e-10) }
      guard splitting else {
        components.append(.init(weight: total, centre: centre, scale: covariance))
        continue
      }
      let (values, vectors) = covariance.eigen()
      guard let longest = values.indices.max(by: { values[$0] < values[$1] }) else { continue }
      let offset = 0.8 * values[longest].squareRoot() * vectors[longest]
      var index = -1
      let narrowed = covariance.mappingEigenvalues { value in
        index += 1
        return index == longest ? 0.5 * value : value
      }
      for side in [-1.0, 1.0] {
        components.append(
          .init(weight: total / 2, centre: centre + side * offset, scale: narrowed))
      }
    }
    return StudentMixture(defended: components.compactMap { $0 })
  }
}
