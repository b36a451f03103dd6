import SpecialFunctions

/// Operations on whole columns: one choice per column, straight-line arithmetic below it.
enum Columns {
  static func fill(_ out: inout MutableSpan<Double>, with value: Double, _ count: Int) {
    precondition(count <= out.count, "\(count) values into a column of \(out.count)")
    for i in 0..<count { out[i] = value }
  }

  static func copy(_ a: [Double], to out: inout MutableSpan<Double>, _ count: Int) {
    precondition(count <= out.count && count <= a.count, "\(count) values of \(a.count)")
    let a = a.span
    for i in 0..<count { out[i] = a[i] }
  }

  // MARK: Functions of one value

  static func apply(
    _ operation: UnaryOperation, to a: [Double], into out: inout MutableSpan<Double>,
    _ count: Int
  ) {
    switch operation {
    case .negate: map(Negation.self, a, &out, count)
    case .sqrt: map(Root.self, a, &out, count)
    case .abs: map(Magnitude.self, a, &out, count)
    case .floor: map(Floor.self, a, &out, count)
    case .ceil: map(Ceiling.self, a, &out, count)
    case .round: map(Rounding.self, a, &out, count)
    case .reciprocal: map(Reciprocal.self, a, &out, count)
    case .exp:
      copy(a, to: &out, count)
      Elementary.exp(&out)
    case .log:
      copy(a, to: &out, count)
      Elementary.log(&out)
    case .log10: for i in 0..<count { out[i] = Elementary.log10(a[i]) }
    case .sin: for i in 0..<count { out[i] = Elementary.sin(a[i]) }
    case .cos: for i in 0..<count { out[i] = Elementary.cos(a[i]) }
    case .tan: for i in 0..<count { out[i] = Elementary.tan(a[i]) }
    case .atan: for i in 0..<count { out[i] = Elementary.atan(a[i]) }
    }
  }

  private static func map<F: ElementwiseFunction>(
    _: F.Type, _ a: [Double], _ out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(count <= out.count && count <= a.count, "\(count) values of \(a.count)")
    let a = a.span
    for i in 0..<count { out[i] = F.of(a[i]) }
  }

  static func look(
    up a: [Double], in table: RowTable, into out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(count <= out.count && count <= a.count, "\(count) values of \(a.count)")
    for i in 0..<count { out[i] = table.value(at: a[i]) }
  }

  // MARK: Operations on two values

  static func apply(
    _ operation: BinaryOperation, _ a: [Double], _ b: [Double],
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    switch operation {
    case .add: combine(Sum.self, a, b, &out, count)
    case .subtract: combine(Difference.self, a, b, &out, count)
    case .multiply: combine(Product.self, a, b, &out, count)
    case .divide: combine(Quotient.self, a, b, &out, count)
    case .min: combine(Smaller.self, a, b, &out, count)
    case .max: combine(Larger.self, a, b, &out, count)
    case .less: combine(Less.self, a, b, &out, count)
    case .lessOrEqual: combine(LessOrEqual.self, a, b, &out, count)
    case .equal: combine(Equal.self, a, b, &out, count)
    case .notEqual: combine(NotEqual.self, a, b, &out, count)
    case .power:
      copy(a, to: &out, count)
      Elementary.pow(&out, exponents: b.span)
    }
  }

  static func apply(
    _ operation: BinaryOperation, _ a: [Double], _ b: Double,
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    switch operation {
    case .add: combine(Sum.self, a, b, &out, count)
    case .subtract: combine(Difference.self, a, b, &out, count)
    case .multiply: combine(Product.self, a, b, &out, count)
    case .divide: combine(Quotient.self, a, b, &out, count)
    case .min: combine(Smaller.self, a, b, &out, count)
    case .max: combine(Larger.self, a, b, &out, count)
    case .less: combine(Less.self, a, b, &out, count)
    case .lessOrEqual: combine(LessOrEqual.self, a, b, &out, count)
    case .equal: combine(Equal.self, a, b, &out, count)
    case .notEqual: combine(NotEqual.self, a, b, &out, count)
    case .power:
      copy(a, to: &out, count)
      Elementary.pow(&out, exponent: b)
    }
  }

  static func apply(
    _ operation: BinaryOperation, _ a: Double, _ b: [Double],
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    switch operation {
    case .add: combine(Sum.self, a, b, &out, count)
    case .subtract: combine(Difference.self, a, b, &out, count)
    case .multiply: combine(Product.self, a, b, &out, count)
    case .divide: combine(Quotient.self, a, b, &out, count)
    case .min: combine(Smaller.self, a, b, &out, count)
    case .max: combine(Larger.self, a, b, &out, count)
    case .less: combine(Less.self, a, b, &out, count)
    case .lessOrEqual: combine(LessOrEqual.self, a, b, &out, count)
    case .equal: combine(Equal.self, a, b, &out, count)
    case .notEqual: combine(NotEqual.self, a, b, &out, count)
    case .power:
      fill(&out, with: a, count)
      Elementary.pow(&out, exponents: b.span)
    }
  }

  private static func combine<O: ElementwiseOperation>(
    _: O.Type, _ a: [Double], _ b: [Double], _ out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(
      count <= out.count && count <= a.count && count <= b.count, "\(count) values of \(a.count)")
    let (a, b) = (a.span, b.span)
    for i in 0..<count { out[i] = O.of(a[i], b[i]) }
  }

  private static func combine<O: ElementwiseOperation>(
    _: O.Type, _ a: [Double], _ b: Double, _ out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(count <= out.count && count <= a.count, "\(count) values of \(a.count)")
    let a = a.span
    for i in 0..<count { out[i] = O.of(a[i], b) }
  }

  private static func combine<O: ElementwiseOperation>(
    _: O.Type, _ a: Double, _ b: [Double], _ out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(count <= out.count && count <= b.count, "\(count) values of \(b.count)")
    let b = b.span
    for i in 0..<count { out[i] = O.of(a, b[i]) }
  }

  // MARK: Choice

  static func select(
    _ mask: [Double], _ a: [Double], _ b: [Double],
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    precondition(
      count <= out.count && count <= mask.count && count <= a.count && count <= b.count,
      "\(count) values of \(mask.count)")
    let (mask, a, b) = (mask.span, a.span, b.span)
    for i in 0..<count { out[i] = mask[i] != 0 ? a[i] : b[i] }
  }

  static func select(
    _ mask: [Double], _ a: [Double], _ b: Double, into out: inout MutableSpan<Double>,
    _ count: Int
  ) {
    precondition(
      count <= out.count && count <= mask.count && count <= a.count,
      "\(count) values of \(mask.count)")
    let (mask, a) = (mask.span, a.span)
    for i in 0..<count { out[i] = mask[i] != 0 ? a[i] : b }
  }

  static func select(
    _ mask: [Double], _ a: Double, _ b: [Double], into out: inout MutableSpan<Double>,
    _ count: Int
  ) {
    precondition(
      count <= out.count && count <= mask.count && count <= b.count,
      "\(count) values of \(mask.count)")
    let (mask, b) = (mask.span, b.span)
    for i in 0..<count { out[i] = mask[i] != 0 ? a : b[i] }
  }

  static func select(
    _ mask: [Double], _ a: Double, _ b: Double, into out: inout MutableSpan<Double>,
    _ count: Int
  ) {
    precondition(
      count <= out.count && count <= mask.count,
      "\(count) values of \(mask.count)")
    let mask = mask.span
    for i in 0..<count { out[i] = mask[i] != 0 ? a : b }
  }
}
