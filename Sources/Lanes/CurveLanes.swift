/// The shape F of a curve K F(r (t − m)).
public enum CurveShape: Sendable {
  /// 1 / (1 + e⁻ᶻ).
  case logistic
  /// exp(−e⁻ᶻ).
  case gompertz
  /// eᶻ; the midpoint only scales it and is not searched.
  case exponential
}

/// Ceiling, rate and midpoint of eight curves.
public struct CurvePoints {
  /// K.
  public var ceiling = Doubles8(0)
  /// r.
  public var rate = Doubles8(0)
  /// m.
  public var midpoint = Doubles8(0)

  /// Nothing but zeros.
  public init() {}
}

/// Sums over the points of eight series, from which the gradient and the curvature of their sums of
/// squares follow.
///
/// With s = F, p = F′, h = F″/F′, d = t − m and the residual q = y − K s.
public struct CurveSums {
  /// Σ s².
  public var ss: Doubles8
  /// Σ s p d.
  public var spd: Doubles8
  /// Σ s p.
  public var sp: Doubles8
  /// Σ p² d².
  public var ppdd: Doubles8
  /// Σ p² d.
  public var ppd: Doubles8
  /// Σ p².
  public var pp: Doubles8
  /// Σ s q.
  public var sq: Doubles8
  /// Σ p d q.
  public var pdq: Doubles8
  /// Σ p q.
  public var pq: Doubles8
  /// Σ q².
  public var qq: Doubles8
  /// Σ p h q.
  public var phq: Doubles8
  /// Σ p h d q.
  public var phdq: Doubles8
  /// Σ p h d² q.
  public var phddq: Doubles8

  /// Nothing but zeros.
  @inlinable @inline(always)
  public init() {
    let zero = Doubles8(0)
    ss = zero
    spd = zero
    sp = zero
    ppdd = zero
    ppd = zero
    pp = zero
    sq = zero
    pdq = zero
    pq = zero
    qq = zero
    phq = zero
    phdq = zero
    phddq = zero
  }
}

/// Eight symmetric 3 by 3 matrices in the order of ceiling, rate and midpoint.
public struct CurveMatrices {
  /// The elements.
  public var kk, kr, km, rr, rm, mm: Doubles8

  /// Matrices of these elements.
  @inlinable @inline(always)
  public init(
    kk: Doubles8, kr: Doubles8, km: Doubles8, rr: Doubles8, rm: Doubles8, mm: Doubles8
  ) {
    self.kk = kk
    self.kr = kr
    self.km = km
    self.rr = rr
    self.rm = rm
    self.mm = mm
  }

  /// Nothing but zeros.
  public init() { self.init(kk: 0, kr: 0, km: 0, rr: 0, rm: 0, mm: 0) }
}

/// Eight searches for the least sum of squares of a curve, side by side.
public struct CurveLanes {
  /// The points tried next; where a search has converged, its end.
  public var trial = CurvePoints()
  /// The points accepted last.
  public var best = CurvePoints()
  /// The sums at the points accepted last.
  public var sums = CurveSums()
  /// JᵀJ at the points accepted last.
  public var information = CurveMatrices()
  /// Marquardt's damping.
  public var damping = Doubles8(0)
  /// How many points were tried.
  public var steps = Doubles8(0)
  /// 0 while a search goes on, 1 when it converged, −1 when it failed.
  public var verdict = Doubles8(0)

  /// Searches that have not begun.
  public init() {}

  /// Begins a search in a lane.
  public mutating func start(_ lane: Int, ceiling: Double, rate: Double, midpoint: Double) {
    trial.ceiling[lane] = ceiling
    trial.rate[lane] = rate
    trial.midpoint[lane] = midpoint
    sums.qq[lane] = .infinity
    damping[lane] = 1e-3
    steps[lane] = 0
  }
}

extension Doubles8 {
  /// The number of one lane.
  public subscript(lane: Int) -> Double {
    get { vector[lane] }
    set { vector[lane] = newValue }
  }
}
