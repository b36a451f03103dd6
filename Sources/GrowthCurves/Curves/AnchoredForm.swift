/// The formulas of a family told by where it stands: growth g, share ζ = L / ceiling, shape.
///
/// A form adopts one of the protocols below as far as its curve goes: ``BoundedForm`` with a ceiling,
/// ``SigmoidForm`` or ``AgeingForm`` with one of two kinds of time to it, ``FlowForm`` where its rate
/// alone carries it on.
package protocol AnchoredForm: CurveForm {
  /// What a scenario may say of the curve beside its level and its volatility, by the words of the file.
  static var words: [String] { get }

  /// The shape taken when a scenario gives none; nil for a family without one.
  static var defaultShape: Double? { get }

  /// What the curve is where its ceiling lies at infinity.
  static var limit: CurveLimit { get }

  /// What a path needs at every step, computed once: up to three numbers.
  static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double>

  /// The factor y(t + τ) / y(t) from a kernel.
  static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double

  /// log(y(t + τ) / y(t)) and its derivatives by g and ζ.
  static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio

  /// log(y(t + τ) / y(t)) for a column of times τ, which it replaces: the bits of ``logRatio(after:growth:share:shape:)``.
  static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double)

  /// The growth at the later of two points, from the ratio of the earlier value to the later one.
  static func growth(ratio: Double, over gap: Double, share: Double, shape: Double) -> Double

  /// Factors of a whole column of paths.
  static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>)
}

/// What a curve with its ceiling at infinity is.
package enum CurveLimit {
  /// It has no ceiling.
  case itself
  /// An exponential curve of the same growth.
  case exponential
  /// A power of its age.
  case powerLaw
  /// No curve.
  case none
}

/// log(y / L) with its derivatives by growth and by share of the ceiling.
public struct LogRatio: Hashable, Sendable {
  /// log(y / L).
  public let value: Double
  /// ∂ log y / ∂g.
  public let byGrowth: Double
  /// ∂ log y / ∂ζ, at fixed L and g.
  public let byShare: Double

  /// Before the birth of an ageing curve, where it is zero.
  static let unborn = LogRatio(value: -.infinity, byGrowth: 0, byShare: 0)
}

extension AnchoredForm {
  package static var defaultShape: Double? { nil }
  package static var limit: CurveLimit { .itself }

  /// Whether the curve starts from zero at a date of birth, so that growth tells its age.
  package static var hasAge: Bool { needsOrigin && parameterNames.contains("ceiling") }

  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = factor(after: elapsed, [a[i], b[i], c[i], 0]) }
  }

  package static func replaceByLogRatios(
    _ elapsed: inout MutableSpan<Double>, growth: Double, share: Double, shape: Double
  ) {
    for i in elapsed.indices {
      elapsed[i] = logRatio(after: elapsed[i], growth: growth, share: share, shape: shape).value
    }
  }
}
