public import Designs

/// Elementary effects of each factor, from the trajectories of a ``MorrisDesign``.
///
/// An elementary effect is (f(after the move) − f(before it)) / ±Δ: how much the output changes for
/// the whole way of a factor from 0 to 1, were it linear. Over the trajectories μ is their mean, μ*
/// the mean of their sizes, σ their standard deviation. A large μ* says that the factor matters; a
/// σ as large says that its effect depends on where the factor or the others are.
///
/// For a factor of several columns, which move up and down each by itself, μ and σ take the
/// direction of its first column and only μ* has a meaning.
///
/// Intervals of μ and μ* are Student's over trajectories; that of σ is Student's for log σ² with
/// the jackknife, which does not ask effects to be normal. They are for trajectories that were
/// drawn, and only a rough guide where trajectories were chosen among candidates.
///
/// Source: Morris, *Factorial sampling plans for preliminary computational experiments* (1991);
/// Campolongo, Cariboni and Saltelli (2007) for μ*; Miller, *Jackknifing variances* (1968).
public struct ElementaryEffects: Hashable, Sendable {
  /// What one factor does.
  public struct Effect: Hashable, Sendable {
    /// μ, in the unit of the output.
    public let mean: IndexEstimate
    /// μ*, in the unit of the output.
    public let meanSize: IndexEstimate
    /// σ, in the unit of the output; `nil` for a single effect.
    public let deviation: IndexEstimate?
    /// The effects that these are of.
    public let count: Int
  }

  /// For each factor what it does; `nil` where no effect of it is finite.
  public let effects: [Effect?]
  /// For each factor how many effects were left out because an outcome is infinite or NaN.
  public let dropped: [Int]

  /// Takes the outcomes of a design.
  ///
  /// - Parameters:
  ///   - design: what the model ran at.
  ///   - outcomes: one number per point; infinities and NaN may be among them.
  /// - Precondition: there are as many outcomes as points.
  public init(of design: MorrisDesign, outcomes: [Double]) {
    precondition(
      outcomes.count == design.points, "\(outcomes.count) outcomes for \(design.points) points")
    let factors = design.columns.factors
    var samples = [[Double]](repeating: [], count: factors)
    for trajectory in 0..<design.trajectories {
      let start = trajectory * (factors + 1)
      for (place, factor) in design.order(of: trajectory).enumerated() {
        let change = outcomes[start + place + 1] - outcomes[start + place]
        guard change.isFinite else { continue }
        let step = design.movesUp(factor, in: trajectory) ? design.step : -design.step
        samples[factor].append(change / step)
      }
    }
    dropped = samples.map { design.trajectories - $0.count }
    effects = samples.map { sample in
      guard !sample.isEmpty else { return nil }
      return Effect(
        mean: IndexEstimate(meanOf: sample),
        meanSize: IndexEstimate(meanOf: sample.map { abs($0) }),
        deviation: IndexEstimate(deviationOf: sample), count: sample.count)
    }
  }
}
