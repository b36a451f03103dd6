public import Distributions

/// What is assumed of a growth curve when neither the scenario nor the data say it.
///
/// They are wide, scale-free, and in years. Whoever uses one says so to the user.
public enum DefaultPriors {
  /// g, the relative growth now, per year: normal(0.03, 0.10).
  ///
  /// The medians of yearly log growth in the M1, M3 and tourism collections are 0.048, 0.032 and
  /// 0.074, with middle halves of about 0.01 to 0.10.
  ///
  /// Source: computed from Makridakis et al. 1982; Makridakis and Hibon 2000, IJF 16:451;
  /// Athanasopoulos et al. 2011, IJF 27:822.
  public static var growth: Law {
    law("normal", [("mean", 0.03), ("sd", 0.10)])
  }

  /// σ, the standard deviation of a year's log growth: lognormal with median 0.09 and 0.8 in the
  /// logarithm.
  ///
  /// In the same collections its medians are 0.079, 0.081 and 0.154, and nine of ten series of M1
  /// lie between 0.014 and 0.54.
  public static var volatility: Law {
    law("lognormal", [("median", 0.09), ("sigma", 0.8)])
  }

  /// σ² when it is learnt from increments: scaled inverse χ² with 4 degrees of freedom at 0.10², a
  /// year's log growth.
  package static let variance = (degreesOfFreedom: 4.0, volatility: 0.10)

  /// The probability that there is no ceiling within sight: ζ = 0.
  public static let unboundedChance = 0.3

  /// ζ = level / ceiling now, when there is one: beta(1, 1.5).
  ///
  /// Weak on purpose: from few points the ceiling cannot be estimated (Debecker and Modis 1994,
  /// Technological Forecasting and Social Change 46:153), so a stated ceiling should replace it.
  public static var share: Law {
    law("beta", [(nil, 1), (nil, 1.5)])
  }

  /// ζ from one uniform number: 0 with ``unboundedChance``, else the quantile of ``share``.
  ///
  /// - Parameter u: in (0, 1).
  /// - Returns: ζ in 0..<1, increasing in u.
  public static func share(quantile u: Double) -> Double {
    guard u > unboundedChance else { return 0 }
    return share.quantile((u - unboundedChance) / (1 - unboundedChance))
  }

  /// The share of a stock of enterprises that leaves in a year: uniform(0.03, 0.12).
  ///
  /// Of all enterprises 7.6 to 14.1 % die in a year (nine of ten British areas, 2019 to 2022) and
  /// 7.3 to 9.4 % of firms in the United States (1978 to 2018); certified ones leave less often, so
  /// the range reaches down.
  ///
  /// Source: Office for National Statistics, *Business demography*; US Census Bureau, *Business
  /// Dynamics Statistics*.
  public static var exits: Law {
    law("uniform", [(nil, 0.03), (nil, 0.12)])
  }

  private static func law(_ name: String, _ arguments: [(label: String?, value: Double)]) -> Law {
    guard let law = try? Law.make(name, arguments: arguments) else {
      preconditionFailure("\(name) of \(arguments)")
    }
    return law
  }
}
