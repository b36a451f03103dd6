internal import Columns
internal import Lanes

/// Least squares of one curve for many series at once, eight side by side.
///
/// A series takes a lane and keeps it until its search is over; the next one takes its place. Lanes
/// do not mix, so an estimate does not depend on which series stand beside it.
///
/// Three parameters, well conditioned, bear normal equations: what is badly conditioned is reported
/// as such, for a method by orthogonal factors.
struct LaneSearch {
  /// A series and where its search begins.
  struct Job {
    /// Which of the results it is for.
    var place: Int
    /// The series.
    var series: Int
    var ceiling: Double
    var rate: Double
    var midpoint: Double
  }

  /// Where a search ended.
  struct End {
    var ceiling: Double
    var rate: Double
    var midpoint: Double
    /// The sum of squares.
    var squares: Double
    /// JᵀJ.
    var information: SymmetricThree
    var isConverged: Bool

    /// The least pivot of JᵀJ with columns of length 1.
    var pivot: Double {
      let f = information.factors
      return min(f.d1 / information.rr, f.d2 / information.mm)
    }

    static var none: End {
      End(
        ceiling: .nan, rate: .nan, midpoint: .nan, squares: .nan,
        information: SymmetricThree(
          kk: .nan, kr: .nan, km: .nan, rr: .nan, rm: .nan, mm: .nan), isConverged: false)
    }
  }

  private let shape: CurveShape
  private let times: [[Double]]
  private let values: [[Double]]
  private let shifts: [Double]
  private let pointCount: Int

  /// - Parameters:
  ///   - shape: the curve.
  ///   - times: for each series its dates.
  ///   - values: for each series what was observed.
  ///   - shifts: for each series the date from which the search counts.
  ///   - pointCount: the number of points of the series that will be searched.
  init(
    _ shape: CurveShape, times: [[Double]], values: [[Double]], shifts: [Double], pointCount: Int
  ) {
    self.shape = shape
    self.times = times
    self.values = values
    self.shifts = shifts
    self.pointCount = pointCount
  }

  /// Starts by straight lines through the transformed shares of 1.05 times the greatest value.
  ///
  /// - Returns: one job for each series that has a positive value and two different dates.
  func starts(_ series: [Int]) -> [Job] {
    var rows = Rows(pointCount)
    var jobs: [Job] = []
    jobs.reserveCapacity(series.count)
    for first in stride(from: 0, to: series.count, by: laneCount) {
      let count = min(laneCount, series.count - first)
      for lane in 0..<laneCount { load(series[first + min(lane, count - 1)], lane, &rows) }
      let (points, sound) = loops.start(
        shape, dates: rows.dates.span, values: rows.values.span)
      for lane in 0..<count where sound >> UInt32(lane) & 1 == 1 {
        jobs.append(
          Job(
            place: first + lane, series: series[first + lane], ceiling: points.ceiling[lane],
            rate: points.rate[lane], midpoint: points.midpoint[lane]))
      }
    }
    return jobs
  }

  /// Runs every job to its end.
  ///
  /// - Parameters:
  ///   - jobs: series of `pointCount` points, with their starts.
  ///   - stepLimit: the most steps of a search, accepted or refused.
  ///   - ends: receives the ends, each at its place.
  func run(_ jobs: [Job], stepLimit: Double, into ends: inout [End]) {
    guard !jobs.isEmpty else { return }
    var rows = Rows(pointCount)
    var memory = [Double](repeating: 0, count: 2 * rows.dates.count)
    var lanes = CurveLanes()
    // Which job stands in a lane; lanes without one repeat the first.
    var inLane = InlineArray<8, Int>(repeating: 0)
    var busy: UInt32 = 0
    for lane in 0..<laneCount {
      let job = lane < jobs.count ? lane : 0
      begin(jobs[job], lane, &rows, &lanes)
      inLane[lane] = job
      if lane < jobs.count { busy |= 1 << UInt32(lane) }
    }
    var next = laneCount
    while busy != 0 {
      var over = search(rows, &memory, &lanes, stepLimit, busy)
      while over != 0 {
        let lane = over.trailingZeroBitCount
        over &= over - 1
        ends[jobs[inLane[lane]].place] = end(of: lane, lanes)
        if next < jobs.count {
          begin(jobs[next], lane, &rows, &lanes)
          inLane[lane] = next
          next += 1
        } else {
          busy &= ~(1 << UInt32(lane))
        }
      }
    }
  }

  private func search(
    _ rows: Rows, _ memory: inout [Double], _ lanes: inout CurveLanes, _ stepLimit: Double,
    _ busy: UInt32
  ) -> UInt32 {
    var memory = memory.mutableSpan
    return loops.search(
      shape, dates: rows.dates.span, values: rows.values.span, memory: &memory, lanes: &lanes,
      stepLimit: stepLimit, busy: busy)
  }

  /// Rows of lanes, one for each point.
  private struct Rows {
    var dates: [Double]
    var values: [Double]

    init(_ pointCount: Int) {
      dates = [Double](repeating: 0, count: pointCount * laneCount)
      values = dates
    }
  }

  private func begin(_ job: Job, _ lane: Int, _ rows: inout Rows, _ lanes: inout CurveLanes) {
    load(job.series, lane, &rows)
    lanes.start(lane, ceiling: job.ceiling, rate: job.rate, midpoint: job.midpoint)
  }

  /// Writes the points of a series to a lane.
  private func load(_ series: Int, _ lane: Int, _ rows: inout Rows) {
    let (dates, observed) = (times.span, values.span)
    Self.copy(dates[series].span, less: shifts[series], to: lane, of: &rows.dates, pointCount)
    Self.copy(observed[series].span, less: 0, to: lane, of: &rows.values, pointCount)
  }

  private static func copy(
    _ numbers: Span<Double>, less shift: Double, to lane: Int, of column: inout [Double],
    _ pointCount: Int
  ) {
    precondition(
      numbers.count == pointCount,
      "a series of \(numbers.count) points among those of \(pointCount)")
    var rows = column.mutableSpan
    var place = lane
    for i in numbers.indices {
      rows[place] = numbers[i] - shift
      place &+= laneCount
    }
  }

  /// The end of a search, with the last step made where it converged.
  private func end(of lane: Int, _ lanes: CurveLanes) -> End {
    let all = lanes.information
    return End(
      ceiling: lanes.trial.ceiling[lane], rate: lanes.trial.rate[lane],
      midpoint: lanes.trial.midpoint[lane], squares: lanes.sums.qq[lane],
      information: SymmetricThree(
        kk: all.kk[lane], kr: all.kr[lane], km: all.km[lane], rr: all.rr[lane], rm: all.rm[lane],
        mm: all.mm[lane]),
      isConverged: lanes.verdict[lane] > 0)
  }
}

/// How many series one pass works on side by side.
private let laneCount = 8
