/// The growth curves a scenario may name.
///
/// Every family has a *classical* form, in which a fit is reported (``parameterNames``), and an
/// *anchored* form, in which the future is simulated: level L and relative growth g at a reference
/// time, ζ = level / ceiling, and a shape where the family has one (see ``AnchoredCurve``).
public enum CurveFamily: String, CaseIterable, Hashable, Sendable {
  /// y = L exp(r (t − origin)).
  case exponential
  /// y = L + s (t − origin).
  case linear
  /// y = K / (1 + exp(−r (t − m))); m is the date of K/2.
  case logistic
  /// y = K exp(−exp(−r (t − m))); m is the inflection, at K/e.
  case gompertz
  /// y = K / (1 + ν exp(−r (t − m)))^(1/ν); m is the inflection. ν = 1 is logistic, ν → 0 Gompertz.
  case richards
  /// y = K (1 − E) / (1 + (q/p) E), E = exp(−(p + q)(t − origin)).
  case bass
  /// y = K (1 − 2^(−((t − origin)/(m − origin))^k)); m is the date of K/2.
  case weibull
  /// y = K x^h / (1 + x^h), x = (t − origin)/(m − origin); m is the date of K/2.
  case hill
  /// y = K − (K − y₀) exp(−r (t − origin)); y₀ is the value at the origin.
  case asymptotic
  /// y = A + (K − A) / (1 + exp(−r (t − m))), A < K.
  case fourParameterLogistic
  /// y = K − (K − y₀) exp(−(r (t − origin))^k); y₀ is the value at the origin.
  case fourParameterWeibull

  /// The families a scenario's `growth: {model: …}` accepts.
  public static let growthModels = allCases.filter { $0.anchored != nil }

  /// The classical parameters, in the order in which they are stored and reported.
  public var parameterNames: [String] { form.parameterNames }

  /// How many classical parameters the family has.
  public var parameterCount: Int { form.parameterNames.count }

  /// Whether the curve stays below a level that can be named.
  public var hasCeiling: Bool { ceilingIndex != nil }

  /// Whether the classical form counts time from a date that is fixed beforehand, not estimated.
  public var needsOrigin: Bool { form.needsOrigin }

  /// Whether the anchored form has a fourth number beside level, growth and share of the ceiling.
  public var hasShape: Bool { anchored?.defaultShape != nil }

  /// The shape taken when a scenario gives none; 1 for families without one.
  public var defaultShape: Double { anchored?.defaultShape ?? 1 }

  /// Whether the curve starts from zero at a date of birth, so that growth tells its age.
  package var hasAge: Bool { anchored?.hasAge ?? false }

  /// What a scenario may say of the curve beside its level and its volatility.
  package var words: [String] { anchored?.words ?? [] }

  /// Where the ceiling stands among the parameters.
  package var ceilingIndex: Int? { form.parameterNames.firstIndex(of: "ceiling") }

  /// The formulas of the family: the one place that lists them all.
  package var form: any CurveForm.Type {
    switch self {
    case .exponential: Exponential.self
    case .linear: Linear.self
    case .logistic: Logistic.self
    case .gompertz: Gompertz.self
    case .richards: Richards.self
    case .bass: Bass.self
    case .weibull: Weibull.self
    case .hill: Hill.self
    case .asymptotic: Asymptotic.self
    case .fourParameterLogistic: FourParameterLogistic.self
    case .fourParameterWeibull: FourParameterWeibull.self
    }
  }
}
