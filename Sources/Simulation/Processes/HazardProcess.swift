internal import Expressions
internal import Plans
internal import Quantities

/// A milestone that comes by chance over one block of paths.
///
/// It comes where the integral of the hazard h over its exposure reaches an exponential number E:
/// P(T > t) = exp(−∫ h), for any h. Over each month, or each period where all its months are alike, h is
/// the mean of its functions of time, so that the date lies inside by a linear integral; a hazard that is
/// constant has the same dates on every grid.
struct HazardProcess {
  private let plan: HazardPlan
  private let grid: TimeGrid
  /// The dates, ``TimeGrid/never`` where the milestone has not come yet.
  private(set) var date: [Double]
  /// What is left of the exponential number.
  private var left: [Double]
  private var begin: [Double]
  private var rate: [Double]

  init(_ plan: HazardPlan, grid: TimeGrid, paths: Int) {
    self.plan = plan
    self.grid = grid
    let zeros = [Double](repeating: 0, count: paths)
    (date, left, begin, rate) = (zeros, zeros, zeros, zeros)
  }

  mutating func begin(_ values: borrowing CaseValues) {
    values.copy(plan.draw, into: &left)
    for i in date.indices { date[i] = TimeGrid.never }
  }

  mutating func advance(
    step: Int, _ values: borrowing CaseValues, into column: inout MutableSpan<Double>
  ) {
    values.copy(plan.begin, into: &begin)
    let end = grid.year(step)
    let parts = plan.rates.count
    let width = grid.yearsPerStep / Double(parts)
    for (part, node) in plan.rates.enumerated() {
      values.copy(node, into: &rate)
      expose(from: end - Double(parts - part) * width, to: end - Double(parts - part - 1) * width)
    }
    for i in column.indices { column[i] = date[i] <= end ? 1 : date[i] > end ? 0 : .nan }
  }

  /// Lets a stretch of time pass through which the hazard is the same.
  private mutating func expose(from lower: Double, to upper: Double) {
    for i in date.indices where date[i] == TimeGrid.never {
      // Where what it needs has failed, nobody knows from when on it is exposed.
      guard begin[i] == begin[i] else {
        date[i] = .nan
        continue
      }
      let start = Swift.max(lower, begin[i])
      guard start < upper else { continue }
      guard rate[i] >= 0, rate[i] < .infinity else {
        // Of the period before it begins it has no more than what rounding leaves.
        if upper - start > Period.coordinateRounding { date[i] = .nan }
        continue
      }
      let grown = rate[i] * (upper - start)
      if grown >= left[i] {
        date[i] = Swift.min(start + left[i] / rate[i], upper)
      } else {
        left[i] -= grown
      }
    }
  }
}
