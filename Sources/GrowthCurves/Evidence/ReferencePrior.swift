public import Distributions

/// How technologies of a class spread: laws for the parameters of a logistic curve that a scenario
/// with few data can borrow.
///
/// The laws are lognormal, fitted to the 5, 25, 50, 75 and 95 % quantiles over the countries of the
/// class; table and quantiles are in `docs/reference-classes.csv`. A series counts if its own data
/// show the ceiling (at least ten years, R² ≥ 0.95, last level at least 0.7 of the ceiling). That
/// selects what saturated by 2003, so rates lean to the fast and ceilings to the low side.
///
/// Source: computed from CHAT (Comin and Hobijn 2009, NBER 15319) and Our World in Data (CC-BY).
public struct ReferencePrior: Hashable, Sendable {
  /// What a scenario calls the class, such as `information_technology`.
  public let name: String
  /// The technologies in it.
  public let members: String
  /// How many series of one technology in one country it holds.
  public let count: Int
  /// k of K / (1 + exp(−k (t − t50))), per year.
  public let rate: Law
  /// The years from 10 % to 90 % of the ceiling: ln 81 / k.
  public let duration: Law
  /// The greatest yearly growth as a share of the ceiling: k / 4.
  ///
  /// Source: the measure of Cherp et al. 2021, Nature Energy 6:742.
  public let greatestGrowth: Law
  /// The standard deviation of yearly log growth about the curve, from 5 % to 95 % of the ceiling.
  public let volatility: Law
  /// Ceiling / level, above 1, at a moment between 10 % and 90 % of the ceiling of which nothing else
  /// is known.
  public let ceilingOverLevel: Law
  private let byPastGrowth: [Stage]

  /// All classes, the one that holds every technology last.
  public static var all: [ReferencePrior] { table }

  /// The class of a name; `nil` if there is none.
  public static func named(_ name: String) -> ReferencePrior? {
    table.first { $0.name == name }
  }

  /// Ceiling / level, at a moment between 5 % and 90 % of the ceiling, given how fast the series grew
  /// in the last three years.
  ///
  /// Of a technology that has only begun the class says less: then more is to come than either law
  /// allows.
  ///
  /// - Parameter growth: mean yearly growth of the logarithm over three years.
  /// - Returns: the law of the series of the class that grew so; ``ceilingOverLevel`` where fewer than
  ///   25 did.
  public func ceilingOverLevel(pastGrowth growth: Double) -> Law {
    byPastGrowth.first { $0.pastGrowth.contains(growth) }?.law ?? ceilingOverLevel
  }

  init(
    name: String, members: String, count: Int, rate: Fitted, duration: Fitted,
    greatestGrowth: Fitted, volatility: Fitted, ceilingOverLevel: Fitted, byPastGrowth: [Stage]
  ) {
    self.name = name
    self.members = members
    self.count = count
    self.rate = rate.law
    self.duration = duration.law
    self.greatestGrowth = greatestGrowth.law
    self.volatility = volatility.law
    self.ceilingOverLevel = ceilingOverLevel.lawAboveOne
    self.byPastGrowth = byPastGrowth
  }

  /// Series that grew alike, and what stood above their level.
  struct Stage: Hashable {
    let pastGrowth: Range<Double>
    let law: Law

    init(pastGrowth: Range<Double>, law: Fitted) {
      self.pastGrowth = pastGrowth
      self.law = law.lawAboveOne
    }
  }

  /// The parameters of a lognormal law.
  struct Fitted {
    let median: Double
    let logSD: Double

    init(_ median: Double, _ logSD: Double) {
      self.median = median
      self.logSD = logSD
    }

    var law: Law {
      guard let law = try? LogNormal(median: median, logSD: logSD) else {
        preconditionFailure("lognormal with median \(median) and log sd \(logSD)")
      }
      return .lognormal(law)
    }

    var lawAboveOne: Law {
      guard let law = try? Law.truncated(law, min: 1) else {
        preconditionFailure("nothing above 1 with median \(median) and log sd \(logSD)")
      }
      return law
    }
  }
}
