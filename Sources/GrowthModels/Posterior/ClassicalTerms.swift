internal import SpecialFunctions

/// How a family's classical rate and midpoint hang on growth and share.
///
/// The rate is a(ζ) g, and the midpoint lies b(ζ)/g after the anchor.
struct ClassicalTerms: Sendable {
  let family: CurveFamily

  var hasRate: Bool {
    switch family {
    case .exponential, .linear, .logistic, .gompertz, .richards: true
    default: false
    }
  }

  var hasMidpoint: Bool {
    switch family {
    case .logistic, .gompertz, .richards, .weibull, .hill: true
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
    default:
      return ahead(share: share, shape: shape)
        / ratePerGrowth(share: share, level: 1, shape: shape)
    }
  }

  /// rate · (midpoint − anchor), of the families that have both.
  private func ahead(share: Double, shape: Double) -> Double {
    switch family {
    case .logistic: return Elementary.log((1 - share) / share)
    case .gompertz: return Elementary.log(-Elementary.log(share))
    case .richards:
      let z = Elementary.pow(share, shape)
      return Elementary.log((1 - z) / (z * shape))
    default: return .nan
    }
  }

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
    case .gompertz: Elementary.exp(-Elementary.exp(ahead))
    case .richards:
      Elementary.exp(-Elementary.log1p(shape * Elementary.exp(ahead)) / shape)
    default: .nan
    }
  }
}
