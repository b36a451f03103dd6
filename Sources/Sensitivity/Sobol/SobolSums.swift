internal import Columns
internal import Random
internal import SpecialFunctions

/// Sums over groups of rows that are independent of each other.
///
/// Replicates of a design are groups. Independent rows are groups of their own up to
/// ``largestGroupCount`` rows; more are dealt out to so many groups, which leaves the bootstrap of
/// groups with the law of that of rows at a cost that does not grow.
struct SobolSums {
  /// The most groups that independent rows are dealt out to.
  static let largestGroupCount = 1024

  /// The number that was taken off all outcomes: about their mean.
  let centre: Double
  /// Whether groups are the replicates of a design, at least two of them.
  let areReplicates: Bool

  private let factors: Int
  private let width: Int
  /// The sums of ``SobolRatios`` for each group that has rows, group after group.
  private let groups: [Double]
  private var groupCount: Int { groups.count / width }

  /// Sums over rows of the outcomes.
  init(_ outcomes: SobolOutcomes, rows: [Int]) {
    factors = outcomes.factors
    width = SobolRatios.common + SobolRatios.perFactor * factors
    areReplicates = (outcomes.replicates ?? 1) > 1
    let count =
      areReplicates
      ? outcomes.replicates ?? 1 : min(outcomes.rows, SobolSums.largestGroupCount)
    var middle = 0.0
    for row in rows { middle += outcomes.a[row] / 2 + outcomes.b[row] / 2 }
    middle /= Double(rows.count)
    var groups = [Double](repeating: 0, count: count * width)
    for row in rows {
      let own = row % count * width
      let (a, b) = (outcomes.a[row] - middle, outcomes.b[row] - middle)
      groups[own] += 1
      groups[own + 1] += (a + b) / 2
      groups[own + 2] += (a * a + b * b) / 2
      for factor in 0..<factors {
        let move = outcomes.hybrids[factor][row] - middle - a
        let place = own + SobolRatios.common + SobolRatios.perFactor * factor
        groups[place] += b * move
        groups[place + 1] += move
        groups[place + 2] += move * move / 2
      }
    }
    centre = middle
    self.groups = stride(from: 0, to: groups.count, by: width)
      .filter { [groups] in groups[$0] > 0 }
      .flatMap { [groups, width] in groups[$0..<$0 + width] }
  }

  /// The sums over all rows.
  var total: ArraySlice<Double> {
    var total = [Double](repeating: 0, count: width)
    for start in stride(from: 0, to: groups.count, by: width) {
      for i in 0..<width { total[i] += groups[start + i] }
    }
    return total[...]
  }

  /// Errors from leaving out each group in turn, G groups:
  /// error² = (G − 1)/G Σ (estimate without a group − their mean)².
  ///
  /// Source: Efron and Stein, *The jackknife estimate of variance* (1981).
  func jackknife(around whole: [Double]) -> [IndexEstimate] {
    let total = total
    let without = (0..<groupCount).map { group in
      SobolRatios(
        (0..<width).map { total[$0] - groups[group * width + $0] }[...], factors: factors
      ).indices
    }
    let n = Double(groupCount)
    return whole.indices.map { index in
      let mean = without.reduce(0) { $0 + $1[index] } / n
      let squares = without.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
      return IndexEstimate(
        whole[index], standardError: ((n - 1) / n * squares).squareRoot(),
        degreesOfFreedom: groupCount - 1)
    }
  }

  /// Errors from samples of as many groups, drawn with replacement.
  ///
  /// Samples without variance are left out; with half of them left out there is no error.
  ///
  /// Source: Efron, *Bootstrap methods: another look at the jackknife* (1979).
  func bootstrap(around whole: [Double], samples: Int, key: StreamKey) -> [IndexEstimate] {
    var moments = [(sum: Double, squares: Double)](repeating: (0, 0), count: whole.count)
    var used = 0
    var draws = [Double](repeating: 0, count: groupCount)
    for sample in 0..<samples {
      var column = draws.mutableSpan
      loops.fillUniforms(
        &column, key: key.words, firstPath: 0, step: UInt32(sample), draw: 0)
      var sums = [Double](repeating: 0, count: width)
      for u in draws {
        let start = min(Int(u * Double(groupCount)), groupCount - 1) * width
        for i in 0..<width { sums[i] += groups[start + i] }
      }
      let indices = SobolRatios(sums[...], factors: factors).indices
      guard indices.allSatisfy(\.isFinite) else { continue }
      used += 1
      for i in whole.indices {
        let deviation = indices[i] - whole[i]
        moments[i].sum += deviation
        moments[i].squares += deviation * deviation
      }
    }
    guard used > samples / 2, groupCount > 1 else { return whole.map { IndexEstimate($0) } }
    let n = Double(used)
    return whole.indices.map { index in
      let (sum, squares) = moments[index]
      let error = (max(squares - sum * sum / n, 0) / (n - 1)).squareRoot()
      let half = 1.959963984540054 * error
      return IndexEstimate(
        whole[index], standardError: error,
        interval: ClosedRange(openFrom: whole[index] - half, to: whole[index] + half))
    }
  }
}
