internal import SpecialFunctions

/// Numbers that a formula of a curve can be written for: `Double`, or nodes of an expression graph.
///
/// So what a path needs of a curve once, before the run or in it, is stated once. The columns of a run
/// have their own loops.
package protocol Arithmetic: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int64 {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// eˣ.
  static func exp(_ x: Self) -> Self
  /// The natural logarithm.
  static func log(_ x: Self) -> Self
  /// log(1 + x).
  static func log1p(_ x: Self) -> Self
  /// 2ˣ − 1.
  static func exp2m1(_ x: Self) -> Self
  /// 1 / (1 + e⁻ˣ).
  static func logistic(_ x: Self) -> Self
  /// x to the power y.
  static func power(_ x: Self, _ y: Self) -> Self
}

extension Arithmetic {
  /// log 2, by which curves find the date of half of their ceiling.
  package static var log2: Self { 0.693_147_180_559_945_309_4 }
}

extension Double: Arithmetic {
  package static func exp(_ x: Double) -> Double { Elementary.exp(x) }
  package static func log(_ x: Double) -> Double { Elementary.log(x) }
  package static func log1p(_ x: Double) -> Double { Elementary.log1p(x) }
  package static func exp2m1(_ x: Double) -> Double { Elementary.expm1(log2 * x) }
  package static func logistic(_ x: Double) -> Double { Elementary.logistic(x) }
  package static func power(_ x: Double, _ y: Double) -> Double { Elementary.pow(x, y) }
}
