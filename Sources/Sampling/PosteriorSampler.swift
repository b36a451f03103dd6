package import Random
internal import SpecialFunctions

/// Draws from a posterior with weights that add up to 1.
package struct WeightedDraws: Sendable {
  package var points: [SIMD8<Double>]
  package var weights: [Double]
  package var diagnosis: PosteriorDiagnosis
}

/// A deterministic sampler for posteriors of at most six parameters.
///
/// Modes by Newton's ascent from several starts; at each a t law with five degrees of freedom and
/// 1.2 times Laplace's scale; the mixture of these adapted to pilot draws by weighted means and
/// covariances (and split along its longest axis where one law does not do); a shifted lattice of
/// draws with Pareto-smoothed weights. Where k̂ or the effective size are not good enough even with
/// twice the draws, four chains of robust adaptive Metropolis are run instead.
///
/// Everything is keyed by seed and name and uses IEEE operations only, so draws have the same bits
/// everywhere.
///
/// Source: for the adaptation, Cappé, Douc, Guillin, Marin and Robert, *Adaptive importance sampling
/// in general mixture classes*, Statistics and Computing 18:447 (2008).
package enum PosteriorSampler {
  /// Draws from a density.
  ///
  /// - Returns: draws and how they were made; `nil` if the density is zero at all of its starts.
  package static func draws(
    from density: some PosteriorDensity, key: StreamKey, options: PosteriorOptions = .init()
  ) -> WeightedDraws? {
    precondition((1...6).contains(density.dimension), "\(density.dimension) parameters, not 1 to 6")
    let scaled = ScaledDensity(density: density)
    let modes = ModeSearch(density: scaled).modes()
    guard !modes.isEmpty, let start = laplaceProposal(modes) else { return nil }
    let importance = ImportanceSearch(
      density: scaled, key: key, options: options, modes: modes.count)
    let (proposal, result) = importance.run(from: start)
    var accepted = result
    if !options.usesImportance || !importance.isGood(result) {
      let chains = AdaptiveMetropolis(
        density: scaled, key: key, options: options, modes: modes.count
      ).run(from: proposal, result)
      if chains.diagnosis.isReliable || !result.diagnosis.isReliable || !options.usesImportance {
        accepted = chains
      }
    }
    let factors = density.scales
    for i in accepted.points.indices { accepted.points[i] *= factors }
    return accepted
  }

  /// The mixture of t laws at the modes, weighted by Laplace's evidence.
  private static func laplaceProposal(_ modes: [PosteriorMode]) -> StudentMixture? {
    let evidences = modes.map { mode -> Double in
      let lower = mode.covariance.cholesky() ?? []
      return lower.indices.reduce(mode.logDensity) { $0 + Elementary.log(lower[$1][$1]) }
    }
    let best = evidences.max() ?? 0
    let weights = evidences.map { max(Elementary.exp($0 - best), 0.02) }
    return StudentMixture(
      defended: zip(modes, weights).compactMap { mode, weight in
        StudentMixture.Component(
          weight: weight, centre: mode.point,
          scale: mode.covariance.mappingEigenvalues { 1.44 * $0 })
      })
  }
}
