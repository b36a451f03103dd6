public import Lanes

/// Combines two columns.
///
/// - Precondition: all three are equally long.
public func combine(
  _ operation: ColumnOperation, _ a: Span<Double>, _ b: Span<Double>,
  into out: inout MutableSpan<Double>
) {
  precondition(
    a.count == out.count && b.count == out.count, "\(a.count), \(b.count) into \(out.count)")
  let (x, y) = (Column(reading: a), Column(reading: b))
  combine(operation, Operands.columns(x, y), Column(writing: &out))
}

/// Combines a column and a number.
///
/// - Precondition: the two columns are equally long.
public func combine(
  _ operation: ColumnOperation, _ a: Span<Double>, _ b: Double,
  into out: inout MutableSpan<Double>
) {
  precondition(a.count == out.count, "\(a.count) into \(out.count)")
  combine(operation, Operands.columnAndNumber(Column(reading: a), b), Column(writing: &out))
}

/// Combines a number and a column.
///
/// - Precondition: the two columns are equally long.
public func combine(
  _ operation: ColumnOperation, _ a: Double, _ b: Span<Double>,
  into out: inout MutableSpan<Double>
) {
  precondition(b.count == out.count, "\(b.count) into \(out.count)")
  combine(operation, Operands.numberAndColumn(a, Column(reading: b)), Column(writing: &out))
}

private enum Operands {
  case columns(Column, Column)
  case columnAndNumber(Column, Double)
  case numberAndColumn(Double, Column)
}

private func combine(_ operation: ColumnOperation, _ operands: Operands, _ out: Column) {
  switch operation {
  case .add: Sum.fill(out, operands)
  case .subtract: Difference.fill(out, operands)
  case .multiply: Product.fill(out, operands)
  case .divide: Quotient.fill(out, operands)
  case .smaller: Smaller.fill(out, operands)
  case .larger: Larger.fill(out, operands)
  case .less: Less.fill(out, operands)
  case .lessOrEqual: LessOrEqual.fill(out, operands)
  case .equal: Equal.fill(out, operands)
  case .notEqual: NotEqual.fill(out, operands)
  }
}

extension LaneOperation {
  @inline(never)
  fileprivate static func fill(_ out: Column, _ operands: Operands) {
    var i = 0
    switch operands {
    case .columns(let x, let y):
      while i &+ 8 <= out.count {
        out.store(of(x.vector(i), y.vector(i)), i)
        i &+= 8
      }
      while i < out.count {
        out[i] = of(x[i], y[i])
        i &+= 1
      }
    case .columnAndNumber(let x, let y):
      while i &+ 8 <= out.count {
        out.store(of(x.vector(i), Doubles8(y)), i)
        i &+= 8
      }
      while i < out.count {
        out[i] = of(x[i], y)
        i &+= 1
      }
    case .numberAndColumn(let x, let y):
      while i &+ 8 <= out.count {
        out.store(of(Doubles8(x), y.vector(i)), i)
        i &+= 8
      }
      while i < out.count {
        out[i] = of(x, y[i])
        i &+= 1
      }
    }
  }
}
