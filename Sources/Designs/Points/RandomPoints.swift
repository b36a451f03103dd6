internal import Columns
public import Random

/// Independent points, uniform on the open unit cube, keyed by seed, name, point and dimension.
public struct RandomPoints: UnitDesign {
  /// The number of dimensions.
  public let dimensions: Int

  /// The number of points that there are, 2⁵².
  public var count: Int { 1 << 52 }

  private let key: StreamKey

  /// Names the points.
  public init(dimensions: Int, key: StreamKey) {
    precondition(dimensions >= 0, "\(dimensions) dimensions")
    self.dimensions = dimensions
    self.key = key
  }

  /// One coordinate of one point, in (0, 1).
  public func coordinate(_ dimension: Int, of point: Int) -> Double {
    requirePoints(point..<point + 1, dimension: dimension)
    return key.uniform(path: UInt64(point), step: UInt32(dimension))
  }

  /// One coordinate of consecutive points, eight at a time.
  public func column(_ dimension: Int, points: Range<Int>) -> [Double] {
    requirePoints(points, dimension: dimension)
    var column = [Double](repeating: 0, count: points.count)
    var span = column.mutableSpan
    loops.fillUniforms(
      &span, key: key.words, firstPath: UInt64(points.lowerBound), step: UInt32(dimension), draw: 0)
    return column
  }
}
