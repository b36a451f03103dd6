/// The rows of a box in the order of each factor, from which slices are peeled.
struct BoxPeeling {
  private let factors: PreparedFactors
  private let isHit: [Bool]
  /// For each factor with an order the rows of the box, smallest value first.
  private var order: [[Int32]]
  private var isInside: [Bool]
  private var rows: Int
  private var hits: Int

  init(_ factors: PreparedFactors, isHit: [Bool], hits: Int) {
    self.factors = factors
    self.isHit = isHit
    order = factors.order
    isInside = [Bool](repeating: true, count: factors.rows)
    rows = factors.rows
    self.hits = hits
  }

  /// The slice whose loss gains most; `nil` where none gains.
  func best(_ limits: BoxLimits, share: Double) -> BoxCandidate? {
    var best = BestCandidate(oldRows: rows, oldHits: hits)
    // Equal gains go to continuous factors before discrete before categorical ones.
    for kind in [FactorKind.continuous, .discrete, .categorical] {
      for factor in factors.kinds.indices where factors.kinds[factor] == kind {
        guard factors.minima[factor] < factors.maxima[factor] else { continue }
        let wasRestricted = limits.isRestricted(factor)
        let restricted = limits.restrictedCount + (wasRestricted ? 0 : 1)
        if kind == .categorical {
          offerLevels(of: factor, limits, restricted, to: &best)
        } else {
          offerEnds(of: factor, limits, restricted, share: share, to: &best)
        }
      }
    }
    return best.candidate
  }

  /// Leaves the rows outside the new limits.
  mutating func apply(_ peel: BoxCandidate) {
    let factor = peel.factor
    if factors.kinds[factor] == .categorical {
      let has = peel.step.limits.hasLevel[factor]
      for row in isInside.indices where !has[Int(factors.levelOfRow[factor][row])] {
        isInside[row] = false
      }
    } else {
      let column = factors.values[factor]
      let (lower, upper) = (peel.step.limits.lower[factor], peel.step.limits.upper[factor])
      for row in order[factor] {
        let value = column[Int(row)]
        if value < lower || value > upper { isInside[Int(row)] = false }
      }
    }
    for other in order.indices where !order[other].isEmpty {
      var kept = 0
      for i in order[other].indices {
        let row = order[other][i]
        // Written always and counted where it stays: no branch to guess.
        order[other][kept] = row
        kept += isInside[Int(row)] ? 1 : 0
      }
      order[other].removeLast(order[other].count - kept)
    }
    rows = peel.step.rows
    hits = peel.step.hits
  }

  private func offerEnds(
    of factor: Int, _ limits: BoxLimits, _ restricted: Int, share: Double,
    to best: inout BestCandidate
  ) {
    let list = order[factor]
    let column = factors.values[factor]
    let isDiscrete = factors.kinds[factor] == .discrete
    func value(_ i: Int) -> Double { column[Int(list[i])] }

    let high = TiedQuantile.upper(1 - share, count: list.count, value: value)
    var top = high
    var isStrict = false
    if isDiscrete {
      top = level(atMost: high, of: factor)
      isStrict = top == value(list.count - 1)
    }
    let kept = firstIndex(list.count) { isStrict ? value($0) >= top : value($0) > top }
    if kept < list.count {
      best.offer(
        rows: kept, hits: hits - hitCount(list, kept..<list.count), factor: factor,
        restricted: restricted
      ) {
        var new = limits
        new.setUpper(
          isDiscrete && kept > 0 ? value(kept - 1) : top, of: factor, in: factors)
        return new
      }
    }

    let low = TiedQuantile.lower(share, count: list.count, value: value)
    var bottom = low
    isStrict = false
    if isDiscrete {
      bottom = level(atMost: low, of: factor)
      isStrict = bottom == value(0)
    }
    let lost = firstIndex(list.count) { isStrict ? value($0) > bottom : value($0) >= bottom }
    if lost > 0 {
      best.offer(
        rows: list.count - lost, hits: hits - hitCount(list, 0..<lost), factor: factor,
        restricted: restricted
      ) {
        var new = limits
        new.setLower(
          isDiscrete && lost < list.count ? value(lost) : bottom, of: factor, in: factors)
        return new
      }
    }
  }

  private func offerLevels(
    of factor: Int, _ limits: BoxLimits, _ restricted: Int, to best: inout BestCandidate
  ) {
    let levels = factors.levelOfRow[factor]
    var counts = [BoxCensus.Count](
      repeating: BoxCensus.Count(), count: factors.levels[factor].count)
    for row in isInside.indices where isInside[row] {
      counts[Int(levels[row])].rows += 1
      if isHit[row] { counts[Int(levels[row])].hits += 1 }
    }
    guard limits.hasLevel[factor].count(where: { $0 }) > 1 else { return }
    for (level, count) in counts.enumerated() where limits.hasLevel[factor][level] {
      guard count.rows > 0 else { continue }
      best.offer(
        rows: rows - count.rows, hits: hits - count.hits, factor: factor, restricted: restricted
      ) {
        var new = limits
        new.hasLevel[factor][level] = false
        return new
      }
    }
  }

  private func level(atMost value: Double, of factor: Int) -> Double {
    let levels = factors.levels[factor]
    return levels[max(levels.partitioningIndex { $0 > value } - 1, 0)]
  }

  private func hitCount(_ list: [Int32], _ range: Range<Int>) -> Int {
    var count = 0
    for i in range { count += isHit[Int(list[i])] ? 1 : 0 }
    return count
  }

  private func firstIndex(_ count: Int, where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
