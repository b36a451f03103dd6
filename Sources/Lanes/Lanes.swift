public import CVector

/// Numbers side by side, computed with as one: eight in a vector, or a single `Double`.
///
/// A formula that is written for any `Lanes` serves the loops over columns, where it becomes vector
/// instructions, and single numbers, with the same bits: every operation rounds each lane as IEEE 754
/// asks, and none fuses a multiplication and an addition unless it is written as ``fma(_:_:_:)``.
public protocol Lanes: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
where FloatLiteralType == Double, IntegerLiteralType == Int64 {
  /// The bit patterns.
  associatedtype Words: LaneWords
  /// For each lane whether a comparison holds.
  associatedtype Mask: LaneMask

  /// The same number in every lane.
  init(_ value: Double)
  /// The numbers of the bit patterns.
  init(bits: Words)
  /// The bit patterns of the numbers.
  var bits: Words { get }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  static func < (a: Self, b: Self) -> Mask
  static func <= (a: Self, b: Self) -> Mask
  static func == (a: Self, b: Self) -> Mask

  /// a b + c, rounded once.
  ///
  /// It has one result everywhere. Processors from before 2013 make it of some fifty other operations.
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self

  /// The square roots.
  var squareRoots: Self { get }
  /// The numbers without their signs.
  var magnitudes: Self { get }
  /// The first number where a condition holds, the second elsewhere.
  static func choose(_ condition: Mask, _ a: Self, _ b: Self) -> Self
}

/// Unsigned 64-bit words side by side; arithmetic wraps around.
public protocol LaneWords: ExpressibleByIntegerLiteral where IntegerLiteralType == UInt64 {
  /// The same word in every lane.
  init(_ word: UInt64)

  static func &+ (a: Self, b: Self) -> Self
  static func &- (a: Self, b: Self) -> Self
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static func &<< (a: Self, count: UInt64) -> Self
  static func &>> (a: Self, count: UInt64) -> Self

  /// The products of the lower 32 bits.
  static func lowProduct(_ a: Self, _ b: Self) -> Self
  /// The upper 32 bits in the lower ones; the upper ones then have no meaning.
  var upperHalf: Self { get }
}

/// Truth values side by side.
public protocol LaneMask {
  /// Where both hold.
  static func & (a: Self, b: Self) -> Self
  /// Where one holds.
  static func | (a: Self, b: Self) -> Self
  /// Where it does not hold.
  static prefix func ! (a: Self) -> Self
  /// Whether it holds in every lane.
  var isEverywhere: Bool { get }
}

extension Double: Lanes {
  /// The bit pattern.
  @inlinable @inline(always) public var bits: UInt64 { bitPattern }
  /// a b + c, rounded once.
  @inlinable @inline(always)
  public static func fma(_ a: Double, _ b: Double, _ c: Double) -> Double { wm_fma_one(a, b, c) }
  /// The square root.
  @inlinable @inline(always) public var squareRoots: Double { squareRoot() }
  /// The number without its sign.
  @inlinable @inline(always) public var magnitudes: Double { magnitude }

  /// The number of a bit pattern.
  @inlinable @inline(always) public init(bits: UInt64) { self.init(bitPattern: bits) }

  /// The first number where the condition holds, else the second.
  @inlinable @inline(always)
  public static func choose(_ condition: Bool, _ a: Double, _ b: Double) -> Double {
    condition ? a : b
  }
}

extension UInt64: LaneWords {
  /// The product of the lower 32 bits.
  @inlinable @inline(always) public static func lowProduct(_ a: UInt64, _ b: UInt64) -> UInt64 {
    (a & 0xFFFF_FFFF) &* (b & 0xFFFF_FFFF)
  }
}

extension UInt64 {
  /// The upper 32 bits in the lower ones.
  @inlinable @inline(always) public var upperHalf: UInt64 { self &>> 32 }
}

extension Bool: LaneMask {
  /// Whether both hold.
  @inlinable @inline(always) public static func & (a: Bool, b: Bool) -> Bool { a && b }
  /// Whether it holds.
  @inlinable @inline(always) public var isEverywhere: Bool { self }
  /// Whether one holds.
  @inlinable @inline(always) public static func | (a: Bool, b: Bool) -> Bool { a || b }
}
