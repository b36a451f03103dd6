internal import CVector
internal import Formulas
package import Lanes

extension CompiledLoops {
  package static func search(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>,
    memory: inout MutableSpan<Double>, lanes: inout CurveLanes, stepLimit: Double, busy: UInt32
  ) -> UInt32 {
    precondition(
      dates.count == values.count && dates.count & 7 == 0 && memory.count == 2 * dates.count,
      "\(dates.count) dates and \(values.count) values in rows of 8, \(memory.count) in memory")
    let (t, y, e) = (Column(reading: dates), Column(reading: values), Column(writing: &memory))
    return switch shape {
    case .logistic: LogisticShape.search(t, y, e, &lanes, stepLimit, busy)
    case .gompertz: GompertzShape.search(t, y, e, &lanes, stepLimit, busy)
    case .exponential: ExponentialShape.search(t, y, e, &lanes, stepLimit, busy)
    }
  }
}

/// A shape F with F′ and h = F″/F′.
private protocol Shape {
  /// Whether the midpoint is searched.
  static var hasMidpoint: Bool { get }

  /// The one or two exponentials that ``at(_:_:)`` needs, where −z is given.
  static func exponentials(_ x: Doubles8) -> (Doubles8, Doubles8)

  /// F, F′ and h from the exponentials.
  static func at(
    _ first: Doubles8, _ second: Doubles8
  ) -> (value: Doubles8, slope: Doubles8, bend: Doubles8)
}

/// F′ = F (1 − F), h = 1 − 2 F.
private enum LogisticShape: Shape {
  static var hasMidpoint: Bool { true }

  @inline(always)
  static func exponentials(_ x: Doubles8) -> (Doubles8, Doubles8) {
    let e = boundedExponential(x)
    return (e, 1 / (1 + e))
  }

  @inline(always)
  static func at(
    _ e: Doubles8, _ fraction: Doubles8
  ) -> (value: Doubles8, slope: Doubles8, bend: Doubles8) {
    let rest = fraction * e
    return (fraction, fraction * rest, rest - fraction)
  }
}

/// F′ = F e⁻ᶻ, h = e⁻ᶻ − 1.
private enum GompertzShape: Shape {
  static var hasMidpoint: Bool { true }

  @inline(always)
  static func exponentials(_ x: Doubles8) -> (Doubles8, Doubles8) {
    let e = boundedExponential(x)
    return (e, boundedExponential(-e))
  }

  @inline(always)
  static func at(
    _ e: Doubles8, _ fraction: Doubles8
  ) -> (value: Doubles8, slope: Doubles8, bend: Doubles8) {
    (fraction, fraction * e, e - 1)
  }
}

/// F′ = F, h = 1.
private enum ExponentialShape: Shape {
  static var hasMidpoint: Bool { false }

  @inline(always)
  static func exponentials(_ x: Doubles8) -> (Doubles8, Doubles8) {
    (0, boundedExponential(-x))
  }

  @inline(always)
  static func at(
    _ first: Doubles8, _ fraction: Doubles8
  ) -> (value: Doubles8, slope: Doubles8, bend: Doubles8) {
    (fraction, fraction, 1)
  }
}

extension Shape {
  @inline(never)
  fileprivate static func search(
    _ t: Column, _ y: Column, _ e: Column, _ lanes: inout CurveLanes, _ stepLimit: Double,
    _ busy: UInt32
  ) -> UInt32 {
    let limit = Doubles8(stepLimit)
    while true {
      fillExponentials(e, t, lanes.trial)
      let trial = sums(t, y, e, lanes.trial)
      advance(&lanes, trial, limit)
      let over = !(lanes.verdict == 0)
      if over.bits & busy != 0 { return over.bits & busy }
    }
  }

  /// The exponentials at some points, in a loop of their own: long chains of operations that do not
  /// depend on each other from date to date keep the processor busier than together with the sums.
  @inline(always)
  private static func fillExponentials(_ e: Column, _ t: Column, _ at: CurvePoints) {
    let (r, m) = (at.rate, at.midpoint)
    var i = 0
    while i &+ 8 <= t.count {
      let (first, second) = exponentials(r * (m - t.vector(i)))
      e.store(first, i &* 2)
      e.store(second, i &* 2 &+ 8)
      i &+= 8
    }
  }

  /// The sums at some points.
  @inline(always)
  private static func sums(
    _ t: Column, _ y: Column, _ e: Column, _ at: CurvePoints
  ) -> CurveSums {
    var sum = CurveSums()
    let (k, m) = (at.ceiling, at.midpoint)
    var i = 0
    while i &+ 8 <= t.count {
      let (s, p, h) = Self.at(e.vector(i &* 2), e.vector(i &* 2 &+ 8))
      let d = t.vector(i) - m
      let q = Doubles8.fma(-k, s, y.vector(i))
      let pd = p * d
      let ph = p * h * q
      let phd = ph * d
      sum.ss = Doubles8.fma(s, s, sum.ss)
      sum.spd = Doubles8.fma(s, pd, sum.spd)
      sum.ppdd = Doubles8.fma(pd, pd, sum.ppdd)
      sum.sq = Doubles8.fma(s, q, sum.sq)
      sum.pdq = Doubles8.fma(pd, q, sum.pdq)
      sum.qq = Doubles8.fma(q, q, sum.qq)
      sum.phddq = Doubles8.fma(phd, d, sum.phddq)
      if hasMidpoint {
        sum.sp = Doubles8.fma(s, p, sum.sp)
        sum.ppd = Doubles8.fma(p, pd, sum.ppd)
        sum.pp = Doubles8.fma(p, p, sum.pp)
        sum.pq = Doubles8.fma(p, q, sum.pq)
        sum.phq = sum.phq + ph
        sum.phdq = sum.phdq + phd
      }
      i &+= 8
    }
    return sum
  }

  /// Accepts or refuses the points tried and sets the next ones.
  @inline(always)
  private static func advance(
    _ lanes: inout CurveLanes, _ trial: CurveSums, _ stepLimit: Doubles8
  ) {
    // Rounding alone may raise the sum of squares near the minimum.
    let isAccepted = trial.qq <= lanes.sums.qq * (1 + 1e-12)
    let here = trial.chosen(isAccepted, lanes.sums)
    lanes.sums = here
    let point = lanes.trial.chosen(isAccepted, lanes.best)
    lanes.best = point
    let (k, r) = (point.ceiling, point.rate)

    let information = here.information(k, r, hasMidpoint: hasMidpoint)
    lanes.information = information
    let curvature = here.curvature(information, k, r, hasMidpoint: hasMidpoint)
    let exact = Factors(curvature)
    let isConvex = exact.areAbove(1e-10, information)
    let gradient = (here.sq, k * here.pdq, hasMidpoint ? -(k * r * here.pq) : 0)
    let newton = exact.solve(gradient)
    // What Newton's step would take off the sum of squares.
    let fall = newton.0 * gradient.0 + newton.1 * gradient.1 + newton.2 * gradient.2
    let isExact = isConvex & (fall < 0.1 * here.qq)
    // Damping below a hundredth hardly shortens a step that Gauss and Newton's matrix made too long;
    // in the narrow valleys where the exact Hessian holds less is enough.
    let least = Doubles8.choose(isExact, 1e-5, 0.01)
    let raised = lanes.damping * 8
    let damping = Doubles8.choose(
      isAccepted, lanes.damping * 0.1, Doubles8.choose(raised < least, least, raised))
    // Close by, Newton's method needs no damping.
    let isNear = isExact & (fall < 0.01 * here.qq) & isAccepted
    let factor = Doubles8.choose(isNear, 0, damping)
    let matrix = curvature.chosen(isExact, information)
    let step = Factors(matrix.damped(factor, information)).solve(gradient)
    // The step is still made, which squares what is left of the error.
    let isDone = isNear & (fall <= 1e-18 * here.qq)
    lanes.steps = lanes.steps + 1
    let isLost = !(here.qq < Doubles8(.infinity)) | (stepLimit < lanes.steps) | (1e9 < damping)
    lanes.verdict = Doubles8.choose(isDone, 1, Doubles8.choose(isLost, -1, 0))
    lanes.damping = factor
    lanes.trial.ceiling = k + step.0
    lanes.trial.rate = r + step.1
    lanes.trial.midpoint = point.midpoint + step.2
  }
}

extension CurvePoints {
  @inline(always)
  fileprivate func chosen(_ condition: Mask8, _ other: CurvePoints) -> CurvePoints {
    var result = self
    result.ceiling = Doubles8.choose(condition, ceiling, other.ceiling)
    result.rate = Doubles8.choose(condition, rate, other.rate)
    result.midpoint = Doubles8.choose(condition, midpoint, other.midpoint)
    return result
  }
}

extension CurveSums {
  @inline(always)
  fileprivate func chosen(_ condition: Mask8, _ other: CurveSums) -> CurveSums {
    var result = self
    result.ss = Doubles8.choose(condition, ss, other.ss)
    result.spd = Doubles8.choose(condition, spd, other.spd)
    result.sp = Doubles8.choose(condition, sp, other.sp)
    result.ppdd = Doubles8.choose(condition, ppdd, other.ppdd)
    result.ppd = Doubles8.choose(condition, ppd, other.ppd)
    result.pp = Doubles8.choose(condition, pp, other.pp)
    result.sq = Doubles8.choose(condition, sq, other.sq)
    result.pdq = Doubles8.choose(condition, pdq, other.pdq)
    result.pq = Doubles8.choose(condition, pq, other.pq)
    result.qq = Doubles8.choose(condition, qq, other.qq)
    result.phq = Doubles8.choose(condition, phq, other.phq)
    result.phdq = Doubles8.choose(condition, phdq, other.phdq)
    result.phddq = Doubles8.choose(condition, phddq, other.phddq)
    return result
  }

  /// JᵀJ, of the derivatives by ceiling, rate and midpoint.
  @inline(always)
  fileprivate func information(
    _ k: Doubles8, _ r: Doubles8, hasMidpoint: Bool
  ) -> CurveMatrices {
    let (kk, kr) = (k * k, k * r)
    return CurveMatrices(
      kk: ss, kr: k * spd, km: hasMidpoint ? -(kr * sp) : 0, rr: kk * ppdd,
      rm: hasMidpoint ? -(kk * r * ppd) : 0, mm: hasMidpoint ? kr * kr * pp : 1)
  }

  /// Half the Hessian of the sum of squares: JᵀJ less the residuals times the second derivatives of
  /// the curve.
  @inline(always)
  fileprivate func curvature(
    _ information: CurveMatrices, _ k: Doubles8, _ r: Doubles8, hasMidpoint: Bool
  ) -> CurveMatrices {
    CurveMatrices(
      kk: information.kk, kr: information.kr - pdq,
      km: hasMidpoint ? information.km + r * pq : 0, rr: information.rr - k * phddq,
      rm: hasMidpoint ? information.rm + k * (pq + r * phdq) : 0,
      mm: hasMidpoint ? information.mm - k * r * r * phq : 1)
  }
}

extension CurveMatrices {
  @inline(always)
  fileprivate func chosen(_ condition: Mask8, _ other: CurveMatrices) -> CurveMatrices {
    CurveMatrices(
      kk: Doubles8.choose(condition, kk, other.kk), kr: Doubles8.choose(condition, kr, other.kr),
      km: Doubles8.choose(condition, km, other.km), rr: Doubles8.choose(condition, rr, other.rr),
      rm: Doubles8.choose(condition, rm, other.rm), mm: Doubles8.choose(condition, mm, other.mm))
  }

  /// A + damping · diag B.
  @inline(always)
  fileprivate func damped(_ damping: Doubles8, _ scale: CurveMatrices) -> CurveMatrices {
    CurveMatrices(
      kk: kk + damping * scale.kk, kr: kr, km: km, rr: rr + damping * scale.rr, rm: rm,
      mm: mm + damping * scale.mm)
  }
}

/// The factors L D Lᵀ of eight matrices, and the inverses of D.
private struct Factors {
  let l10, l20, l21, d0, d1, d2, i0, i1, i2: Doubles8

  @inline(always)
  init(_ a: CurveMatrices) {
    d0 = a.kk
    i0 = 1 / a.kk
    l10 = a.kr * i0
    l20 = a.km * i0
    d1 = a.rr - l10 * a.kr
    i1 = 1 / d1
    let u = a.rm - l10 * a.km
    l21 = u * i1
    d2 = a.mm - l20 * a.km - l21 * u
    i2 = 1 / d2
  }

  /// Whether a matrix is safely positive definite, next to one that is.
  @inline(always)
  func areAbove(_ share: Doubles8, _ scale: CurveMatrices) -> Mask8 {
    (share * scale.kk < d0) & (share * scale.rr < d1) & (share * scale.mm < d2)
  }

  @inline(always)
  func solve(_ g: (Doubles8, Doubles8, Doubles8)) -> (Doubles8, Doubles8, Doubles8) {
    let y1 = g.1 - l10 * g.0
    let y2 = g.2 - l20 * g.0 - l21 * y1
    let x2 = y2 * i2
    let x1 = y1 * i1 - l21 * x2
    return (g.0 * i0 - l10 * x1 - l20 * x2, x1, x2)
  }
}

/// e to the power of numbers that are at most 700; below −700 as there.
///
/// At most 1.04 ulp from the true value.
@inline(always)
private func boundedExponential(_ exponent: Doubles8) -> Doubles8 {
  let below = Doubles8.choose(700 < exponent, 700, exponent)
  let x = Doubles8.choose(below < -700, -700, below)
  let e = Formula.ReducedExponential(x)
  return Doubles8.fma(e.excess, e.scale, e.scale)
}
