/// The formulas of a family told by where it stands: growth g, share ζ = L / ceiling, shape.
package protocol AnchoredForm: CurveForm {
  /// What a path needs at every step, computed once: up to three numbers.
  static func kernel(growth: Double, share: Double, shape: Double) -> SIMD4<Double>

  /// The factor y(t + τ) / y(t) from a kernel.
  static func factor(after elapsed: Double, _ kernel: SIMD4<Double>) -> Double

  /// log(y(t + τ) / y(t)) and its derivatives by g and ζ.
  static func logRatio(after elapsed: Double, growth: Double, share: Double, shape: Double)
    -> LogRatio

  /// The growth at the later of two points, from the ratio of the earlier value to the later one.
  static func growth(ratio: Double, over gap: Double, share: Double, shape: Double) -> Double

  /// The classical parameters, with dates counted from the anchor and the age of an origin.
  static func classical(ceiling: Double, growth: Double, share: Double, shape: Double)
    -> (lanes: SIMD4<Double>, age: Double)

  /// Factors of a whole column of paths.
  static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>)
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
  package static func fillFactors(
    after elapsed: Double, _ a: Span<Double>, _ b: Span<Double>, _ c: Span<Double>,
    into factors: inout MutableSpan<Double>
  ) {
    for i in factors.indices { factors[i] = factor(after: elapsed, [a[i], b[i], c[i], 0]) }
  }
}

extension CurveFamily {
  /// The anchored formulas, or `nil` for the families that are only fitted.
  package var anchored: (any AnchoredForm.Type)? { form as? any AnchoredForm.Type }
}
