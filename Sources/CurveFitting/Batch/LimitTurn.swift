internal import SpecialFunctions

/// Where a logistic curve begins to bend away from the exponential one to which it tends.
///
/// In the parameters A = K e⁻ʳᵐ, r and κ = 1/K the curve is A eʳᵗ / (1 + κ A eʳᵗ): smooth at κ = 0,
/// where it is exponential. There the derivatives are those of the exponential curve and −(A eʳᵗ)² by
/// κ, so that one step of Gauss and Newton's method from the best exponential curve tells where the
/// floor of its valley leads.
struct LimitTurn {
  /// Ceiling, rate and midpoint after the step; `nil` where it leads nowhere.
  private(set) var start: SIMD4<Double>?

  /// - Parameters:
  ///   - limit: the best exponential curve.
  ///   - dates: the dates of the series.
  ///   - shift: the date from which they count.
  ///   - values: what was observed.
  init(_ limit: LaneSearch.End, _ dates: [Double], from shift: Double, _ values: [Double]) {
    let (a, r) = (limit.ceiling, limit.rate)
    var matrix = SymmetricThree(kk: 0, kr: 0, km: 0, rr: 0, rm: 0, mm: 0)
    var pull = (0.0, 0.0, 0.0)
    for i in dates.indices {
      let t = dates[i] - shift
      let level = a * Elementary.exp(r * t)
      // Derivatives by log A, r and κ.
      let (byRate, byBend, rest) = (level * t, -level * level, values[i] - level)
      matrix.kk += level * level
      matrix.kr += level * byRate
      matrix.km += level * byBend
      matrix.rr += byRate * byRate
      matrix.rm += byRate * byBend
      matrix.mm += byBend * byBend
      pull.0 += level * rest
      pull.1 += byRate * rest
      pull.2 += byBend * rest
    }
    let f = matrix.factors
    let y1 = pull.1 - f.l10 * pull.0
    let bend = (pull.2 - f.l20 * pull.0 - f.l21 * y1) / f.d2
    let turn = y1 / f.d1 - f.l21 * bend
    let rise = pull.0 / f.d0 - f.l10 * turn - f.l20 * bend
    let (rate, level) = (r + turn, a * Elementary.exp(rise))
    guard bend > 0, bend.isFinite, rate * r > 0, rate.isFinite, level > 0, level.isFinite else {
      return
    }
    start = [1 / bend, rate, -Elementary.log(level * bend) / rate, 0]
  }
}
