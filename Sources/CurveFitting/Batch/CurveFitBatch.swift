internal import Distributions
public import GrowthCurves
internal import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

extension CurveFit {
  /// Fits a named curve to many series.
  ///
  /// Each result is that of ``init(_:times:values:weights:options:)``, to nine digits. Logistic and
  /// Gompertz curves with additive errors are fitted many at a time, from the same starts and under
  /// the same verdicts; a series whose verdict is not plain, or close to a limit, is fitted by
  /// itself.
  ///
  /// A result does not depend on the other series.
  ///
  /// - Parameters:
  ///   - family: which curve.
  ///   - times: for each series its dates.
  ///   - values: for each series what was observed.
  ///   - options: what an observation is, how errors are taken, and the origin.
  /// - Returns: one fit for each series, or why there is none.
  /// - Precondition: there are as many lists of dates as of values.
  public static func fits(
    _ family: CurveFamily, times: [[Double]], values: [[Double]],
    options: CurveFitOptions = CurveFitOptions()
  ) -> [Result<CurveFit, GrowthModelError>] {
    precondition(
      times.count == values.count, "\(times.count) lists of dates, \(values.count) of values")
    let plain: [CurveFit?] =
      switch family {
      case .logistic: SideBySide<Logistic>(times, values, options).fits
      case .gompertz: SideBySide<Gompertz>(times, values, options).fits
      default: times.map { _ in nil }
      }
    // What came of ceilings is told by logistic fits.
    var logistics = plain
    if family != .logistic {
      logistics =
        family.hasCeiling && options.observation == .level
        ? SideBySide<Logistic>(times, values, CurveFitOptions()).fits : times.map { _ in nil }
    }
    return times.indices.map { i in
      do throws(GrowthModelError) {
        var fit: CurveFit
        if let plain = plain[i] {
          fit = plain
        } else {
          fit = try CurveFit(unjudged: family, times: times[i], values: values[i], options: options)
        }
        fit.judge(family, times: times[i], values: values[i], options, logistic: logistics[i])
        return .success(fit)
      } catch {
        return .failure(error)
      }
    }
  }
}

/// Many series on their way through the fit of one curve with a ceiling.
private struct SideBySide<Curve: LaneCurve & CurveForm> {
  /// The fits; `nil` where cheap checks do not decide what a fit is worth.
  private(set) var fits: [CurveFit?]

  private let dates: [[Double]]
  private let values: [[Double]]
  /// Dates from which those of each series are counted.
  private let shifts: [Double]

  init(_ dates: [[Double]], _ values: [[Double]], _ options: CurveFitOptions) {
    fits = [CurveFit?](repeating: nil, count: dates.count)
    self.dates = dates
    self.values = values
    shifts = dates.map { (((($0.min() ?? 0) + ($0.max() ?? 0)) / 2).rounded()) }
    guard Self.isUsual(options) else { return }
    // Series of one length share a search; the order within a length is kept.
    var lengths: [[Int]] = []
    for i in dates.indices where isPlain(i) {
      while lengths.count <= dates[i].count { lengths.append([]) }
      lengths[dates[i].count].append(i)
    }
    for (length, series) in lengths.enumerated() where !series.isEmpty { fit(series, length) }
  }

  private static func isUsual(_ options: CurveFitOptions) -> Bool {
    options.errors == .additive && options.observation == .level && options.whitening == nil
      && options.searchesWidely && !options.profilesIntervals
      && options.search == LevenbergMarquardtOptions()
  }

  /// Whether a series has more points than parameters, all finite, at different dates.
  private func isPlain(_ series: Int) -> Bool {
    let (dates, observed) = (dates[series], values[series])
    return dates.count == observed.count && dates.count > Curve.parameterNames.count
      && dates.allSatisfy(\.isFinite) && observed.allSatisfy { abs($0) < 1e100 }
      && dates.contains { $0 != dates[0] }
  }

  private mutating func fit(_ series: [Int], _ length: Int) {
    var found: [SIMD4<Double>] = []
    let limits = limits(of: series, length)
    var jobs: [LaneSearch.Job] = []
    // For each series the places of its ends.
    var places: [Range<Int>] = []
    var shapes: ShapeTable<Curve>?
    for (place, i) in series.enumerated() {
      let times = dates[i].map { $0 - shifts[i] }
      if shapes?.times != times { shapes = ShapeTable(times: times) }
      shapes?.findStarts(values[i], 3, &found)
      let begin = jobs.count
      for lanes in found {
        let start = turned(lanes, i, limits[place])
        jobs.append(
          LaneSearch.Job(
            place: jobs.count, series: i, ceiling: start[0], rate: start[1], midpoint: start[2]))
      }
      places.append(begin..<jobs.count)
    }
    var ends = [LaneSearch.End](repeating: .none, count: jobs.count)
    LaneSearch(Curve.shape, times: dates, values: values, shifts: shifts, pointCount: length)
      .run(jobs, stepLimit: 60, into: &ends)

    let degrees = length - Curve.parameterNames.count
    guard let law = try? StudentT(degreesOfFreedom: Double(degrees)) else { return }
    let quantile = law.quantile(0.975)
    for (place, i) in series.enumerated() {
      fits[i] = verdict(of: i, ends[places[place]], limits[place], quantile)
    }
  }

  /// The best exponential curves.
  private func limits(of series: [Int], _ length: Int) -> [LaneSearch.End] {
    var found: [SIMD4<Double>] = []
    var jobs: [LaneSearch.Job] = []
    var shapes: ShapeTable<GrowthCurves.Exponential>?
    for (place, i) in series.enumerated() {
      let times = dates[i].map { $0 - shifts[i] }
      if shapes?.times != times { shapes = ShapeTable(times: times) }
      shapes?.findStarts(values[i], 1, &found)
      for lanes in found {
        jobs.append(
          LaneSearch.Job(place: place, series: i, ceiling: lanes[0], rate: lanes[1], midpoint: 0))
      }
    }
    var ends = [LaneSearch.End](repeating: .none, count: series.count)
    LaneSearch(.exponential, times: dates, values: values, shifts: shifts, pointCount: length)
      .run(jobs, stepLimit: 60, into: &ends)
    return ends
  }

  /// A start far below its ceiling moved along the floor of its valley, where steps in ceiling and
  /// midpoint would be very many.
  private func turned(
    _ start: SIMD4<Double>, _ series: Int, _ limit: LaneSearch.End
  ) -> SIMD4<Double> {
    let dates = dates[series]
    guard Curve.family == .logistic, limit.isConverged,
      dates.allSatisfy({ start[1] * ($0 - shifts[series] - start[2]) < -3 })
    else { return start }
    return LimitTurn(limit, dates, from: shifts[series], values[series]).start ?? start
  }

  /// The fit of a series, if it is beyond doubt that the search by itself would end like this.
  private func verdict(
    of series: Int, _ ends: ArraySlice<LaneSearch.End>, _ limit: LaneSearch.End, _ quantile: Double
  ) -> CurveFit? {
    guard let best = ends.filter(\.isConverged).min(by: { $0.squares < $1.squares }),
      limit.isConverged, best.pivot > 1e-4
    else { return nil }
    let (dates, observed, shift) = (dates[series], values[series], shifts[series])
    let n = Double(dates.count)
    // Rounding of the observations must not matter.
    let size = observed.reduce(0) { $0 + $1 * $1 }
    guard best.squares > 1e-20 * size else { return nil }
    // Other minima that are nearly as low make a fit multimodal. What is still far above after so
    // many steps is left there, as in the search of one series.
    let bound = best.squares * Elementary.exp(2 / n) * 1.000001
    for end in ends where !(end.squares > bound) && !isSame(end, best) { return nil }
    // A constant, or a curve without a ceiling, that fits as well.
    let mean = observed.reduce(0, +) / n
    let scatter = observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard best.squares < 0.999 * scatter, best.squares < 0.999999 * limit.squares else {
      return nil
    }
    guard !mayBeStep(dates, observed, best.squares * 1.000001) else { return nil }
    let degrees = n - Double(Curve.parameterNames.count)
    let excess = limit.squares - best.squares
    let margin = quantile * quantile * best.squares / degrees
    guard abs(excess - margin) > 1e-6 * margin else { return nil }

    let lanes = SIMD4(best.ceiling, best.rate, best.midpoint, 0)
    let fitted = dates.map { Curve.value($0 - shift, lanes) }
    guard fitted.allSatisfy(\.isFinite), let highest = fitted.max(),
      highest >= 1.001e-3 * best.ceiling, best.ceiling.isFinite
    else { return nil }
    let estimates = [best.ceiling, best.rate, best.midpoint]
    let fit = CurveFit(
      Curve.family, estimates, midpointAt: shift, squares: best.squares,
      inverse: best.information.inverse, fitted: fitted, boundsCeiling: excess > margin)
    let isDoubtful = zip(estimates, fit.standardErrors ?? []).dropFirst().contains {
      $1 > ProfileIntervals<FamilyModel<Curve>>.doubtfulError * abs($0)
    }
    return fit.isOpenUpwards || isDoubtful ? nil : fit
  }

  /// Whether a step might fit as well: up to a date about 0, after the next one about a level, or the
  /// other way round.
  private func mayBeStep(_ dates: [Double], _ observed: [Double], _ bound: Double) -> Bool {
    guard zip(dates, dates.dropFirst()).allSatisfy({ $0 < $1 }) else { return true }
    // The longest stretch about 0 leaves the least scatter on the other side.
    func isWithin(_ place: (Int) -> Int) -> Bool {
      let count = observed.count
      var (first, squares) = (0, 0.0)
      while first < count {
        let y = observed[place(first)]
        squares += y * y
        guard squares <= bound else { break }
        first += 1
      }
      var (sum, scatter) = (0.0, 0.0)
      for i in (first + 1)..<max(count, first + 1) { sum += observed[place(i)] }
      let mean = sum / Double(max(count - first - 1, 1))
      for i in (first + 1)..<max(count, first + 1) {
        let y = observed[place(i)] - mean
        scatter += y * y
      }
      return scatter <= bound
    }
    return isWithin { $0 } || isWithin { observed.count - 1 - $0 }
  }

  private func isSame(_ one: LaneSearch.End, _ other: LaneSearch.End) -> Bool {
    abs(one.ceiling - other.ceiling) <= 1e-7 * abs(other.ceiling)
      && abs(one.rate - other.rate) <= 1e-7 * abs(other.rate)
      && abs(one.midpoint - other.midpoint) * abs(other.rate) <= 1e-7
  }
}

extension CurveFit {
  /// A fit that converged at a minimum with full rank.
  ///
  /// - Parameters:
  ///   - family: a family of ceiling, rate and midpoint.
  ///   - estimates: the estimates, with the midpoint counted from `shift`.
  ///   - shift: the date from which the midpoint counts.
  ///   - squares: the sum of squares.
  ///   - inverse: (JᵀJ)⁻¹.
  ///   - fitted: the values of the curve.
  ///   - boundsCeiling: whether the data bound the ceiling from above.
  fileprivate init(
    _ family: CurveFamily, _ estimates: [Double], midpointAt shift: Double, squares: Double,
    inverse: SymmetricThree, fitted: [Double], boundsCeiling: Bool
  ) {
    let names = family.parameterNames
    let degrees = fitted.count - names.count
    let variance = squares / Double(degrees)
    let covariance = Matrix(
      rows: 3, columns: 3,
      storage: [
        inverse.kk, inverse.kr, inverse.km, inverse.kr, inverse.rr, inverse.rm, inverse.km,
        inverse.rm, inverse.mm,
      ].map { $0 * variance })
    let errors = [
      (inverse.kk * variance).squareRoot(), (inverse.rr * variance).squareRoot(),
      (inverse.mm * variance).squareRoot(),
    ]
    var dated = estimates
    dated[2] += shift
    self.init(
      family: family, parameterNames: names, estimates: dated, standardErrors: errors,
      covariance: covariance, residualSumOfSquares: squares, count: fitted.count, fitted: fitted,
      termination: .converged,
      grade: Self.grade(
        names, estimates, errors, degrees: degrees, termination: .converged,
        boundsCeiling: boundsCeiling),
      boundsCeiling: boundsCeiling,
      curve: GrowthCurve(family, lanes: [dated[0], dated[1], dated[2], 0], origin: 0))
  }
}
