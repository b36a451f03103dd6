internal import GrowthCurves
internal import SpecialFunctions

/// Finds starts for a named curve without being told any.
///
/// The scale of every curve (and the floor, where there is one) enters linearly, so for each of a
/// grid of shapes the best scale is solved for and only the shape is compared (Golub and Pereyra
/// 1973). The starts are the lowest points of the grid that are lower than their neighbours.
struct StartSearch<Form: CurveForm> {
  let model: FamilyModel<Form>
  let observed: [Double]
  let weights: [Double]
  let errors: ErrorModel

  /// The best starts, in classical lanes, best first.
  ///
  /// - Parameter count: how many at most.
  /// - Returns: at least one, unless no shape is finite at the dates.
  func starts(_ count: Int) -> [SIMD4<Double>] {
    guard let first = model.times.min(), let last = model.times.max(), last > first else {
      return []
    }
    let direction = Form.floorLane == nil ? trend : 0
    var rows = lowest(over: first...last, direction: direction)
    // A curve that can only rise still has a best approximation to a fall.
    if !rows.contains(where: { $0.squares.isFinite }) {
      rows = lowest(over: first...last, direction: 0)
    }
    let valleys = rows.indices.filter { i in
      rows[i].squares.isFinite
        && (i == 0 || rows[i].squares <= rows[i - 1].squares)
        && (i == rows.count - 1 || rows[i].squares < rows[i + 1].squares)
    }
    .sorted { rows[$0].squares < rows[$1].squares }
    // A valley far above the lowest one does not lead lower.
    guard let least = valleys.first.map({ rows[$0].squares }) else { return [] }
    return valleys.prefix(count).filter { rows[$0].squares <= 30 * least }.map { rows[$0].lanes }
  }

  /// The best of each row of shapes that go with a direction.
  private func lowest(over times: ClosedRange<Double>, direction: Double) -> [Candidate] {
    Form.startingShapes(over: times).map { row in
      var best = Candidate.none
      for shape in row {
        if direction != 0 {
          let rise = Form.value(times.upperBound, shape) - Form.value(times.lowerBound, shape)
          guard rise * direction >= 0 else { continue }
        }
        let candidate = scaled(shape)
        if candidate.squares < best.squares { best = candidate }
      }
      return best
    }
  }

  /// The sign of the trend, or 0 when it is weak or periods are observed: then either may fit.
  private var trend: Double {
    guard model.starts.isEmpty else { return 0 }
    let n = Double(observed.count)
    let (middle, mean) = (model.times.reduce(0, +) / n, observed.reduce(0, +) / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for i in observed.indices {
      let (x, y) = (model.times[i] - middle, observed[i] - mean)
      xx += x * x
      xy += x * y
      yy += y * y
    }
    return xy * xy > 0.1 * xx * yy ? xy : 0
  }

  private struct Candidate {
    let lanes: SIMD4<Double>
    let squares: Double
    static var none: Candidate { Candidate(lanes: .zero, squares: .infinity) }
  }

  /// The shape with its best scale and floor.
  private func scaled(_ shape: SIMD4<Double>) -> Candidate {
    if errors != .additive, Form.floorLane == nil { return scaledInLogarithms(shape) }
    var (w, wf, wy, wff, wfy, wyy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for i in observed.indices {
      let (f, y, weight) = (model.value(i, shape), observed[i], weights[i])
      w += weight
      wf += weight * f
      wy += weight * y
      wff += weight * f * f
      wfy += weight * f * y
      wyy += weight * y * y
    }
    var lanes = shape
    let squares: Double
    if let floorLane = Form.floorLane {
      let (sff, sfy, syy) = (wff - wf * wf / w, wfy - wf * wy / w, wyy - wy * wy / w)
      let slope = sfy / sff
      let floor = (wy - slope * wf) / w
      lanes[floorLane] = floor
      lanes[Form.scaleLane] = floor + slope
      squares = syy - slope * sfy
    } else {
      lanes[Form.scaleLane] = wfy / wff
      squares = wyy - wfy * wfy / wff
    }
    guard squares.isFinite, lanes[Form.scaleLane].isFinite else { return .none }
    // Cancellation can leave a negative sum of squares where the curve is exact.
    return Candidate(lanes: lanes, squares: max(squares, 1e-15 * wyy))
  }

  /// For errors in proportion: the scale is a mean of logarithms.
  private func scaledInLogarithms(_ shape: SIMD4<Double>) -> Candidate {
    var (w, sum, squares) = (0.0, 0.0, 0.0)
    for i in observed.indices where observed[i] > 0 {
      let f = model.value(i, shape)
      guard f > 0 else { return .none }
      let ratio = Elementary.log(observed[i] / f)
      let weight = errors == .poisson ? weights[i] * observed[i] : weights[i]
      w += weight
      sum += weight * ratio
      squares += weight * ratio * ratio
    }
    var lanes = shape
    lanes[Form.scaleLane] = Elementary.exp(sum / w)
    let left = squares - sum * sum / w
    guard left.isFinite, lanes[Form.scaleLane].isFinite else { return .none }
    return Candidate(lanes: lanes, squares: max(left, 1e-15 * squares))
  }
}
