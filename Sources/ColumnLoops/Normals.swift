internal import CVector
internal import Formulas
internal import Lanes
internal import SpecialFunctions

extension CompiledLoops {
  package static func replaceByNormals(_ column: inout MutableSpan<Double>) {
    let u = Column(writing: &column)
    var start = u.count / 8 &* 8
    replaceVectorsByNormals(u, from: 0, to: start)
    while start < u.count {
      u[start] = StandardNormal.quantile(u[start])
      start &+= 1
    }
  }
}

/// A whole number of vectors.
func replaceVectorsByNormals(_ u: Column, from start: Int, to end: Int) {
  var chunk = start
  while chunk < end {
    replaceChunk(u, from: chunk, to: min(chunk &+ 128, end), by: NormalForm.self)
    chunk &+= 128
  }
}

/// A quantile that has one formula in the middle and another one outside.
protocol QuantileForm {
  /// How far from ½ the formula of the middle holds.
  static var halfWidth: Double { get }
  /// An argument outside.
  static var anyOuter: Double { get }
  /// How far arguments are from ½.
  static func centered(_ u: Doubles8) -> Doubles8
  /// The quantile in the middle, by how far the argument is from ½.
  static func central(_ q: Doubles8) -> Doubles8
  /// Replaces eight arguments outside by their quantiles.
  static func replaceOuter(_ tails: Column, _ k: Int)
}

private enum NormalForm: QuantileForm {
  static var halfWidth: Double { Formula.centralHalfWidth }
  static var anyOuter: Double { 0.05 }
  @inline(always) static func centered(_ u: Doubles8) -> Doubles8 { u - 0.5 }
  @inline(always) static func central(_ q: Doubles8) -> Doubles8 { Formula.centralQuantile(q) }
  @inline(always) static func replaceOuter(_ tails: Column, _ k: Int) {
    let p = tails.vector(k)
    let isLower = p < 0.5
    let smaller = Doubles8.choose(isLower, p, 1 - p)
    let size = (-Formula.logarithm(smaller)).squareRoots
    let ratio = Formula.tailRatio(size - 1.6)
    if (size <= 5).isEverywhere {
      tails.store(Doubles8.choose(isLower, -ratio, ratio), k)
    } else {
      // Probabilities below 10⁻¹¹ of either end, and what is no probability.
      for lane in k..<(k &+ 8) { tails[lane] = StandardNormal.quantile(tails[lane]) }
    }
  }
}

/// A whole number of vectors, at most 128 numbers: a byte tells a place.
///
/// The formula of the middle is evaluated for all; what lies outside is collected and evaluated together.
func replaceChunk<F: QuantileForm>(
  _ u: Column, from start: Int, to end: Int, by form: F.Type
) {
  var placeStorage = InlineArray<136, UInt8>(repeating: 0)
  var tailStorage = InlineArray<128, Double>(repeating: F.anyOuter)
  var placeSpan = placeStorage.mutableSpan
  var tailSpan = tailStorage.mutableSpan
  let tailPlaces = Places(writing: &placeSpan)
  let tails = Column(writing: &tailSpan)

  var count = 0
  var i = start
  while i < end {
    let isTail = !(F.centered(u.vector(i)).magnitudes <= Doubles8(F.halfWidth))
    let bits = isTail.bits
    // The place in the chunk is added to all eight bytes at once; none exceeds 255.
    let offset = UInt64(i &- start) &* 0x0101_0101_0101_0101
    tailPlaces.store(wm_places(bits) &+ offset, at: count)
    count &+= bits.nonzeroBitCount
    i &+= 8
  }
  for k in 0..<count { tails[k] = u[start &+ tailPlaces[k]] }
  i = start
  while i < end {
    u.store(F.central(F.centered(u.vector(i))), i)
    i &+= 8
  }
  var k = 0
  while k < count {
    F.replaceOuter(tails, k)
    k &+= 8
  }
  for k in 0..<count { u[start &+ tailPlaces[k]] = tails[k] }
}
