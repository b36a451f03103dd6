public import Random

/// A Sobol sequence: points that fill the unit cube evenly, in Gray-code order.
///
/// Point n is, in each dimension, the exclusive or of the direction integers vₖ for the bits k
/// that are set in n ⊕ ⌊n/2⌋, read as a binary fraction. Each 2ᵐ consecutive points that start at
/// a multiple of 2ᵐ put exactly one point into each of 2ᵐ equal intervals of every dimension.
///
/// Without scrambling the first point is 0 in every dimension, and coordinates are exact binary
/// fractions. With scrambling every coordinate is uniform on (0, 1), never 0 nor 1, and means over
/// points are unbiased: the digits of each dimension are multiplied by a random lower triangular
/// matrix with ones on the diagonal, then a random number is added digit by digit. This keeps the
/// evenness, and gives means the same variance as the nested scrambling of Owen (1995) at the cost
/// of the plain sequence. Take a power of two of points and drop none, the first included.
///
/// The scrambling of a dimension is keyed by seed, name and number of the dimension: more
/// dimensions leave the earlier ones as they are.
///
/// Source: Sobol, *On the distribution of points in a cube* (1967); Antonov and Saleev (1979) for
/// the order; Joe and Kuo (2008) for the direction numbers; Matoušek, *On the L2-discrepancy for
/// anchored boxes* (1998) for the scrambling; Owen, *Variance with alternative scramblings of
/// digital nets* (2003) for its variance.
public struct SobolSequence: UnitDesign {
  /// The most dimensions a sequence can have.
  public static let dimensionLimit = 512

  /// The number of points of every sequence, 2⁵²: then its coordinates run out of digits.
  public static let countLimit = 1 << SobolDirections.bits

  /// The number of dimensions.
  public let dimensions: Int

  /// The number of points, ``countLimit``.
  public var count: Int { SobolSequence.countLimit }

  /// The direction integers, ``SobolDirections/bits`` for each dimension.
  private let directions: [UInt64]
  /// The digits that are added to each coordinate.
  private let shifts: [UInt64]
  /// What follows the last digit, in units of that digit: one half where scrambled.
  private let rest: Double

  /// Makes the plain sequence.
  ///
  /// - Throws: ``DesignError/tooManyDimensions(asked:limit:)``.
  public init(dimensions: Int) throws(DesignError) {
    try SobolSequence.require(dimensions)
    self.dimensions = dimensions
    directions = SobolDirections.integers(dimensions: dimensions)
    shifts = [UInt64](repeating: 0, count: dimensions)
    rest = 0
  }

  /// Makes a scrambled sequence.
  ///
  /// - Parameters:
  ///   - dimensions: at least 0.
  ///   - key: seed and name of the scrambling; different keys give independent scramblings.
  /// - Throws: ``DesignError/tooManyDimensions(asked:limit:)``.
  public init(dimensions: Int, scrambledBy key: StreamKey) throws(DesignError) {
    try SobolSequence.require(dimensions)
    self.dimensions = dimensions
    var directions = SobolDirections.integers(dimensions: dimensions)
    var shifts: [UInt64] = []
    for dimension in 0..<dimensions {
      let scramble = LinearScramble(key, dimension: dimension)
      for k in SobolDirections.range(of: dimension) {
        directions[k] = scramble.multiplied(directions[k])
      }
      shifts.append(scramble.shift)
    }
    self.directions = directions
    self.shifts = shifts
    rest = 0.5
  }

  private static func require(_ dimensions: Int) throws(DesignError) {
    precondition(dimensions >= 0, "\(dimensions) dimensions")
    guard dimensions <= dimensionLimit else {
      throw .tooManyDimensions(asked: dimensions, limit: dimensionLimit)
    }
  }

  /// One coordinate of one point, at the cost of one operation per binary digit of its number.
  public func coordinate(_ dimension: Int, of point: Int) -> Double {
    requirePoints(point..<point + 1, dimension: dimension)
    return fraction(digits(dimension, of: point))
  }

  /// One coordinate of consecutive points, at the cost of two operations a point.
  public func column(_ dimension: Int, points: Range<Int>) -> [Double] {
    requirePoints(points, dimension: dimension)
    guard !points.isEmpty else { return [] }
    let first = SobolDirections.range(of: dimension).lowerBound
    var x = digits(dimension, of: points.lowerBound)
    var column: [Double] = []
    column.reserveCapacity(points.count)
    column.append(fraction(x))
    for point in points.dropFirst() {
      // The Gray codes of consecutive numbers differ in one bit.
      x ^= directions[first + point.trailingZeroBitCount]
      column.append(fraction(x))
    }
    return column
  }

  /// The digits of a coordinate, the first one in bit 51.
  private func digits(_ dimension: Int, of point: Int) -> UInt64 {
    let first = SobolDirections.range(of: dimension).lowerBound
    var gray = point ^ (point >> 1)
    var x = shifts[dimension]
    while gray != 0 {
      x ^= directions[first + gray.trailingZeroBitCount]
      gray &= gray - 1
    }
    return x
  }

  /// Exact: at most 53 binary digits.
  private func fraction(_ digits: UInt64) -> Double { (Double(digits) + rest) * 0x1p-52 }
}
