/// Least squares of one curve for many series at once, sixteen side by side.
///
/// A series takes a lane and keeps it until its search is over; the next one takes its place. Lanes
/// do not mix, so an estimate does not depend on which series stand beside it.
///
/// Steps follow Newton's method with the exact Hessian where it is positive definite and the
/// Gauss–Newton matrix elsewhere, damped as by Marquardt 1963; near the minimum the damping is
/// dropped and convergence is quadratic. Three parameters, well conditioned, bear normal equations:
/// what is badly conditioned is reported as such, for a method by orthogonal factors.
///
/// Source: Dennis and Schnabel 1983, *Numerical Methods for Unconstrained Optimization and Nonlinear
/// Equations*, ch. 10.
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

  /// The search is over when Newton's step would take off no more than this share of the sum of
  /// squares; the step is still made, which squares what is left of the error.
  private static var leastShare: Double { 1e-18 }

  private let times: [[Double]]
  private let values: [[Double]]
  private let pointCount: Int
  private let stepLimit: Double

  // Rows of lanes, one for each point.
  private var t: [Double]
  private var y: [Double]
  private var first: [Double]
  private var second: [Double]

  // The points accepted last, and the points tried.
  private var ceiling = Lanes(repeating: 0)
  private var rate = Lanes(repeating: 0)
  private var midpoint = Lanes(repeating: 0)
  private var trialCeiling = Lanes(repeating: 0)
  private var trialRate = Lanes(repeating: 0)
  private var trialMidpoint = Lanes(repeating: 0)
  private var sums = LaneSums()
  private var trial = LaneSums()
  private var damping = Lanes(repeating: 0)
  private var steps = Lanes(repeating: 0)
  /// 0 while a search goes on, 1 when it converged, −1 when it failed.
  private var verdict = Lanes(repeating: 0)

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
    t = [Double](repeating: 0, count: pointCount * laneCount)
    y = t
    first = t
    second = t
  }

  /// Runs every job to its end.
  ///
  /// - Parameters:
  ///   - jobs: series of `pointCount` points, with their starts.
  ///   - ends: receives the ends, each at its place.
  mutating func run(_ jobs: [Job], into ends: inout [End]) {
    var next = 0
    var lanes = [Job?](repeating: nil, count: laneCount)
    for lane in 0..<laneCount {
      // Lanes without a job repeat the first one.
      load(jobs[min(next, jobs.count - 1)], lane)
      if next < jobs.count { lanes[lane] = jobs[next] }
      next += 1
    }
    var busy = min(jobs.count, laneCount)
    while busy > 0 {
      evaluate()
      advance()
      for lane in 0..<laneCount where verdict[lane] != 0 {
        guard let job = lanes[lane] else {
          steps[lane] = 0
          continue
        }
        ends[job.place] = end(of: lane)
        if next < jobs.count {
          load(jobs[next], lane)
          lanes[lane] = jobs[next]
          next += 1
        } else {
          lanes[lane] = nil
          busy -= 1
        }
      }
    }
  }

  private mutating func load(_ job: Job, _ lane: Int) {
    let (dates, observed) = (times[job.series], values[job.series])
    precondition(
      dates.count == pointCount, "a series of \(dates.count) points among those of \(pointCount)")
    for i in 0..<pointCount {
      t[i * laneCount + lane] = dates[i]
      y[i * laneCount + lane] = observed[i]
    }
    trialCeiling[lane] = job.ceiling
    trialRate[lane] = job.rate
    trialMidpoint[lane] = job.midpoint
    sums.qq[lane] = .infinity
    damping[lane] = 1e-3
    steps[lane] = 0
  }

  /// The sums at the points tried.
  private mutating func evaluate() {
    Self.fillArguments(&first, t, trialRate, trialMidpoint)
    Self.exponentiate(&first, &second)
    accumulate()
  }

  /// −z = r (m − t), held below where an exponential would overflow.
  private static func fillArguments(
    _ column: inout [Double], _ t: [Double], _ r: Lanes, _ m: Lanes
  ) {
    var arguments = column.mutableSpan
    let dates = t.span
    var start = 0
    while start < dates.count {
      let row = dates.extracting(start..<(start + laneCount))
      for lane in 0..<laneCount {
        let x = r[lane] * (m[lane] - row[lane])
        arguments[start + lane] = x > 700 ? 700 : x
      }
      start += laneCount
    }
  }

  private static func exponentiate(_ first: inout [Double], _ second: inout [Double]) {
    var arguments = first.mutableSpan
    var others = second.mutableSpan
    Curve.exponentiate(&arguments, &others)
  }

  private mutating func accumulate() {
    let (k, m) = (trialCeiling, trialMidpoint)
    var sum = LaneSums()
    for i in 0..<pointCount {
      let row = (i * laneCount)..<(i * laneCount + laneCount)
      let (dates, observed) = (t.span.extracting(row), y.span.extracting(row))
      let (one, two) = (first.span.extracting(row), second.span.extracting(row))
      for lane in 0..<laneCount {
        let (s, p, h) = Curve.shape(one[lane], two[lane])
        let d = dates[lane] - m[lane]
        let q = observed[lane] - k[lane] * s
        let pd = p * d
        let ph = p * h * q
        let phd = ph * d
        sum.ss[lane] += s * s
        sum.spd[lane] += s * pd
        sum.sp[lane] += s * p
        sum.ppdd[lane] += pd * pd
        sum.ppd[lane] += p * pd
        sum.pp[lane] += p * p
        sum.sq[lane] += s * q
        sum.pdq[lane] += pd * q
        sum.pq[lane] += p * q
        sum.qq[lane] += q * q
        sum.phq[lane] += ph
        sum.phdq[lane] += phd
        sum.phddq[lane] += phd * d
      }
    }
    trial = sum
  }

  /// Accepts or refuses the points tried and sets the next ones.
  private mutating func advance() {
    for lane in 0..<laneCount {
      // Rounding alone may raise the sum of squares near the minimum.
      let isAccepted = trial.qq[lane] <= sums.qq[lane] * (1 + 1e-12)
      if isAccepted {
        sums[lane] = trial[lane]
        ceiling[lane] = trialCeiling[lane]
        rate[lane] = trialRate[lane]
        midpoint[lane] = trialMidpoint[lane]
      }
      let old = damping[lane]
      let raised = old * 8 < 1e-5 ? 1e-5 : old * 8
      let damping = isAccepted ? old * 0.1 : raised

      let (k, r) = (ceiling[lane], rate[lane])
      let here = sums[lane]
      let information = here.information(
        ceiling: k, rate: r, hasMidpoint: Curve.hasMidpoint)
      let curvature = here.curvature(
        information, ceiling: k, rate: r, hasMidpoint: Curve.hasMidpoint)
      let isConvex = Self.isConvex(curvature, information)
      let gradient = (
        here.sq, k * here.pdq, Curve.hasMidpoint ? -k * r * here.pq : 0
      )
      let matrix = isConvex ? curvature : information
      let newton = Self.solve(matrix, information, damping: 0, gradient)
      let share =
        (newton.0 * gradient.0 + newton.1 * gradient.1 + newton.2 * gradient.2) / here.qq
      // Close by, Newton's method needs no damping.
      let isNear = isConvex && share < 1e-2 && isAccepted
      let factor = isNear ? 0 : damping
      let step = isNear ? newton : Self.solve(matrix, information, damping: factor, gradient)
      let isDone = isNear && share <= Self.leastShare
      steps[lane] += 1
      let isLost = !(here.qq < .infinity) || steps[lane] > stepLimit || damping > 1e9
      verdict[lane] = isDone ? 1 : isLost ? -1 : 0
      self.damping[lane] = factor
      trialCeiling[lane] = k + step.0
      trialRate[lane] = r + step.1
      trialMidpoint[lane] = midpoint[lane] + step.2
    }
  }

  /// Whether a matrix is safely positive definite, next to one that is.
  @inline(__always)
  private static func isConvex(_ matrix: SymmetricThree, _ scale: SymmetricThree) -> Bool {
    let f = matrix.factors
    return f.d0 > 1e-10 * scale.kk && f.d1 > 1e-10 * scale.rr && f.d2 > 1e-10 * scale.mm
  }

  /// Solves (A + damping · diag B) x = g.
  @inline(__always)
  private static func solve(
    _ matrix: SymmetricThree, _ scale: SymmetricThree, damping: Double,
    _ g: (Double, Double, Double)
  ) -> (Double, Double, Double) {
    var damped = matrix
    damped.kk += damping * scale.kk
    damped.rr += damping * scale.rr
    damped.mm += damping * scale.mm
    let f = damped.factors
    let y1 = g.1 - f.l10 * g.0
    let y2 = g.2 - f.l20 * g.0 - f.l21 * y1
    let x2 = y2 / f.d2
    let x1 = y1 / f.d1 - f.l21 * x2
    return (g.0 / f.d0 - f.l10 * x1 - f.l20 * x2, x1, x2)
  }

  /// The end of a search, with the last step made where it converged.
  private func end(of lane: Int) -> End {
    let information = sums[lane].information(
      ceiling: ceiling[lane], rate: rate[lane], hasMidpoint: Curve.hasMidpoint)
    let f = information.factors
    let pivot = min(f.d1 / information.rr, f.d2 / information.mm)
    return End(
      ceiling: trialCeiling[lane], rate: trialRate[lane], midpoint: trialMidpoint[lane],
      squares: sums.qq[lane], information: information, pivot: pivot,
      isConverged: verdict[lane] > 0)
  }
}
