/// The numbers of an ordinary curve.
public struct SampleCurve: Sendable {
  /// The classical parameters, in the order of their family.
  public let parameters: [Double]
  /// The date from which time is counted.
  public let origin: Double

  private init(_ parameters: [Double], origin: Double = 0) {
    self.parameters = parameters
    self.origin = origin
  }

  /// One of a family, by its name, with dates near 2020 where the family counts calendar years.
  public static func of(_ family: String) -> SampleCurve {
    guard let sample = all[family] else { preconditionFailure("no sample of \(family)") }
    return sample
  }

  private static let all = [
    "exponential": SampleCurve([405, 0.12], origin: 2020),
    "linear": SampleCurve([405, 57], origin: 2020),
    "logistic": SampleCurve([1000, 0.3, 2021]),
    "gompertz": SampleCurve([1000, 0.12, 2023]),
    "richards": SampleCurve([1000, 0.25, 2020, 0.6]),
    "bass": SampleCurve([0.03, 0.38, 1000], origin: 2012),
    "weibull": SampleCurve([1000, 2019, 2.2], origin: 2010),
    "hill": SampleCurve([1000, 2019, 3.1], origin: 2010),
    "asymptotic": SampleCurve([1000, 50, 0.15], origin: 2012),
    "fourParameterLogistic": SampleCurve([1000, 0.4, 2020, 90]),
    "fourParameterWeibull": SampleCurve([1000, 60, 0.12, 1.7], origin: 2012),
  ]
}
