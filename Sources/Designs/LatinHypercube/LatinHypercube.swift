public import Random

/// A Latin hypercube: n points of which exactly one lies in each of n equal intervals of every
/// dimension.
///
/// Coordinate = (π(i) + u) / n with a random permutation π for each dimension and u uniform on
/// (0, 1). π is keyed by seed, name and dimension, u by the point as well: more dimensions leave
/// the earlier ones as they are.
///
/// Nothing is held: π is a Feistel network on the next power of four, whose numbers from n on are
/// sent through it again until they fall below n, so that any point of billions can be had at once.
/// A number goes through less than four times on average.
///
/// Source: McKay, Beckman and Conover, *A comparison of three methods for selecting values of
/// input variables in the analysis of output from a computer code* (1979); Luby and Rackoff, *How
/// to construct pseudorandom permutations from pseudorandom functions* (1988) for the network;
/// Black and Rogaway, *Ciphers with arbitrary finite domains* (2002) for the walk along a cycle.
public struct LatinHypercube: UnitDesign {
  /// The most points a hypercube can have.
  public static let countLimit = Int(Int32.max)

  /// The number of points.
  public let count: Int

  /// The number of dimensions.
  public let dimensions: Int

  private let key: StreamKey
  /// The binary digits of either half of the network.
  private let halfDigits: Int

  /// The rounds of the network: after 16 no order of four points is likelier than another by more
  /// than one in ten thousand (all keys of the network on four numbers, counted).
  private static let rounds: UInt64 = 16

  /// Draws a hypercube.
  ///
  /// - Throws: ``DesignError/pointsOutOfRange(asked:limit:)``.
  public init(count: Int, dimensions: Int, key: StreamKey) throws(DesignError) {
    guard count >= 1, count <= LatinHypercube.countLimit else {
      throw .pointsOutOfRange(asked: count, limit: LatinHypercube.countLimit)
    }
    precondition(dimensions >= 0, "\(dimensions) dimensions")
    self.count = count
    self.dimensions = dimensions
    self.key = key
    halfDigits = (Int.bitWidth - (count - 1).leadingZeroBitCount + 1) / 2
  }

  /// One coordinate of one point, in (0, 1).
  public func coordinate(_ dimension: Int, of point: Int) -> Double {
    requirePoints(point..<point + 1, dimension: dimension)
    // So many binary digits of u that place + u is exact: the point stays within its interval.
    let digits = 52 - (Int.bitWidth - (count - 1).leadingZeroBitCount)
    let word = KeyedWords.word(key, UInt64(point), index: UInt32(2 * dimension + 1))
    let step = 1 / Double(1 << digits)
    let u = (Double(word >> UInt64(64 - digits)) + 0.5) * step
    return (Double(place(of: point, dimension: dimension)) + u) / Double(count)
  }

  /// The interval of a point: π of its number.
  private func place(of point: Int, dimension: Int) -> UInt64 {
    guard count > 1 else { return 0 }
    let digits = UInt64(halfDigits)
    let mask = UInt64(1) << digits - 1
    var place = UInt64(point)
    repeat {
      var (left, right) = (place >> digits, place & mask)
      for round in 0..<LatinHypercube.rounds {
        let word = KeyedWords.word(key, round << 32 | right, index: UInt32(2 * dimension))
        (left, right) = (right, left ^ (word >> (64 - digits)))
      }
      place = left << digits | right
    } while place >= UInt64(count)
    return place
  }
}
