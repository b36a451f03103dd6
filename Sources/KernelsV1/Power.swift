internal import Lanes
internal import SpecialFunctions

/// Raises every number of a column to a power of its own.
///
/// - Precondition: the two columns are equally long.
public func raise(_ column: inout MutableSpan<Double>, to exponents: Span<Double>) {
  precondition(
    column.count == exponents.count, "\(column.count) bases, \(exponents.count) exponents")
  let (x, y) = (Column(writing: &column), Column(reading: exponents))
  var i = 0
  while i &+ 8 <= x.count {
    let (base, exponent) = (x.vector(i), y.vector(i))
    let isOrdinary = Elementary.hasOrdinaryPower(base, exponent)
    if isOrdinary.bits == 0xFF {
      x.store(Elementary.powerOfPositive(base, exponent), i)
    } else {
      for k in i..<(i &+ 8) { x[k] = Elementary.pow(x[k], y[k]) }
    }
    i &+= 8
  }
  while i < x.count {
    x[i] = Elementary.pow(x[i], y[i])
    i &+= 1
  }
}

/// Raises every number of a column to the same power.
public func raise(_ column: inout MutableSpan<Double>, to exponent: Double) {
  let x = Column(writing: &column)
  let y = Doubles8(exponent)
  var i = 0
  while i &+ 8 <= x.count {
    let base = x.vector(i)
    if Elementary.hasOrdinaryPower(base, y).bits == 0xFF {
      x.store(Elementary.powerOfPositive(base, y), i)
    } else {
      for k in i..<(i &+ 8) { x[k] = Elementary.pow(x[k], exponent) }
    }
    i &+= 8
  }
  while i < x.count {
    x[i] = Elementary.pow(x[i], exponent)
    i &+= 1
  }
}
