extension IndexEstimate {
  /// An estimate of what lies from 0 to 1, with its interval kept there.
  init(ofShare value: Double, standardError: Double, lower: Double, upper: Double) {
    let low = min(max(lower, 0), 1)
    self.init(
      value, standardError: standardError, interval: low...min(max(upper, low), 1))
  }

  /// An estimate of what lies from 0 to 1, with an interval of 1.96 standard errors to both sides.
  init(ofShare value: Double, standardError: Double) {
    let reach = 1.959963984540054 * standardError
    self.init(
      ofShare: value, standardError: standardError, lower: value - reach, upper: value + reach)
  }
}
