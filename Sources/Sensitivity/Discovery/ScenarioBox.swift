/// One side of a box: what a factor must keep to.
public struct BoxRestriction: Hashable, Sendable {
  /// What the factor must keep to; limits are part of the box.
  public enum Limit: Hashable, Sendable {
    /// The factor is at least this.
    case atLeast(Double)
    /// The factor is at most this.
    case atMost(Double)
    /// The factor, a categorical one, has one of these values, in rising order.
    case among([Double])

    /// Whether a value keeps to the limit.
    public func admits(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let least): value >= least
      case .atMost(let most): value <= most
      case .among(let values): values.contains(value)
      }
    }
  }

  /// The factor, counted from 0.
  public let factor: Int
  /// What it must keep to.
  public let limit: Limit
  /// The probability that as large a share of hits comes by chance: that of at least k hits in n
  /// rows, if each is a hit with the density of the box without this restriction.
  ///
  /// It is a quasi-p-value, since the restriction was searched for: useful to compare
  /// restrictions, too small to be believed.
  ///
  /// Source: Bryant and Lempert, *Thinking inside the box* (2010), section 3.3.
  public let quasiP: Double
}

/// A part of the space of factors, given by limits, in which hits are many.
public struct ScenarioBox: Hashable, Sendable {
  /// What holds in the box, by factor; a factor that is not named is free.
  public let restrictions: [BoxRestriction]
  /// Rows in the box.
  public let rows: Int
  /// Hits in the box.
  public let hits: Int
  /// Rows of the sample.
  public let sampleRows: Int
  /// Hits of the sample.
  public let sampleHits: Int

  /// Joins limits with what they hold.
  package init(
    restrictions: [BoxRestriction], rows: Int, hits: Int, sampleRows: Int, sampleHits: Int
  ) {
    self.restrictions = restrictions
    self.rows = rows
    self.hits = hits
    self.sampleRows = sampleRows
    self.sampleHits = sampleHits
  }

  /// The share of the box's rows that are hits.
  public var density: Double { Double(hits) / Double(rows) }
  /// The share of all hits that lie in the box.
  public var coverage: Double { Double(hits) / Double(sampleHits) }
  /// The share of all rows that lie in the box.
  public var mass: Double { Double(rows) / Double(sampleRows) }
  /// The factors with a restriction, in rising order.
  public var restrictedFactors: [Int] {
    var factors: [Int] = []
    for restriction in restrictions where factors.last != restriction.factor {
      factors.append(restriction.factor)
    }
    return factors
  }
}
