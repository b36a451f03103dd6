public import Wording

/// How a posterior was computed and whether its draws can be trusted.
public struct PosteriorDiagnosis: Hashable, Sendable {
  /// The way the draws were made.
  public enum Method: String, Hashable, Sendable {
    /// There is nothing to estimate: every draw is the same.
    case exact
    /// Importance sampling from t laws with smoothed weights.
    case importance
    /// Robust adaptive Metropolis chains.
    case metropolis
  }

  /// Whether to rely on the draws.
  public enum Verdict: Hashable, Sendable {
    /// All checks were passed.
    case reliable
    /// The tail of the importance weights is too heavy for means (k̂ above its limit).
    case heavyTail(shape: Double, limit: Double)
    /// Too few independent draws would carry the same information.
    case fewEffectiveDraws(size: Double, needed: Double)
    /// The chains do not agree.
    case chainsDisagree(splitRHat: Double, limit: Double)
  }

  /// The way the draws were made.
  public let method: Method
  /// Whether to rely on them.
  public let verdict: Verdict
  /// k̂ of the importance weights; `nil` when the chains were used or nothing was drawn.
  public let tailShape: Double?
  /// How many independent draws carry the same information: 1/Σw², or that of the worst parameter
  /// of the chains.
  public let effectiveSize: Double
  /// The largest split R̂ of the chains; `nil` when they were not used.
  public let splitRHat: Double?
  /// How many different modes were found; more than one asks for a second look.
  public let modes: Int
  /// How often the density was evaluated for proposals and draws.
  public let evaluations: Int

  /// That of a single row, where there is nothing to estimate.
  package static let exact = PosteriorDiagnosis(
    method: .exact, verdict: .reliable, tailShape: nil, effectiveSize: 1, splitRHat: nil,
    modes: 1, evaluations: 0)

  /// Whether the verdict is ``Verdict/reliable``.
  public var isReliable: Bool { verdict == .reliable }
}

extension PosteriorDiagnosis.Verdict: CustomStringConvertible {
  /// The clause in English.
  public var description: String { phrase.english }

  /// One clause for people.
  public var phrase: Phrase {
    switch self {
    case .reliable: Phrase("reliable", "可靠")
    case .heavyTail(let shape, let limit):
      Phrase(
        "not reliable: the tail shape k̂ is \(shape), the limit \(limit)",
        "不可靠：尾部形状 k̂ 为 \(shape)，限值 \(limit)")
    case .fewEffectiveDraws(let size, let needed):
      Phrase(
        "not reliable: worth \(size) independent draws, \(needed) are needed",
        "不可靠：相当于 \(size) 次独立抽样，需要 \(needed) 次")
    case .chainsDisagree(let value, let limit):
      Phrase(
        "not reliable: the chains disagree, split R̂ is \(value), the limit \(limit)",
        "不可靠：各链不一致，split R̂ 为 \(value)，限值 \(limit)")
    }
  }
}

/// What a posterior sampler is asked for.
public struct PosteriorOptions: Hashable, Sendable {
  /// How many rows come out; a power of two.
  public var draws = 16_384
  /// Threads; no result depends on them.
  public var workers = 1
  /// Whether importance sampling may be used; without it the chains are.
  package var usesImportance = true
  /// How often the proposal may be adapted.
  package var adaptations = 7

  /// The defaults: 16,384 rows.
  public init() {}

  /// The effective size below which the verdict is not reliable.
  var neededSize: Double { min(400, Double(draws) / 4) }
  /// The effective size below which another way is tried.
  var wantedSize: Double { Double(draws) / 6 }
}
