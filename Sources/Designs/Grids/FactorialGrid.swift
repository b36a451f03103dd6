/// All combinations of the levels of several factors; the last factor varies fastest.
///
/// As a design of the unit cube, level k of n lies at k / (n − 1), ends included, and a single
/// level at 0.
public struct FactorialGrid: UnitDesign {
  /// The levels of each factor.
  public let axes: [GridAxis]

  /// The number of points, the product of the numbers of levels; a grid of no factors has one.
  public let count: Int

  /// The number of factors.
  public var dimensions: Int { axes.count }

  /// How many consecutive points share a level of each factor.
  private let strides: [Int]

  /// Crosses the levels of factors.
  ///
  /// - Throws: ``DesignError/noLevels(factor:)``, ``DesignError/gridTooLarge``.
  public init(_ axes: [GridAxis]) throws(DesignError) {
    var count = 1
    var strides = [Int](repeating: 1, count: axes.count)
    for factor in axes.indices.reversed() {
      guard !axes[factor].values.isEmpty else { throw .noLevels(factor: factor) }
      strides[factor] = count
      let (product, overflow) = count.multipliedReportingOverflow(by: axes[factor].values.count)
      guard !overflow else { throw .gridTooLarge }
      count = product
    }
    self.axes = axes
    self.count = count
    self.strides = strides
  }

  /// The level of one factor at a point.
  ///
  /// - Returns: an index of the factor's values.
  public func level(_ factor: Int, of point: Int) -> Int {
    requirePoints(point..<point + 1, dimension: factor)
    return point / strides[factor] % axes[factor].values.count
  }

  /// The values of all factors at a point.
  ///
  /// - Returns: one value per factor.
  public func values(of point: Int) -> [Double] {
    axes.indices.map { axes[$0].values[level($0, of: point)] }
  }

  /// One coordinate of one point, from 0 to 1.
  public func coordinate(_ dimension: Int, of point: Int) -> Double {
    let last = axes[dimension].values.count - 1
    return last == 0 ? 0 : Double(level(dimension, of: point)) / Double(last)
  }
}
