internal import SpecialFunctions

/// The limits of a box for every factor, restricted or not.
struct BoxLimits: Equatable {
  /// The least value of each factor that is not categorical; −∞ where free.
  var lower: [Double]
  /// The largest value; ∞ where free.
  var upper: [Double]
  /// For each categorical factor which levels the box has; otherwise empty.
  var hasLevel: [[Bool]]

  init(_ factors: PreparedFactors) {
    lower = factors.values.map { _ in -.infinity }
    upper = factors.values.map { _ in .infinity }
    hasLevel = factors.values.indices.map { factor in
      factors.kinds[factor] == .categorical ? factors.levels[factor].map { _ in true } : []
    }
  }

  func isRestricted(_ factor: Int) -> Bool {
    lower[factor] > -.infinity || upper[factor] < .infinity || hasLevel[factor].contains(false)
  }

  var restrictedCount: Int { lower.indices.count(where: isRestricted) }

  /// Sets the lower limit; what leaves out nothing is free.
  mutating func setLower(_ value: Double, of factor: Int, in factors: PreparedFactors) {
    lower[factor] = value > factors.minima[factor] ? value : -.infinity
  }

  /// Sets the upper limit; what leaves out nothing is free.
  mutating func setUpper(_ value: Double, of factor: Int, in factors: PreparedFactors) {
    upper[factor] = value < factors.maxima[factor] ? value : .infinity
  }

  /// What each factor must keep to, by factor.
  func sides(_ factors: PreparedFactors) -> [(factor: Int, limit: BoxRestriction.Limit)] {
    var sides: [(factor: Int, limit: BoxRestriction.Limit)] = []
    for factor in lower.indices {
      if lower[factor] > -.infinity { sides.append((factor, .atLeast(lower[factor]))) }
      if upper[factor] < .infinity { sides.append((factor, .atMost(upper[factor]))) }
      if hasLevel[factor].contains(false) {
        let kept = zip(factors.levels[factor], hasLevel[factor]).filter(\.1).map(\.0)
        sides.append((factor, .among(kept)))
      }
    }
    return sides
  }

  /// The box with counts and quasi-p-values.
  func box(_ factors: PreparedFactors, isHit: [Bool]) -> ScenarioBox {
    let census = BoxCensus(factors, self, isHit: isHit)
    func quasiP(_ beyond: BoxCensus.Count) -> Double {
      let rows = census.inside.rows + beyond.rows
      let share = Double(census.inside.hits + beyond.hits) / Double(rows)
      return BoxLimits.upperTail(hits: census.inside.hits, rows: census.inside.rows, share: share)
    }
    let restrictions = sides(factors).map { side in
      let beyond =
        if case .atMost = side.limit { census.above[side.factor] } else {
          census.below[side.factor]
        }
      return BoxRestriction(factor: side.factor, limit: side.limit, quasiP: quasiP(beyond))
    }
    return ScenarioBox(
      restrictions: restrictions, rows: census.inside.rows, hits: census.inside.hits,
      sampleRows: factors.rows, sampleHits: isHit.count { $0 })
  }

  /// The probability of at least `hits` successes in `rows` trials: I_p(h, n − h + 1).
  ///
  /// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 26.5.24.
  static func upperTail(hits: Int, rows: Int, share: Double) -> Double {
    guard hits > 0 && share < 1 else { return 1 }
    return BetaFunction.regularized(a: Double(hits), b: Double(rows - hits + 1), x: share)
  }
}

/// Rows and hits of a box, and of what each of its restrictions alone keeps out.
struct BoxCensus {
  struct Count: Equatable {
    var rows = 0
    var hits = 0
  }

  private(set) var inside = Count()
  /// For each factor what only its lower limit, or only its choice of levels, keeps out.
  private(set) var below: [Count]
  /// For each factor what only its upper limit keeps out.
  private(set) var above: [Count]
  /// For each row how many factors keep it out.
  private(set) var violations: [UInt16]
  /// For each row the last factor that keeps it out.
  private(set) var violator: [Int32]

  init(_ factors: PreparedFactors, _ limits: BoxLimits, isHit: [Bool]) {
    let rows = factors.rows
    var violations = [UInt16](repeating: 0, count: rows)
    var violator = [Int32](repeating: -1, count: rows)
    for factor in limits.lower.indices where limits.isRestricted(factor) {
      let number = Int32(factor)
      if factors.kinds[factor] == .categorical {
        let (levels, has) = (factors.levelOfRow[factor], limits.hasLevel[factor])
        for row in 0..<rows where !has[Int(levels[row])] {
          violations[row] += 1
          violator[row] = number
        }
      } else {
        let column = factors.values[factor]
        let (lower, upper) = (limits.lower[factor], limits.upper[factor])
        for row in 0..<rows where column[row] < lower || column[row] > upper {
          violations[row] += 1
          violator[row] = number
        }
      }
    }
    below = limits.lower.map { _ in Count() }
    above = below
    for row in 0..<rows where violations[row] <= 1 {
      let hit = isHit[row] ? 1 : 0
      guard violations[row] == 1 else {
        inside.rows += 1
        inside.hits += hit
        continue
      }
      let factor = Int(violator[row])
      if factors.values[factor][row] > limits.upper[factor] {
        above[factor].rows += 1
        above[factor].hits += hit
      } else {
        below[factor].rows += 1
        below[factor].hits += hit
      }
    }
    self.violations = violations
    self.violator = violator
  }
}
