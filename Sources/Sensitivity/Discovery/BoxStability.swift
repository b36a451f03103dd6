public import Random
internal import Statistics
internal import Workers

/// How much of a box comes back when the search sees another half of the rows.
///
/// The sample is cut at random into halves, many times. The search goes through one half, and of
/// its boxes the one whose coverage is nearest to the chosen box's is taken, of several the
/// densest; then it is judged on the half that it has not seen. A restriction that comes back in
/// most halves is in the model; one that does not is in the sample.
///
/// Source: Bryant and Lempert (2010), section 3.3; Kwakkel, *The Exploratory Modeling Workbench*
/// (2017), for the match by coverage.
public struct BoxStability: Hashable, Sendable {
  /// Which side of a factor a restriction holds.
  public enum Side: Hashable, Sendable, CaseIterable {
    /// At least a limit.
    case lower
    /// At most a limit.
    case upper
    /// Among some values.
    case levels
  }

  /// How often a restriction came back.
  public struct Recurrence: Hashable, Sendable {
    /// The factor, counted from 0.
    public let factor: Int
    /// Its side.
    public let side: Side
    /// Whether the chosen box has a restriction there.
    public let isInBox: Bool
    /// The share of halves in which the search restricted this side.
    public let share: Double
  }

  /// A number over the halves.
  public struct Spread: Hashable, Sendable {
    /// The mean over halves.
    public let mean: Double
    /// The 2.5 % and the 97.5 % quantile over halves.
    public let range95: ClosedRange<Double>
  }

  /// The restrictions that the chosen box has or that some half had, by factor and side.
  public let recurrences: [Recurrence]
  /// The density of the boxes on the rows that their search has not seen.
  public let density: Spread
  /// The coverage on the rows that their search has not seen.
  public let coverage: Spread
  /// How many halves were searched.
  public let halves: Int
}

extension PatientRuleInduction {
  /// Searches random halves of a sample for what comes back of a box.
  ///
  /// - Parameters:
  ///   - box: the chosen box of a search over all rows.
  ///   - factors: for each factor one value per row.
  ///   - kinds: for each factor how its values lie; `nil` stands for
  ///     ``FactorKind/guessed(from:)``.
  ///   - isHit: for each row whether it is of interest.
  ///   - halves: how many halves are searched, at least 1.
  ///   - workers: threads; no result depends on them.
  ///   - key: names the stream of random numbers.
  /// - Returns: how often each restriction came back, and what the boxes were worth on the other
  ///   halves.
  /// - Throws: as ``search(factors:kinds:isHit:)``, and ``SensitivityError/constantOutput`` where a
  ///   half has no hits or nothing else.
  public func stability(
    of box: ScenarioBox, factors: [[Double]], kinds: [FactorKind]? = nil, isHit: [Bool],
    halves: Int = 50, workers: Int = 1, key: StreamKey
  ) throws(SensitivityError) -> BoxStability {
    precondition(halves >= 1, "\(halves) halves")
    let prepared = try PreparedFactors(factors, kinds: kinds)
    let found = Parallel.map(Array(0..<halves), workers: workers) { number in
      Result { () throws(SensitivityError) in
        try searched(number, prepared, isHit, coverage: box.coverage, key)
      }
    }
    var counts = [[Int]](repeating: [0, 0, 0], count: factors.count)
    var densities: [Double] = []
    var coverages: [Double] = []
    for half in found {
      let (sides, unseen) = try half.get()
      for side in sides { counts[side.factor][side.limit.sideNumber] += 1 }
      // A box that no unseen row falls in has the density of nothing: the sample's own.
      let share = Double(unseen.allHits) / Double(unseen.allRows)
      densities.append(unseen.rows > 0 ? Double(unseen.hits) / Double(unseen.rows) : share)
      coverages.append(
        unseen.allHits > 0 ? Double(unseen.hits) / Double(unseen.allHits) : 0)
    }

    var inBox: Set<[Int]> = []
    for restriction in box.restrictions {
      inBox.insert([restriction.factor, restriction.limit.sideNumber])
    }
    var recurrences: [BoxStability.Recurrence] = []
    for factor in factors.indices {
      for (number, side) in BoxStability.Side.allCases.enumerated() {
        let isInBox = inBox.contains([factor, number])
        guard isInBox || counts[factor][number] > 0 else { continue }
        recurrences.append(
          BoxStability.Recurrence(
            factor: factor, side: side, isInBox: isInBox,
            share: Double(counts[factor][number]) / Double(halves)))
      }
    }
    return BoxStability(
      recurrences: recurrences, density: .init(densities), coverage: .init(coverages),
      halves: halves)
  }

  /// The box that a half leads to, and what it is worth on the other one.
  private func searched(
    _ number: Int, _ prepared: PreparedFactors, _ isHit: [Bool], coverage: Double,
    _ key: StreamKey
  ) throws(SensitivityError) -> (
    sides: [(factor: Int, limit: BoxRestriction.Limit)], unseen: PreparedFactors.Tally
  ) {
    let isKept = key.half(of: prepared.rows, number: number)
    let kept = zip(isHit, isKept).filter(\.1).map(\.0)
    let half = prepared.filtered(isKept)
    let match = BoxStability.nearest(
      try steps(half, isHit: kept), coverage: coverage, hits: kept.count { $0 })
    let sides = match.sides(half)
    return (sides, prepared.census(of: sides, isHit: isHit) { !isKept[$0] })
  }
}

extension BoxStability {
  /// The limits of the box whose coverage is nearest to a given one; the densest of several.
  ///
  /// A search may go a long way without losing a hit; the whole sample, which has as much
  /// coverage as the box at the end of that way, would stand for it otherwise.
  fileprivate static func nearest(_ steps: [BoxStep], coverage: Double, hits: Int) -> BoxLimits {
    func score(_ step: BoxStep) -> (Double, Double) {
      let distance = abs(Double(step.hits) / Double(hits) - coverage)
      return (-distance, Double(step.hits) / Double(step.rows))
    }
    var best = steps[0]
    for step in steps.dropFirst() where score(step) > score(best) { best = step }
    return best.limits
  }
}

extension BoxStability.Spread {
  fileprivate init(_ values: [Double]) {
    let sorted = values.sorted()
    mean = values.reduce(0, +) / Double(values.count)
    range95 =
      SortedQuantile.quantile(0.025, of: sorted)...SortedQuantile.quantile(0.975, of: sorted)
  }
}

extension BoxRestriction.Limit {
  /// The number of the side in ``BoxStability/Side/allCases``.
  fileprivate var sideNumber: Int {
    switch self {
    case .atLeast: 0
    case .atMost: 1
    case .among: 2
    }
  }
}

extension PreparedFactors {
  fileprivate struct Tally {
    var rows = 0
    var hits = 0
    var allRows = 0
    var allHits = 0
  }

  /// Counts rows and hits of a box among some of the rows.
  fileprivate func census(
    of sides: [(factor: Int, limit: BoxRestriction.Limit)], isHit: [Bool],
    where counts: (Int) -> Bool
  ) -> Tally {
    var tally = Tally()
    for row in 0..<rows where counts(row) {
      let hit = isHit[row] ? 1 : 0
      tally.allRows += 1
      tally.allHits += hit
      let isInside = sides.allSatisfy { side in side.limit.admits(values[side.factor][row]) }
      guard isInside else { continue }
      tally.rows += 1
      tally.hits += hit
    }
    return tally
  }
}

extension StreamKey {
  /// For each of `rows` rows whether it is in the first half, ⌊rows/2⌋ of them, every half as
  /// likely as another.
  ///
  /// Source: Fan, Muller and Rezucha, *Development of sampling plans by using sequential (item by
  /// item) selection techniques and digital computers* (1962).
  fileprivate func half(of rows: Int, number: Int) -> [Bool] {
    var wanted = rows / 2
    return (0..<rows).map { row in
      let u = uniform(path: UInt64(row), step: UInt32(truncatingIfNeeded: number))
      let isTaken = u * Double(rows - row) < Double(wanted)
      if isTaken { wanted -= 1 }
      return isTaken
    }
  }
}
