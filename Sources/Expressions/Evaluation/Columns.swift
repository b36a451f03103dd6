internal import Kernels
internal import Lanes
internal import SpecialFunctions

/// Operations on whole columns: one choice per column, straight-line arithmetic below it.
///
/// All columns are as long as the block can be; what lies behind the paths in use has no meaning.
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
    if let function = operation.columnFunction {
      Vectors.apply(function, a.span, into: &out)
    } else {
      for i in 0..<count { out[i] = operation.value(a[i]) }
    }
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
    if let plain = operation.columnOperation {
      Vectors.combine(
        plain, a.span, b.span, into: &out)
    } else {
      copy(a, to: &out, count)
      Elementary.pow(&out, exponents: b.span)
    }
  }

  static func apply(
    _ operation: BinaryOperation, _ a: [Double], _ b: Double,
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    if let plain = operation.columnOperation {
      Vectors.combine(plain, a.span, b, into: &out)
    } else {
      copy(a, to: &out, count)
      Elementary.pow(&out, exponent: b)
    }
  }

  static func apply(
    _ operation: BinaryOperation, _ a: Double, _ b: [Double],
    into out: inout MutableSpan<Double>, _ count: Int
  ) {
    if let plain = operation.columnOperation {
      Vectors.combine(plain, a, b.span, into: &out)
    } else {
      fill(&out, with: a, count)
      Elementary.pow(&out, exponents: b.span)
    }
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

extension UnaryOperation {
  /// The loop that does it; nil where it is done one by one.
  fileprivate var columnFunction: ColumnFunction? {
    switch self {
    case .negate: .negate
    case .exp: .exp
    case .log: .log
    case .sqrt: .squareRoot
    case .abs: .magnitude
    case .floor: .floor
    case .ceil: .ceiling
    case .reciprocal: .reciprocal
    case .log10, .sin, .cos, .tan, .atan, .round: nil
    }
  }
}

extension BinaryOperation {
  /// The loop that does it; nil for powers.
  fileprivate var columnOperation: ColumnOperation? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .min: .smaller
    case .max: .larger
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .power: nil
    }
  }
}
