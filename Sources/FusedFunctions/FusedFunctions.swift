internal import Formulas

/// The formulas for one number, compiled for processors that have the instruction for a fused
/// multiply-add; the bits are the same everywhere.
package enum FusedFunctions {
  package static func exp(_ x: Double) -> Double { Formula.exponential(x) }
  package static func expm1(_ x: Double) -> Double { Formula.exponentialLessOne(x) }
  package static func logistic(_ x: Double) -> Double { Formula.logistic(x) }
  package static func log(_ x: Double) -> Double { Formula.logarithm(x) }
  package static func log1p(_ x: Double) -> Double { Formula.logarithmOfOnePlus(x) }
  package static func log(_ x: Double, timesHigh high: Double, low: Double) -> Double {
    Formula.logarithm(x, timesHigh: high, low: low)
  }
  package static func powerOfPositive(_ x: Double, _ y: Double) -> Double {
    Formula.powerOfPositive(x, y)
  }
  package static func normalQuantile(_ p: Double) -> Double { Formula.normalQuantile(p) }
  package static func innovation(_ q: Double) -> Double { Formula.innovation(q) }
  package static func normalDensity(_ x: Double) -> Double { Formula.normalDensity(x) }
  package static func normalDistribution(_ x: Double) -> Double { Formula.normalDistribution(x) }
}
