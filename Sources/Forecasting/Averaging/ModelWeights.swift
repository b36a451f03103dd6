internal import SpecialFunctions
public import Wording

/// Weights of growth models, by prior belief and by how well each foresaw what came next.
///
/// With few observations no weight can be estimated: then the prior weights stand. With more,
/// each model is asked, from every one of the last origins, for the density of the next
/// observation given those before it (leave-future-out validation). A handful of such answers
/// updates the prior weights as evidence does; many are enough to find the mixture that would
/// have foreseen best (stacking).
///
/// Source: Bürkner, Gabry and Vehtari 2020, Journal of Statistical Computation and Simulation
/// 90:2499 (leave-future-out); Yao, Vehtari, Simpson and Gelman 2018, Bayesian Analysis 13:917
/// (stacking).
public struct ModelWeights: Hashable, Sendable {
  /// How the weights came about.
  public enum Basis: Hashable, Sendable, CustomStringConvertible {
    /// The prior weights: too few observations.
    case prior
    /// Prior weights times the densities of the last observations.
    case foresight(origins: Int)
    /// The mixture that foresaw the last observations best.
    case stacking(origins: Int)

    /// The words in English.
    public var description: String { phrase.english }

    /// The words of a report.
    public var phrase: Phrase {
      switch self {
      case .prior: Phrase("prior weights", "先验权重")
      case .foresight(let origins):
        Phrase("weights by \(origins) one-step forecasts", "权重来自 \(origins) 次一步预测")
      case .stacking(let origins):
        Phrase("stacked on \(origins) one-step forecasts", "由 \(origins) 次一步预测叠加")
      }
    }
  }

  /// The weights, in the order of the models; they add up to 1.
  public let values: [Double]
  /// How they came about.
  public let basis: Basis

  /// From how many observations on foresight counts, and from how many on models are stacked.
  package static let leastObservations = (foresight: 8, stacking: 13)
  /// The most origins that count.
  package static let mostOrigins = (foresight: 5, stacking: 12)

  /// Weights of models from their one-step foresight.
  ///
  /// - Parameters:
  ///   - prior: the weights before any evidence, > 0; they need not add up to 1.
  ///   - times: the dates of the observations, in years, increasing.
  ///   - values: the observations.
  ///   - logDensity: for a model by its index and the number of observations it may see, the
  ///     logarithm of its density at the observation after them; nil where the model has none.
  public init(
    prior: [Double], times: [Double], values: [Double],
    logDensity: (_ model: Int, _ seen: Int) -> Double?
  ) {
    let total = prior.reduce(0, +)
    let prior = prior.map { $0 / total }
    let n = times.count
    guard n >= Self.leastObservations.foresight else {
      (self.values, basis) = (prior, .prior)
      return
    }
    let stacks = n >= Self.leastObservations.stacking
    let origins = min(
      stacks ? Self.mostOrigins.stacking : Self.mostOrigins.foresight, n - 3)
    var densities: [[Double]] = []
    for seen in (n - origins)..<n {
      let row = prior.indices.map { logDensity($0, seen) }
      guard row.allSatisfy({ $0.map { $0 == $0 } ?? false }) else { continue }
      densities.append(row.map { $0 ?? -.infinity })
    }
    guard !densities.isEmpty else {
      (self.values, basis) = (prior, .prior)
      return
    }
    self.values =
      stacks ? Self.stacked(densities, prior: prior) : Self.updated(densities, prior: prior)
    basis =
      stacks ? .stacking(origins: densities.count) : .foresight(origins: densities.count)
  }

  /// w_k ∝ π_k exp(Σ_t log p_k(t)).
  package static func updated(_ logDensities: [[Double]], prior: [Double]) -> [Double] {
    let sums = prior.indices.map { k in logDensities.reduce(0) { $0 + $1[k] } }
    let highest = sums.max() ?? 0
    guard highest > -.infinity else { return prior }
    let raw = zip(prior, sums).map { $0 * Elementary.exp($1 - highest) }
    let total = raw.reduce(0, +)
    return raw.map { $0 / total }
  }

  /// The maximum of Σ_t log Σ_k w_k p_k(t) + Σ_k π_k K log w_k over the simplex, by
  /// expectation–maximisation; the second term, a Dirichlet prior worth as many observations as
  /// there are models, keeps a model that was unlucky once.
  package static func stacked(_ logDensities: [[Double]], prior: [Double]) -> [Double] {
    let densities = logDensities.compactMap { row -> [Double]? in
      guard let highest = row.max(), highest > -.infinity else { return nil }
      return row.map { Elementary.exp($0 - highest) }
    }
    let pseudo = prior.map { $0 * Double(prior.count) }
    var weights = prior
    for _ in 0..<500 {
      var shares = pseudo
      for row in densities {
        let mixed = zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 }
        guard mixed > 0 else { continue }
        for k in shares.indices { shares[k] += weights[k] * row[k] / mixed }
      }
      let total = shares.reduce(0, +)
      let next = shares.map { $0 / total }
      let moved = zip(next, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
      weights = next
      if moved < 1e-12 { break }
    }
    return weights
  }
}
