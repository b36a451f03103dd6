package import GrowthCurves
internal import SpecialFunctions

/// How a family's classical rate and midpoint hang on growth and share.
///
/// The rate is a(ζ) g, and the midpoint, at which half of the ceiling is reached, lies b(ζ)/g after
/// the anchor.
package struct ClassicalTerms: Sendable {
  let family: CurveFamily

  /// The terms of a family.
  package init(family: CurveFamily) { self.family = family }

  var hasRate: Bool {
    switch family {
    case .exponential, .linear, .logistic, .gompertz, .richards: true
    default: false
    }
  }

  var hasMidpoint: Bool {
    switch family {
    case .logistic, .gompertz, .richards, .bass, .weibull, .hill: true
    default: false
    }
  }

  /// a(ζ): the rate for each unit of growth.
  func ratePerGrowth(share: Double, level: Double, shape: Double) -> Double {
    switch family {
    case .linear: level
    case .logistic: 1 / (1 - share)
    case .gompertz: -1 / Elementary.log(share)
    case .richards: shape / (1 - Elementary.pow(share, shape))
    default: 1
    }
  }

  /// b(ζ): years times growth from the anchor to the midpoint.
  func midpointTimesGrowth(share: Double, shape: Double) -> Double {
    switch family {
    case .weibull, .hill:
      guard let form = family.anchored else { return .nan }
      let (lanes, age) = form.classical(ceiling: 1, growth: 1, share: share, shape: shape)
      return lanes[1] - age
    case .bass:
      // E = exp(−(p + q) τ) where the share is F, and where it is a half.
      let open = share * (1 + shape) / ((1 + shape * share) * (1 - share))
      let now = (1 - share) / (1 + shape * share)
      return Elementary.log(now * (2 + shape)) / open
    default:
      return ahead(share: share, shape: shape)
        / ratePerGrowth(share: share, level: 1, shape: shape)
    }
  }

  /// rate · (midpoint − anchor), of the families that have both.
  private func ahead(share: Double, shape: Double) -> Double {
    switch family {
    case .logistic: return Elementary.log((1 - share) / share)
    case .gompertz: return Elementary.log(-Elementary.log(share) / Weibull.log2)
    case .richards:
      let z = Elementary.pow(share, shape)
      return Elementary.log((1 - z) / (z * half(shape)))
    default: return .nan
    }
  }

  /// 2^ν − 1.
  private func half(_ shape: Double) -> Double { Elementary.expm1(Weibull.log2 * shape) }

  /// The derivative of rate · (midpoint − anchor) by ζ, without its sign.
  func slopeOfAhead(share: Double, shape: Double) -> Double {
    switch family {
    case .logistic: 1 / (share * (1 - share))
    case .gompertz: -1 / (share * Elementary.log(share))
    case .richards: shape / (share * (1 - Elementary.pow(share, shape)))
    default: .nan
    }
  }

  /// ζ from rate · (midpoint − anchor).
  func share(ahead: Double, shape: Double) -> Double {
    switch family {
    case .logistic: Elementary.logistic(-ahead)
    case .gompertz: Elementary.exp(-Weibull.log2 * Elementary.exp(ahead))
    case .richards:
      Elementary.exp(-Elementary.log1p(half(shape) * Elementary.exp(ahead)) / shape)
    default: .nan
    }
  }
}
