/// What lies right beside a box, from which slices are pasted back.
struct BoxPasting {
  private let factors: PreparedFactors
  private let limits: BoxLimits
  private let isHit: [Bool]
  private let census: BoxCensus

  init(_ factors: PreparedFactors, _ limits: BoxLimits, isHit: [Bool]) {
    self.factors = factors
    self.limits = limits
    self.isHit = isHit
    census = BoxCensus(factors, limits, isHit: isHit)
  }

  /// The slice whose return gains most; `nil` where none gains.
  func best(share: Double) -> BoxCandidate? {
    var best = BestCandidate(oldRows: census.inside.rows, oldHits: census.inside.hits)
    let beside = rowsBeside()
    for kind in [FactorKind.continuous, .discrete, .categorical] {
      for factor in factors.kinds.indices
      where factors.kinds[factor] == kind && limits.isRestricted(factor) {
        if kind == .categorical {
          offerLevels(of: factor, beside[factor], to: &best)
        } else {
          offerBelow(factor, beside[factor], share: share, to: &best)
          offerAbove(factor, beside[factor], share: share, to: &best)
        }
      }
    }
    return best.candidate
  }

  /// For each factor the rows that it alone keeps out.
  private func rowsBeside() -> [[Int]] {
    var beside = [[Int]](repeating: [], count: factors.values.count)
    for row in 0..<factors.rows where census.violations[row] == 1 {
      beside[Int(census.violator[row])].append(row)
    }
    return beside
  }

  private func offerBelow(
    _ factor: Int, _ beside: [Int], share: Double, to best: inout BestCandidate
  ) {
    let limit = limits.lower[factor]
    guard limit > -.infinity else { return }
    let column = factors.values[factor]
    var values = beside.map { column[$0] }.filter { $0 < limit } + valuesInside(factor, at: limit)
    values.sort()
    let new: Double
    if factors.kinds[factor] == .discrete {
      new = values.last { $0 < limit } ?? factors.minima[factor]
    } else {
      new =
        values.isEmpty
        ? factors.minima[factor]
        : TiedQuantile.upper(1 - share, count: values.count) { values[$0] }
    }
    offer(factor, beside.filter { column[$0] < limit && column[$0] >= new }, to: &best) {
      $0.setLower(new, of: factor, in: factors)
    }
  }

  private func offerAbove(
    _ factor: Int, _ beside: [Int], share: Double, to best: inout BestCandidate
  ) {
    let limit = limits.upper[factor]
    guard limit < .infinity else { return }
    let column = factors.values[factor]
    var values = beside.map { column[$0] }.filter { $0 > limit } + valuesInside(factor, at: limit)
    values.sort()
    let new: Double
    if factors.kinds[factor] == .discrete {
      new = values.first { $0 > limit } ?? factors.maxima[factor]
    } else {
      new =
        values.isEmpty
        ? factors.maxima[factor]
        : TiedQuantile.lower(share, count: values.count) { values[$0] }
    }
    offer(factor, beside.filter { column[$0] > limit && column[$0] <= new }, to: &best) {
      $0.setUpper(new, of: factor, in: factors)
    }
  }

  private func offerLevels(of factor: Int, _ beside: [Int], to best: inout BestCandidate) {
    for level in limits.hasLevel[factor].indices where !limits.hasLevel[factor][level] {
      let rows = beside.filter { Int(factors.levelOfRow[factor][$0]) == level }
      offer(factor, rows, to: &best) { $0.hasLevel[factor][level] = true }
    }
  }

  private func offer(
    _ factor: Int, _ rows: [Int], to best: inout BestCandidate,
    change: (inout BoxLimits) -> Void
  ) {
    guard !rows.isEmpty else { return }
    var new = limits
    change(&new)
    best.offer(
      rows: census.inside.rows + rows.count,
      hits: census.inside.hits + rows.count { isHit[$0] }, factor: factor,
      restricted: new.restrictedCount
    ) { new }
  }

  /// The values of the box's rows that lie right on a limit, as many as there are.
  private func valuesInside(_ factor: Int, at limit: Double) -> [Double] {
    let column = factors.values[factor]
    var count = 0
    for row in 0..<factors.rows where column[row] == limit && census.violations[row] == 0 {
      count += 1
    }
    return [Double](repeating: limit, count: count)
  }
}
