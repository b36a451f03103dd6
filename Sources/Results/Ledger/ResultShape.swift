/// What every result of an experiment looks like: a ledger that holds others is damaged.
public struct ResultShape: Sendable {
  /// The points that belong into the ledger.
  public let points: Range<Int>
  /// The number of coordinates of a point.
  public let variables: Int
  /// The number of cases.
  public let cases: Int
  /// The number of rows of a case, a row being a target with its deadline.
  public let rows: Int
  /// The number of distributions of a case.
  public let levels: Int
  /// The coordinates of a point; nil where the design is not known.
  public var coordinates: (@Sendable (Int) -> [Double])?

  /// Takes down a shape.
  public init(points: Range<Int>, variables: Int, cases: Int, rows: Int, levels: Int) {
    self.points = points
    self.variables = variables
    self.cases = cases
    self.rows = rows
    self.levels = levels
  }

  /// Whether a result has this shape.
  func fits(_ result: PointResult) -> Bool {
    guard points.contains(result.point), result.values.count == variables,
      result.counts.count == cases, result.counts.allSatisfy({ $0.count == rows }),
      result.levels.count == (levels == 0 ? 0 : cases),
      result.levels.allSatisfy({ $0.count == levels })
    else { return false }
    return coordinates.map { $0(result.point) == result.values } ?? true
  }
}
