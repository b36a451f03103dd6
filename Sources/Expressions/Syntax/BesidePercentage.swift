/// Plain numbers that stand beside percentages, where each may be meant in the other's way.
package enum BesidePercentage {
  /// How often the largest percentage beside it a plain number may be at most: 1.2 beside 80 %, and not 8
  /// beside 3 %.
  package static let nearness = 5.0

  /// A plain number in percent: 500 % for 5.
  package static func inPercent(_ number: Double) -> String {
    // Without the last digits, which the product leaves.
    let percent = (number * 1e12).rounded() / 1e10
    return percent == percent.rounded() && abs(percent) < 1e15
      ? "\(Int(percent)) %" : "\(percent) %"
  }
}
