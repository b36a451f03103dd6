/// A list of points of the unit cube in which each point can be had without those before it.
///
/// A coordinate depends on nothing but the design, the number of the point and the dimension, so
/// a shard that makes only its own points makes the same ones as a run that makes all.
public protocol UnitDesign: Sendable {
  /// The number of dimensions.
  var dimensions: Int { get }

  /// The number of points that there are.
  var count: Int { get }

  /// One coordinate of one point.
  ///
  /// - Parameters:
  ///   - dimension: from 0.
  ///   - point: the number of the point, from 0.
  /// - Returns: a number from 0 to 1; whether the ends occur, the design says.
  /// - Precondition: there is such a dimension and such a point.
  func coordinate(_ dimension: Int, of point: Int) -> Double

  /// One coordinate of consecutive points.
  ///
  /// - Parameters:
  ///   - dimension: from 0.
  ///   - points: numbers of points.
  /// - Returns: one number per point.
  /// - Precondition: there is such a dimension and there are such points.
  func column(_ dimension: Int, points: Range<Int>) -> [Double]
}

extension UnitDesign {
  /// One coordinate of consecutive points.
  public func column(_ dimension: Int, points: Range<Int>) -> [Double] {
    points.map { coordinate(dimension, of: $0) }
  }

  /// All coordinates of one point.
  ///
  /// - Returns: one number per dimension.
  public func point(_ index: Int) -> [Double] {
    (0..<dimensions).map { coordinate($0, of: index) }
  }

  /// Consecutive points.
  ///
  /// - Returns: a column per dimension.
  public func points(_ range: Range<Int>) -> UnitPoints {
    UnitPoints(columns: (0..<dimensions).map { column($0, points: range) })
  }

  /// Traps on a dimension or on points that do not exist.
  func requirePoints(_ points: Range<Int>, dimension: Int) {
    precondition(
      dimension >= 0 && dimension < dimensions, "dimension \(dimension) of \(dimensions)")
    precondition(
      points.lowerBound >= 0 && points.upperBound <= count, "points \(points) of \(count)")
  }
}
