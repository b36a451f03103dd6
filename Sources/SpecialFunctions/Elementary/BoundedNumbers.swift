// Numbers that come from data or options may be anything, infinite and none at all among them; what is
// made of them here never traps.

extension Int {
  /// The whole number of a number, towards zero; the nearest there is where it is too large, 0 of NaN.
  package init(bounded number: Double) {
    self = Int(exactly: number.rounded(.towardZero)) ?? (number > 0 ? .max : number < 0 ? .min : 0)
  }
}

extension ClosedRange<Double> {
  /// From one number to another that is not below it but by rounding; a side that is no number is open.
  package init(openFrom low: Double, to high: Double) {
    let low = low.isNaN ? -.infinity : low
    self = low...(high.isNaN ? .infinity : Swift.max(low, high))
  }
}
