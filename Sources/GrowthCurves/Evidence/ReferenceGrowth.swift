public import Distributions

/// How counts of enterprises of an area grow: laws that a scenario without a history can borrow.
///
/// No ceiling is visible in such counts, so unlike ``ReferencePrior`` there is none. The British areas
/// are seen from 2019 to 2022, years of a pandemic; the United States from 1978 to 2018. Quantiles are
/// in `docs/reference-classes.csv`.
///
/// Source: computed from Office for National Statistics, *Business demography* (OGL); US Census
/// Bureau, *Business Dynamics Statistics* (public domain).
public struct ReferenceGrowth: Hashable, Sendable {
  /// What a scenario calls the class, such as `enterprise_stock`.
  public let name: String
  /// The counts in it.
  public let members: String
  /// How many series of one area it holds.
  public let count: Int
  /// Mean yearly growth of the logarithm of a series: normal.
  public let growth: Law
  /// The standard deviation of yearly log growth of a series: lognormal.
  public let volatility: Law

  /// All classes.
  public static var all: [ReferenceGrowth] { table }

  /// The class of a name; `nil` if there is none.
  public static func named(_ name: String) -> ReferenceGrowth? {
    table.first { $0.name == name }
  }

  init(
    name: String, members: String, count: Int, growth: (mean: Double, sd: Double),
    volatility: (median: Double, logSD: Double)
  ) {
    guard let law = try? Normal(mean: growth.mean, standardDeviation: growth.sd) else {
      preconditionFailure("normal with mean \(growth.mean) and sd \(growth.sd)")
    }
    self.name = name
    self.members = members
    self.count = count
    self.growth = .normal(law)
    self.volatility = ReferencePrior.Fitted(volatility.median, volatility.logSD).law
  }
}
