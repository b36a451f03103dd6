internal import CVector
package import Lanes

extension CompiledLoops {
  package static func findBins(_ column: Span<Double>, _ bins: inout MutableSpan<Int>)
    -> ColumnExtent
  {
    precondition(column.count <= bins.count, "\(column.count) numbers for \(bins.count) bins")
    let x = Column(reading: column)
    let out = Integers(writing: &bins)
    var smallest = Doubles8(Double.infinity)
    var largest = Doubles8(-Double.infinity)
    var isFinite = Doubles8(0) == Doubles8(0)
    var isIntegral = isFinite
    var i = 0
    while i &+ 8 <= x.count {
      let number = x.vector(i)
      smallest = Doubles8.choose(number < smallest, number, smallest)
      largest = Doubles8.choose(largest < number, number, largest)
      let size = number.magnitudes
      isFinite = isFinite & (size < Doubles8(Double.infinity))
      isIntegral = isIntegral & isInteger(size)
      out.store(OctaveBins.number(of: number), i)
      i &+= 8
    }
    var extent = ColumnExtent(
      smallest: smallest.reduced { b, a in b < a ? b : a },
      largest: largest.reduced { b, a in a < b ? b : a },
      isFinite: isFinite.bits == 0xFF, isIntegral: isIntegral.bits == 0xFF)
    while i < x.count {
      let number = x[i]
      extent.smallest = number < extent.smallest ? number : extent.smallest
      extent.largest = extent.largest < number ? number : extent.largest
      extent.isFinite = extent.isFinite && number.isFinite
      extent.isIntegral = extent.isIntegral && isInteger(number.magnitude)
      out[i] = Int(bitPattern: UInt(OctaveBins.number(of: number)))
      i &+= 1
    }
    return extent
  }

  package static func sums(_ column: Span<Double>, about center: Double) -> (
    first: Double, second: Double
  ) {
    let x = Column(reading: column)
    var (first, second) = (Doubles8(0), Doubles8(0))
    let middle = Doubles8(center)
    var i = 0
    while i &+ 8 <= x.count {
      let deviation = x.vector(i) - middle
      first = first + deviation
      second = second + deviation * deviation
      i &+= 8
    }
    if i < x.count {
      var rest = InlineArray<8, Double>(repeating: center)
      for k in i..<x.count { rest[k &- i] = x[k] }
      var span = rest.mutableSpan
      let deviation = Column(writing: &span).vector(0) - middle
      first = first + deviation
      second = second + deviation * deviation
    }
    return (wm_sum(first.vector), wm_sum(second.vector))
  }

  package static func sum(_ column: Span<Double>) -> Double {
    let x = Column(reading: column)
    var total = Doubles8(0)
    var i = 0
    while i &+ 8 <= x.count {
      total = total + x.vector(i)
      i &+= 8
    }
    if i < x.count {
      var rest = InlineArray<8, Double>(repeating: 0)
      for k in i..<x.count { rest[k &- i] = x[k] }
      var span = rest.mutableSpan
      total = total + Column(writing: &span).vector(0)
    }
    return wm_sum(total.vector)
  }

  package static func copy(_ column: Span<Double>, into out: inout MutableSpan<Double>) {
    precondition(column.count <= out.count, "\(column.count) numbers into \(out.count)")
    let (x, y) = (Column(reading: column), Column(writing: &out))
    var i = 0
    while i &+ 8 <= x.count {
      y.store(x.vector(i), i)
      i &+= 8
    }
    while i < x.count {
      y[i] = x[i]
      i &+= 1
    }
  }
}

/// Whether numbers without sign are integers.
@inline(always)
private func isInteger<V: Lanes>(_ size: V) -> V.Mask {
  let small = V.choose(size < 0x1p52, size, 0)
  return (small + 0x1p52) - 0x1p52 == small
}
