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
