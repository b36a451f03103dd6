/// How many series one pass works on side by side.
let laneCount = 16

/// One number for each of the series that are worked on side by side.
typealias Lanes = InlineArray<16, Double>

/// Sums over the points of each series, from which the gradient and the curvature of its sum of
/// squares follow.
///
/// With s = F, p = F′, h = F″/F′, d = t − m and the residual q = y − K s.
struct LaneSums {
  var ss = Lanes(repeating: 0)
  var spd = Lanes(repeating: 0)
  var sp = Lanes(repeating: 0)
  var ppdd = Lanes(repeating: 0)
  var ppd = Lanes(repeating: 0)
  var pp = Lanes(repeating: 0)
  var sq = Lanes(repeating: 0)
  var pdq = Lanes(repeating: 0)
  var pq = Lanes(repeating: 0)
  var qq = Lanes(repeating: 0)
  var phq = Lanes(repeating: 0)
  var phdq = Lanes(repeating: 0)
  var phddq = Lanes(repeating: 0)

  /// The sums of one series.
  subscript(lane: Int) -> Sums {
    @inline(__always) get {
      Sums(
        ss: ss[lane], spd: spd[lane], sp: sp[lane], ppdd: ppdd[lane], ppd: ppd[lane], pp: pp[lane],
        sq: sq[lane], pdq: pdq[lane], pq: pq[lane], qq: qq[lane], phq: phq[lane],
        phdq: phdq[lane], phddq: phddq[lane])
    }
    @inline(__always) set {
      ss[lane] = newValue.ss
      spd[lane] = newValue.spd
      sp[lane] = newValue.sp
      ppdd[lane] = newValue.ppdd
      ppd[lane] = newValue.ppd
      pp[lane] = newValue.pp
      sq[lane] = newValue.sq
      pdq[lane] = newValue.pdq
      pq[lane] = newValue.pq
      qq[lane] = newValue.qq
      phq[lane] = newValue.phq
      phdq[lane] = newValue.phdq
      phddq[lane] = newValue.phddq
    }
  }

  /// The sums of one series.
  struct Sums {
    var ss, spd, sp, ppdd, ppd, pp, sq, pdq, pq, qq, phq, phdq, phddq: Double
  }
}

/// A symmetric 3 by 3 matrix in the order of ceiling, rate and midpoint.
struct SymmetricThree: Hashable {
  var kk, kr, km, rr, rm, mm: Double

  /// The factors L D Lᵀ.
  @inline(__always)
  var factors: (l10: Double, l20: Double, l21: Double, d0: Double, d1: Double, d2: Double) {
    let l10 = kr / kk
    let l20 = km / kk
    let d1 = rr - l10 * kr
    let u12 = rm - l10 * km
    let l21 = u12 / d1
    return (l10, l20, l21, kk, d1, mm - l20 * km - l21 * u12)
  }

  func scaled(by factor: Double) -> SymmetricThree {
    SymmetricThree(
      kk: kk * factor, kr: kr * factor, km: km * factor, rr: rr * factor, rm: rm * factor,
      mm: mm * factor)
  }

  /// The inverse.
  var inverse: SymmetricThree {
    let f = factors
    // L⁻¹ has −l10, l10 l21 − l20 and −l21 below its diagonal.
    let corner = f.l10 * f.l21 - f.l20
    let (i0, i1, i2) = (1 / f.d0, 1 / f.d1, 1 / f.d2)
    return SymmetricThree(
      kk: i0 + f.l10 * f.l10 * i1 + corner * corner * i2,
      kr: -f.l10 * i1 - corner * f.l21 * i2, km: corner * i2,
      rr: i1 + f.l21 * f.l21 * i2, rm: -f.l21 * i2, mm: i2)
  }
}

extension LaneSums.Sums {
  /// JᵀJ, of the derivatives by ceiling, rate and midpoint.
  @inline(__always)
  func information(ceiling k: Double, rate r: Double, hasMidpoint: Bool) -> SymmetricThree {
    SymmetricThree(
      kk: ss, kr: k * spd, km: hasMidpoint ? -k * r * sp : 0, rr: k * k * ppdd,
      rm: hasMidpoint ? -k * k * r * ppd : 0, mm: hasMidpoint ? k * k * r * r * pp : 1)
  }

  /// Half the Hessian of the sum of squares: ``information(ceiling:rate:hasMidpoint:)`` less the
  /// residuals times the second derivatives of the curve.
  @inline(__always)
  func curvature(
    _ information: SymmetricThree, ceiling k: Double, rate r: Double, hasMidpoint: Bool
  ) -> SymmetricThree {
    SymmetricThree(
      kk: information.kk, kr: information.kr - pdq,
      km: hasMidpoint ? information.km + r * pq : 0, rr: information.rr - k * phddq,
      rm: hasMidpoint ? information.rm + k * (pq + r * phdq) : 0,
      mm: hasMidpoint ? information.mm - k * r * r * phq : 1)
  }
}
