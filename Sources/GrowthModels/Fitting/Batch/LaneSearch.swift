internal import Kernels
internal import Lanes

/// Least squares of one curve for many series at once, eight side by side.
///
/// A series takes a lane and keeps it until its search is over; the next one takes its place. Lanes
/// do not mix, so an estimate does not depend on which series stand beside it.
///
/// Three parameters, well conditioned, bear normal equations: what is badly conditioned is reported
/// as such, for a method by orthogonal factors.
struct LaneSearch<Curve: LaneCurve> {
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
    /// The least pivot of JᵀJ with columns of length 1.
    var pivot: Double
    var isConverged: Bool

    static var none: End {
      End(
        ceiling: .nan, rate: .nan, midpoint: .nan, squares: .nan,
        information: SymmetricThree(
          kk: .nan, kr: .nan, km: .nan, rr: .nan, rm: .nan, mm: .nan), pivot: .nan,
        isConverged: false)
    }
  }

  private let times: [[Double]]
  private let values: [[Double]]
  private let pointCount: Int
  private let stepLimit: Double

  /// - Parameters:
  ///   - times: for each series its dates, counted from a date near them.
  ///   - values: for each series what was observed.
  ///   - pointCount: the number of points of the series that will be searched.
  ///   - stepLimit: the most steps of a search, accepted or refused.
  init(times: [[Double]], values: [[Double]], pointCount: Int, stepLimit: Int) {
    self.times = times
    self.values = values
    self.pointCount = pointCount
    self.stepLimit = Double(stepLimit)
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

  /// Runs every job to its end.
  ///
  /// - Parameters:
  ///   - jobs: series of `pointCount` points, with their starts.
  ///   - ends: receives the ends, each at its place.
  func run(_ jobs: [Job], into ends: inout [End]) {
    guard !jobs.isEmpty else { return }
    var rows = Rows(pointCount)
    var lanes = CurveLanes()
    // Which job stands in a lane; lanes without one repeat the first.
    var inLane = InlineArray<8, Int>(repeating: 0)
    var busy: UInt32 = 0
    for lane in 0..<laneCount {
      let job = lane < jobs.count ? lane : 0
      load(jobs[job], lane, &rows, &lanes)
      inLane[lane] = job
      if lane < jobs.count { busy |= 1 << UInt32(lane) }
    }
    var next = laneCount
    while busy != 0 {
      var over = Vectors.search(
        Curve.shape, dates: rows.dates.span, values: rows.values.span, lanes: &lanes,
        stepLimit: stepLimit, busy: busy)
      while over != 0 {
        let lane = over.trailingZeroBitCount
        over &= over - 1
        ends[jobs[inLane[lane]].place] = end(of: lane, lanes)
        if next < jobs.count {
          load(jobs[next], lane, &rows, &lanes)
          inLane[lane] = next
          next += 1
        } else {
          busy &= ~(1 << UInt32(lane))
        }
      }
    }
  }

  private func load(
    _ job: Job, _ lane: Int, _ rows: inout Rows, _ lanes: inout CurveLanes
  ) {
    let (series, values) = (times[job.series], values[job.series])
    precondition(
      series.count == pointCount && values.count == pointCount,
      "a series of \(series.count) dates and \(values.count) values among those of \(pointCount)")
    for i in 0..<pointCount {
      rows.dates[i * laneCount + lane] = series[i]
      rows.values[i * laneCount + lane] = values[i]
    }
    lanes.start(lane, ceiling: job.ceiling, rate: job.rate, midpoint: job.midpoint)
  }

  /// The end of a search, with the last step made where it converged.
  private func end(of lane: Int, _ lanes: CurveLanes) -> End {
    let all = lanes.information
    let information = SymmetricThree(
      kk: all.kk[lane], kr: all.kr[lane], km: all.km[lane], rr: all.rr[lane], rm: all.rm[lane],
      mm: all.mm[lane])
    let f = information.factors
    return End(
      ceiling: lanes.trial.ceiling[lane], rate: lanes.trial.rate[lane],
      midpoint: lanes.trial.midpoint[lane], squares: lanes.sums.qq[lane],
      information: information, pivot: min(f.d1 / information.rr, f.d2 / information.mm),
      isConverged: lanes.verdict[lane] > 0)
  }
}

/// How many series one pass works on side by side.
private let laneCount = 8
