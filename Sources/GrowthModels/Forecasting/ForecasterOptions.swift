/// The constants of ``Forecaster``.
///
/// The defaults were chosen once for all on the yearly series of the M1, M3 and tourism
/// competitions (economic series of 1950 to 2005); a field with series of its own should back-test
/// and set its own.
public struct ForecasterOptions: Hashable, Sendable {
  /// c: a trend over T years of history gets the weight T/(T + c).
  public var shrinkageYears = 4.0
  /// μ₀: the growth towards which the trend is shrunk, per year.
  public var priorGrowth = 0.02
  /// ν₀: the weight of the prior variance, in increments.
  public var priorDegreesOfFreedom = 4.0
  /// s₀: the prior standard deviation of a year's relative growth.
  public var priorVolatility = 0.10
  /// θ: how much of a year's shock returns in the next year's growth.
  public var movingAverage = 0.4
  /// From this many equally spaced observations on the centre is the median of three lines; fewer
  /// than 6 are never enough.
  public var leastCountForThreeLines = 6

  /// The defaults.
  public init() {}

  func validated() throws(GrowthModelError) {
    for (name, value) in [
      ("shrinkage years", shrinkageYears), ("prior degrees of freedom", priorDegreesOfFreedom),
      ("prior volatility", priorVolatility),
    ] where !(value > 0 && value.isFinite) {
      throw .outOfRange(parameter: name, value: value, required: "> 0")
    }
    guard priorGrowth.isFinite else {
      throw .outOfRange(parameter: "prior growth", value: priorGrowth, required: "finite")
    }
    guard (0...1).contains(movingAverage) else {
      throw .outOfRange(parameter: "moving average", value: movingAverage, required: "in 0...1")
    }
  }
}
