public import Random

/// A Latin hypercube: n points of which exactly one lies in each of n equal intervals of every
/// dimension.
///
/// Coordinate = (π(i) + u) / n with a random permutation π for each dimension and u uniform on
/// (0, 1). π is keyed by seed, name and dimension, u by the point as well: more dimensions leave
/// the earlier ones as they are. The permutations are held: four bytes a point and dimension.
///
/// Source: McKay, Beckman and Conover, *A comparison of three methods for selecting values of
/// input variables in the analysis of output from a computer code* (1979); Durstenfeld (1964) for
/// the shuffle.
public struct LatinHypercube: UnitDesign {
  /// The most points a hypercube can have.
  public static let countLimit = Int(Int32.max)

  /// The number of points.
  public let count: Int

  /// The number of dimensions.
  public var dimensions: Int { permutations.count }

  private let key: StreamKey
  private let permutations: [[UInt32]]

  /// Draws a hypercube.
  ///
  /// - Parameters:
  ///   - count: the number of points.
  ///   - dimensions: at least 0.
  ///   - key: seed and name of its draws.
  /// - Throws: ``DesignError/pointsOutOfRange(asked:limit:)``.
  public init(count: Int, dimensions: Int, key: StreamKey) throws(DesignError) {
    guard count >= 1, count <= LatinHypercube.countLimit else {
      throw .pointsOutOfRange(asked: count, limit: LatinHypercube.countLimit)
    }
    self.count = count
    self.key = key
    permutations = (0..<dimensions).map { dimension in
      var permutation = [UInt32](0..<UInt32(count))
      for last in stride(from: count - 1, to: 0, by: -1) {
        let word = KeyedWords.word(key, UInt64(last), index: UInt32(2 * dimension))
        permutation.swapAt(last, KeyedWords.below(last + 1, word))
      }
      return permutation
    }
  }

  /// One coordinate of one point, in (0, 1).
  public func coordinate(_ dimension: Int, of point: Int) -> Double {
    requirePoints(point..<point + 1, dimension: dimension)
    // So many binary digits of u that place + u is exact: the point stays within its interval.
    let digits = 52 - (Int.bitWidth - (count - 1).leadingZeroBitCount)
    let word = KeyedWords.word(key, UInt64(point), index: UInt32(2 * dimension + 1))
    let step = 1 / Double(1 << digits)
    let u = (Double(word >> UInt64(64 - digits)) + 0.5) * step
    return (Double(permutations[dimension][point]) + u) / Double(count)
  }
}
