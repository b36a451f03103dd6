internal import Scenarios
public import Statistics
internal import Tables

/// How many paths met a target: at a point, and on the same paths at the base of comparison.
public struct PairedCounts: Hashable, Sendable {
  /// The paths that were simulated.
  public var paths = 0
  /// The paths that met the target at the point.
  public var met = 0
  /// The paths that were compared: those with a finite number at the point and at the base.
  public var compared = 0
  /// Of these, the paths that met the target at the point.
  public var metOfCompared = 0
  /// Of these, the paths that met it at the base.
  public var metByReference = 0
  /// The paths that met it at both.
  public var metByBoth = 0
  /// The paths on which what the target looks at was not a finite number, at the point; they miss it.
  public var failed = 0

  /// Counts nothing yet.
  public init() {}

  /// Takes down counts; where nothing is said of it, all paths were compared.
  public init(
    paths: Int, met: Int, metByReference: Int, metByBoth: Int, failed: Int, compared: Int? = nil,
    metOfCompared: Int? = nil
  ) {
    self.paths = paths
    self.met = met
    self.compared = compared ?? paths
    self.metOfCompared = metOfCompared ?? met
    self.metByReference = metByReference
    self.metByBoth = metByBoth
    self.failed = failed
  }

  /// Whether they can have been counted on so many paths.
  func arePossible(on expected: Int) -> Bool {
    let (only, both) = (metOfCompared, metByBoth)
    return paths == expected && failed >= 0 && met >= 0 && failed <= paths && met <= paths - failed
      && compared >= 0 && compared <= paths && only >= 0 && only <= min(met, compared)
      && metByReference >= 0 && metByReference <= compared
      && both >= 0 && both <= min(only, metByReference)
      && only - both <= compared - metByReference
  }

  /// The probability of the target, with its error.
  public var attainment: Proportion { Proportion(successes: met, trials: paths) }

  /// The difference to the base on the paths that hold in both, with its error.
  public var difference: PairedDifference {
    PairedDifference(
      n: compared, both: metByBoth, onlyFirst: metOfCompared - metByBoth,
      onlySecond: metByReference - metByBoth)
  }

  /// Adds the counts of other paths.
  public mutating func add(_ other: PairedCounts) {
    paths += other.paths
    met += other.met
    compared += other.compared
    metOfCompared += other.metOfCompared
    metByReference += other.metByReference
    metByBoth += other.metByBoth
    failed += other.failed
  }
}

/// What came out at one point: counts over a range of paths.
public struct PointResult: Equatable, Sendable {
  /// The number of the point in the whole design, from 0.
  public let point: Int
  /// The coordinates of the point, one for each varied name.
  public let values: [Double]
  /// The paths that were simulated.
  public let paths: Range<Int>
  /// For each case one count per row, a row being a target with its deadline.
  public let counts: [[PairedCounts]]
  /// For each case the distributions of the levels that are kept: of indicators in periods.
  public let levels: [[QuantileHistogram]]

  /// Takes down a result.
  public init(
    point: Int, values: [Double], paths: Range<Int>, counts: [[PairedCounts]],
    levels: [[QuantileHistogram]] = []
  ) {
    self.levels = levels
    self.point = point
    self.values = values
    self.paths = paths
    self.counts = counts
  }
}

extension PointResult {
  /// Whether it can have come out: counts and distributions are those of its paths, of which there are so few that
  /// sums of several stretches have room.
  var isPossible: Bool {
    paths.upperBound <= Scenario.pathLimit && values.allSatisfy(\.isFinite)
      && counts.joined().allSatisfy { $0.arePossible(on: paths.count) }
      && levels.joined().allSatisfy { $0.count + $0.nonFiniteCount == paths.count }
  }

  /// The results of a point over its paths and the paths of another part of it.
  func joined(_ next: PointResult) -> PointResult {
    PointResult(
      point: point, values: values, paths: paths.lowerBound..<next.paths.upperBound,
      counts: zip(counts, next.counts).map { rows, others in
        zip(rows, others).map { counts, other in
          var sum = counts
          sum.add(other)
          return sum
        }
      },
      levels: zip(levels, next.levels).map { histograms, others in
        zip(histograms, others).map { histogram, other in
          var sum = histogram
          sum.merge(other)
          return sum
        }
      })
  }

  /// A checksum of all that it holds, to the last bit, and of the experiment that it belongs to.
  ///
  /// - Parameter seal: the checksum of the identity.
  /// - Returns: the first bits of a digest.
  func checksum(sealedBy seal: Int) -> Int {
    var digest = SHA256()
    digest.update(seal)
    func add(_ numbers: [Int]) { for number in numbers { digest.update(number) } }
    add([point, paths.lowerBound, paths.upperBound, values.count, counts.count, levels.count])
    for value in values { digest.update(Int(bitPattern: UInt(value.bitPattern))) }
    for rows in counts {
      digest.update(rows.count)
      for counts in rows {
        add([
          counts.paths, counts.met, counts.compared, counts.metOfCompared, counts.metByReference,
          counts.metByBoth, counts.failed,
        ])
      }
    }
    for histograms in levels {
      digest.update(histograms.count)
      for histogram in histograms { digest.update(histogram.bytes) }
    }
    return digest.firstBits
  }
}

/// Points that all lack the same paths.
public struct MissingWork: Hashable, Sendable {
  /// The points, by their number in the whole design.
  public let points: Range<Int>
  /// The paths that each of them lacks.
  public let paths: Range<Int>

  /// Takes down what is missing.
  public init(points: Range<Int>, paths: Range<Int>) {
    self.points = points
    self.paths = paths
  }

  /// The number of path simulations, over all points.
  public var count: Int { points.count * paths.count }
}
