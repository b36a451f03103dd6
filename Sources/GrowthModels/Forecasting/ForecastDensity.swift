internal import SpecialFunctions

extension Forecaster {
  /// The logarithm of the density of the value.
  ///
  /// - Parameters:
  ///   - value: inside the range of the scale.
  ///   - years: h, > 0, after the last observation.
  /// - Returns: log p(value), per unit of the series; −∞ outside the range of the scale.
  public func logDensity(of value: Double, after years: Double) -> Double {
    guard value > scale.range.lowerBound, value < scale.range.upperBound else { return -.infinity }
    let sd = spread(after: years)
    let z = (scale.position(of: value) - centre(after: years)) / sd
    return Elementary.log(law.density(z) * scale.slope(at: value) / sd)
  }
}

extension ForecastScale {
  /// dz/dx at a value inside the range.
  func slope(at value: Double) -> Double {
    switch self {
    case .squareRoot(let last): 1 / (value * last).squareRoot()
    case .arcsine(let last, let ceiling):
      ((ceiling - last) / (last * value * (ceiling - value))).squareRoot()
    case .additive(_, let unit, _): 1 / unit
    }
  }
}
