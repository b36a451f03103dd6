import Foundation
import GrowthCurves

extension AnchoredCurve {
  /// The same curve by the parameters of its family, solved by hand from level, growth and share of
  /// the ceiling; nil for a family that is told by no anchor.
  var classical: GrowthCurve? {
    switch family {
    case .exponential, .linear:
      let rate = family == .linear ? level * growth : growth
      return GrowthCurve(family, [level, rate], origin: time)
    case .logistic:
      let rate = growth / (1 - share)
      return GrowthCurve(family, [ceiling, rate, time + log((1 - share) / share) / rate])
    case .gompertz:
      let rate = -growth / log(share)
      return GrowthCurve(family, [ceiling, rate, time + log(-log(share)) / rate])
    case .richards:
      let power = pow(share, shape)
      let rate = shape * growth / (1 - power)
      let midpoint = time + log((1 - power) / (power * shape)) / rate
      return GrowthCurve(family, [ceiling, rate, midpoint, shape])
    case .bass:
      let p = growth * share / ((1 - share) * (1 + shape * share))
      let age = (log1p(shape * share) - log1p(-share)) / (p + shape * p)
      return GrowthCurve(family, [p, shape * p, ceiling], origin: time - age)
    case .weibull:
      let hazard = -log1p(-share)
      let age = shape * hazard * (1 - share) / (share * growth)
      return aged(age, midpoint: age * pow(log(2) / hazard, 1 / shape))
    case .hill:
      let age = shape * (1 - share) / growth
      return aged(age, midpoint: age * pow((1 - share) / share, 1 / shape))
    default: return nil
    }
  }

  /// A curve that was born so many years before the anchor, with its midpoint counted from then.
  private func aged(_ age: Double, midpoint: Double) -> GrowthCurve {
    let birth = time - age
    return GrowthCurve(family, [ceiling, birth + midpoint, shape], origin: birth)
  }
}
