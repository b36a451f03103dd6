public import Lanes

/// Combines a number and a column.
///
/// - Precondition: the two columns are equally long.
public func combine(
  _ operation: ColumnOperation, _ a: Double, _ b: Span<Double>,
  into out: inout MutableSpan<Double>
) {
  precondition(b.count == out.count, "\(b.count) into \(out.count)")
  let (y, out) = (Column(reading: b), Column(writing: &out))
  switch operation {
  case .add: Sum.fill(out, a, y)
  case .subtract: Difference.fill(out, a, y)
  case .multiply: Product.fill(out, a, y)
  case .divide: Quotient.fill(out, a, y)
  case .smaller: Smaller.fill(out, a, y)
  case .larger: Larger.fill(out, a, y)
  case .less: Less.fill(out, a, y)
  case .lessOrEqual: LessOrEqual.fill(out, a, y)
  case .equal: Equal.fill(out, a, y)
  case .notEqual: NotEqual.fill(out, a, y)
  }
}

extension LaneOperation {
  // A loop is a function of its own, so that each is compiled once.
  @inline(never)
  fileprivate static func fill(_ out: Column, _ x: Double, _ y: Column) {
    let all = Doubles8(x)
    var i = 0
    while i &+ 8 <= out.count {
      out.store(of(all, y.vector(i)), i)
      i &+= 8
    }
    while i < out.count {
      out[i] = of(x, y[i])
      i &+= 1
    }
  }
}
