public import CVector

/// Eight numbers in one vector.
public struct Doubles8: Lanes {
  /// The vector.
  public var vector: wm_f64

  /// The numbers of a vector.
  @inlinable @inline(always) public init(vector: wm_f64) { self.vector = vector }
  /// The same number in every lane.
  @inlinable @inline(always) public init(_ value: Double) { vector = wm_splat(value) }
  /// The same number in every lane.
  @inlinable @inline(always) public init(floatLiteral value: Double) { vector = wm_splat(value) }
  /// The same integer in every lane.
  @inlinable @inline(always) public init(integerLiteral value: Int64) {
    vector = wm_splat(Double(value))
  }
  /// The numbers of the bit patterns.
  @inlinable @inline(always) public init(bits: Words8) { vector = wm_ofbits(bits.vector) }
  /// The bit patterns of the numbers.
  @inlinable @inline(always) public var bits: Words8 { Words8(vector: wm_bitsof(vector)) }

  /// The sums.
  @inlinable @inline(always) public static func + (a: Self, b: Self) -> Self {
    Self(vector: wm_add(a.vector, b.vector))
  }
  /// The differences.
  @inlinable @inline(always) public static func - (a: Self, b: Self) -> Self {
    Self(vector: wm_sub(a.vector, b.vector))
  }
  /// The products.
  @inlinable @inline(always) public static func * (a: Self, b: Self) -> Self {
    Self(vector: wm_mul(a.vector, b.vector))
  }
  /// The quotients.
  @inlinable @inline(always) public static func / (a: Self, b: Self) -> Self {
    Self(vector: wm_div(a.vector, b.vector))
  }
  /// The numbers with the opposite signs.
  @inlinable @inline(always) public static prefix func - (a: Self) -> Self {
    Self(bits: a.bits ^ Words8(0x8000_0000_0000_0000))
  }
  /// Where a number is less.
  @inlinable @inline(always) public static func < (a: Self, b: Self) -> Mask8 {
    Mask8(vector: wm_lt(a.vector, b.vector))
  }
  /// Where a number is less or equal.
  @inlinable @inline(always) public static func <= (a: Self, b: Self) -> Mask8 {
    Mask8(vector: wm_le(a.vector, b.vector))
  }
  /// Where numbers are equal.
  @inlinable @inline(always) public static func == (a: Self, b: Self) -> Mask8 {
    Mask8(vector: wm_eq(a.vector, b.vector))
  }

  /// a b + c, rounded once.
  @inlinable @inline(always) public static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(vector: wm_fma(a.vector, b.vector, c.vector))
  }
  /// The square roots.
  @inlinable @inline(always) public var squareRoots: Self { Self(vector: wm_sqrt(vector)) }
  /// The numbers without their signs.
  @inlinable @inline(always) public var magnitudes: Self { Self(vector: wm_abs(vector)) }

  /// The first number where the condition holds, the second elsewhere.
  @inlinable @inline(always)
  public static func choose(_ condition: Mask8, _ a: Self, _ b: Self) -> Self {
    Self(vector: wm_choose(condition.vector, a.vector, b.vector))
  }
}

extension Doubles8 {
  /// One number made of all eight, from the first lane to the last.
  @inlinable @inline(always)
  public func reduced(_ combine: (Double, Double) -> Double) -> Double {
    var result = vector[0]
    for lane in 1..<8 { result = combine(result, vector[lane]) }
    return result
  }
}

/// Eight words in one vector.
public struct Words8: LaneWords {
  /// The vector.
  public var vector: wm_u64

  /// The words of a vector.
  @inlinable @inline(always) public init(vector: wm_u64) { self.vector = vector }
  /// The same word in every lane.
  @inlinable @inline(always) public init(_ word: UInt64) { vector = wm_usplat(word) }
  /// The same word in every lane.
  @inlinable @inline(always) public init(integerLiteral word: UInt64) { vector = wm_usplat(word) }

  /// The sums.
  @inlinable @inline(always) public static func &+ (a: Self, b: Self) -> Self {
    Self(vector: wm_uadd(a.vector, b.vector))
  }
  /// The differences.
  @inlinable @inline(always) public static func &- (a: Self, b: Self) -> Self {
    Self(vector: wm_usub(a.vector, b.vector))
  }
  /// The bits set in both.
  @inlinable @inline(always) public static func & (a: Self, b: Self) -> Self {
    Self(vector: wm_and(a.vector, b.vector))
  }
  /// The bits set in one.
  @inlinable @inline(always) public static func | (a: Self, b: Self) -> Self {
    Self(vector: wm_or(a.vector, b.vector))
  }
  /// The bits set in exactly one.
  @inlinable @inline(always) public static func ^ (a: Self, b: Self) -> Self {
    Self(vector: wm_xor(a.vector, b.vector))
  }
  /// The words shifted up.
  @inlinable @inline(always) public static func &<< (a: Self, count: UInt64) -> Self {
    Self(vector: wm_shl(a.vector, count))
  }
  /// The words shifted down.
  @inlinable @inline(always) public static func &>> (a: Self, count: UInt64) -> Self {
    Self(vector: wm_shr(a.vector, count))
  }
  /// The products of the lower 32 bits.
  @inlinable @inline(always) public static func lowProduct(_ a: Self, _ b: Self) -> Self {
    Self(vector: wm_mul32(a.vector, b.vector))
  }
}

extension Words8 {
  /// The upper 32 bits in the lower ones; the upper ones then have no meaning.
  @inlinable @inline(always) public var upperHalf: Self { Self(vector: wm_high(vector)) }
}

/// Eight truth values in one vector.
public struct Mask8: LaneMask {
  /// The vector: −1 where it holds, 0 elsewhere.
  public var vector: wm_i64

  /// The truth values of a vector.
  @inlinable @inline(always) public init(vector: wm_i64) { self.vector = vector }

  /// Where both hold.
  @inlinable @inline(always) public static func & (a: Self, b: Self) -> Self {
    Self(vector: wm_both(a.vector, b.vector))
  }
  /// Where one holds.
  @inlinable @inline(always) public static func | (a: Self, b: Self) -> Self {
    Self(vector: wm_either(a.vector, b.vector))
  }
  /// Where it does not hold.
  @inlinable @inline(always) public static prefix func ! (a: Self) -> Self {
    Self(vector: wm_not(a.vector))
  }
  /// Whether it holds in every lane.
  @inlinable @inline(always) public var isEverywhere: Bool { bits == 0xFF }
  /// One bit a lane, the first lane lowest.
  @inlinable @inline(always) public var bits: UInt32 { wm_bits(vector) }
}
