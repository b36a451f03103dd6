internal import Distributions

/// In which month after that of their beginning items leave, where a law tells how long they stay.
struct Departures {
  /// For each month, 0 being that of the beginning, the share that has left by its end.
  let leftBy: [Double]
  /// Of those that are there at the beginning of each month, the share that leaves in it.
  let hazard: [Double]
  /// For each part of the unit interval the first month by whose end more have left than its lower end.
  private let guide: [Int]

  private static let parts = 256

  init(leftBy: [Double]) {
    self.leftBy = leftBy
    var before = 0.0
    hazard = leftBy.map { share in
      let hazard = before < 1 ? min(1, (share - before) / (1 - before)) : 1
      before = share
      return hazard
    }
    var month = 0
    guide = (0..<Self.parts).map { part in
      while month < leftBy.count, leftBy[month] <= Double(part) / Double(Self.parts) { month += 1 }
      return month
    }
  }

  /// Of items that begin evenly spread over a month: ∫₀¹ F((k + u) Δ) du, by the midpoint rule on 64
  /// points.
  ///
  /// Source: Eick, Massey and Whitt (1993), *Management Science* 39, 241–252, on the Mt/G/∞ queue.
  init(_ law: Law, months: Int) {
    let points = 64
    let yearsPerMonth = 1.0 / 12
    self.init(
      leftBy: (0..<months).map { later in
        var sum = 0.0
        for point in 0..<points {
          sum += law.cdf((Double(later) + (Double(point) + 0.5) / Double(points)) * yearsPerMonth)
        }
        return sum / Double(points)
      })
  }

  /// Of items that began at an even pace and are still there: Σ_{j ≤ k} (1 − leftBy(j)), divided by the
  /// mean stay in months.
  func residual(meanStay: Double) -> Departures {
    var sum = 0.0
    return Departures(
      leftBy: leftBy.map { left in
        sum += 1 - left
        return meanStay > 0 ? min(1, sum / meanStay) : 1
      })
  }

  /// The month in which an item leaves: the first by whose end more than u have left; that behind the
  /// last where none is.
  func month(_ u: Double) -> Int {
    var month = guide[min(Int(u * Double(Self.parts)), Self.parts - 1)]
    while month < leftBy.count, leftBy[month] <= u { month += 1 }
    return month
  }
}
