/// Twice as many lanes as one vector has: operations that wait for each other in one half leave room for
/// those of the other.
@frozen
public struct LanePair<V: Lanes>: Lanes {
  /// The halves.
  public var low, high: V

  /// Two halves.
  @inlinable @inline(always) public init(_ low: V, _ high: V) {
    (self.low, self.high) = (low, high)
  }
  /// The same number in every lane.
  @inlinable @inline(always) public init(_ value: Double) { self.init(V(value), V(value)) }
  /// The same number in every lane.
  @inlinable @inline(always) public init(floatLiteral value: Double) { self.init(value) }
  /// The same integer in every lane.
  @inlinable @inline(always) public init(integerLiteral value: Int64) { self.init(Double(value)) }
  /// The numbers of the bit patterns.
  @inlinable @inline(always) public init(bits: LanePairWords<V.Words>) {
    self.init(V(bits: bits.low), V(bits: bits.high))
  }
  /// The bit patterns of the numbers.
  @inlinable @inline(always) public var bits: LanePairWords<V.Words> {
    LanePairWords(low.bits, high.bits)
  }

  /// The sums.
  @inlinable @inline(always) public static func + (a: Self, b: Self) -> Self {
    Self(a.low + b.low, a.high + b.high)
  }
  /// The differences.
  @inlinable @inline(always) public static func - (a: Self, b: Self) -> Self {
    Self(a.low - b.low, a.high - b.high)
  }
  /// The products.
  @inlinable @inline(always) public static func * (a: Self, b: Self) -> Self {
    Self(a.low * b.low, a.high * b.high)
  }
  /// The quotients.
  @inlinable @inline(always) public static func / (a: Self, b: Self) -> Self {
    Self(a.low / b.low, a.high / b.high)
  }
  /// The numbers with the opposite signs.
  @inlinable @inline(always) public static prefix func - (a: Self) -> Self {
    Self(-a.low, -a.high)
  }
  /// Where a number is less.
  @inlinable @inline(always) public static func < (a: Self, b: Self) -> LanePairMask<V.Mask> {
    LanePairMask(a.low < b.low, a.high < b.high)
  }
  /// Where a number is less or equal.
  @inlinable @inline(always) public static func <= (a: Self, b: Self) -> LanePairMask<V.Mask> {
    LanePairMask(a.low <= b.low, a.high <= b.high)
  }
  /// Where numbers are equal.
  @inlinable @inline(always) public static func == (a: Self, b: Self) -> LanePairMask<V.Mask> {
    LanePairMask(a.low == b.low, a.high == b.high)
  }
  /// a b + c, rounded once.
  @inlinable @inline(always) public static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(V.fma(a.low, b.low, c.low), V.fma(a.high, b.high, c.high))
  }

  /// The square roots.
  @inlinable @inline(always) public var squareRoots: Self {
    Self(low.squareRoots, high.squareRoots)
  }
  /// The numbers without their signs.
  @inlinable @inline(always) public var magnitudes: Self { Self(low.magnitudes, high.magnitudes) }

  /// The first number where the condition holds, the second elsewhere.
  @inlinable @inline(always)
  public static func choose(_ condition: LanePairMask<V.Mask>, _ a: Self, _ b: Self) -> Self {
    Self(
      V.choose(condition.low, a.low, b.low), V.choose(condition.high, a.high, b.high))
  }
}

/// Twice as many words.
@frozen
public struct LanePairWords<W: LaneWords>: LaneWords {
  /// The halves.
  public var low, high: W

  /// Two halves.
  @inlinable @inline(always) public init(_ low: W, _ high: W) {
    (self.low, self.high) = (low, high)
  }
  /// The same word in every lane.
  @inlinable @inline(always) public init(_ word: UInt64) { self.init(W(word), W(word)) }
  /// The same word in every lane.
  @inlinable @inline(always) public init(integerLiteral word: UInt64) { self.init(word) }

  /// The sums.
  @inlinable @inline(always) public static func &+ (a: Self, b: Self) -> Self {
    Self(a.low &+ b.low, a.high &+ b.high)
  }
  /// The differences.
  @inlinable @inline(always) public static func &- (a: Self, b: Self) -> Self {
    Self(a.low &- b.low, a.high &- b.high)
  }
  /// The bits set in both.
  @inlinable @inline(always) public static func & (a: Self, b: Self) -> Self {
    Self(a.low & b.low, a.high & b.high)
  }
  /// The bits set in one.
  @inlinable @inline(always) public static func | (a: Self, b: Self) -> Self {
    Self(a.low | b.low, a.high | b.high)
  }
  /// The bits set in exactly one.
  @inlinable @inline(always) public static func ^ (a: Self, b: Self) -> Self {
    Self(a.low ^ b.low, a.high ^ b.high)
  }
  /// The words shifted up.
  @inlinable @inline(always) public static func &<< (a: Self, count: UInt64) -> Self {
    Self(a.low &<< count, a.high &<< count)
  }
  /// The words shifted down.
  @inlinable @inline(always) public static func &>> (a: Self, count: UInt64) -> Self {
    Self(a.low &>> count, a.high &>> count)
  }
  /// The products of the lower 32 bits.
  @inlinable @inline(always) public static func lowProduct(_ a: Self, _ b: Self) -> Self {
    Self(W.lowProduct(a.low, b.low), W.lowProduct(a.high, b.high))
  }
  /// The upper 32 bits in the lower ones; the upper ones then have no meaning.
  @inlinable @inline(always) public var upperHalf: Self { Self(low.upperHalf, high.upperHalf) }
}

/// Twice as many truth values.
@frozen
public struct LanePairMask<M: LaneMask>: LaneMask {
  /// The halves.
  public var low, high: M

  /// Two halves.
  @inlinable @inline(always) public init(_ low: M, _ high: M) {
    (self.low, self.high) = (low, high)
  }

  /// Where both hold.
  @inlinable @inline(always) public static func & (a: Self, b: Self) -> Self {
    Self(a.low & b.low, a.high & b.high)
  }
  /// Where one holds.
  @inlinable @inline(always) public static func | (a: Self, b: Self) -> Self {
    Self(a.low | b.low, a.high | b.high)
  }
  /// Where it does not hold.
  @inlinable @inline(always) public static prefix func ! (a: Self) -> Self {
    Self(!a.low, !a.high)
  }
  /// Whether it holds in every lane.
  @inlinable @inline(always) public var isEverywhere: Bool {
    low.isEverywhere && high.isEverywhere
  }
}
