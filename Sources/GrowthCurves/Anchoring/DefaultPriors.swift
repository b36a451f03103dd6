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

  /// σ² when it is learnt from increments: scaled inverse χ² with 4 degrees of freedom at 0.10², a
  /// year's log growth.
  package static let variance = (degreesOfFreedom: 4.0, volatility: 0.10)

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
