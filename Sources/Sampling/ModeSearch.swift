internal import SpecialFunctions

/// A mode of a density, and the curvature there.
struct PosteriorMode: Sendable {
  var point: SIMD8<Double>
  var logDensity: Double
  /// The inverse of the negative Hessian, made positive definite.
  var covariance: SymmetricMatrix
}

/// Newton's ascent with differences for derivatives, from several starts.
///
/// Steps are taken along the eigenvectors of the Hessian with the sizes of its eigenvalues, damped
/// until the density rises, so that saddles are left uphill. Difference steps follow the density:
/// they change its logarithm by between 0.01 and 1.
struct ModeSearch<Density: PosteriorDensity> {
  let density: Density

  /// The different modes that the starts lead to, highest first; empty if the density is zero at
  /// all starts.
  func modes() -> [PosteriorMode] {
    var found: [PosteriorMode] = []
    for start in density.starts {
      guard let mode = climb(from: start) else { continue }
      if !found.contains(where: { isSame($0, mode) }) { found.append(mode) }
    }
    found.sort { $0.logDensity > $1.logDensity }
    guard let best = found.first else { return [] }
    return found.filter { $0.logDensity > best.logDensity - 12 }
  }

  private func isSame(_ a: PosteriorMode, _ b: PosteriorMode) -> Bool {
    guard let lower = a.covariance.cholesky() else { return false }
    let inverse = SymmetricMatrix.inverse(lower: lower)
    let difference = b.point - a.point
    var y = SIMD8<Double>.zero
    for j in inverse.indices { y += difference[j] * inverse[j] }
    return (y * y).sum() < 0.25
  }

  private func climb(from start: SIMD8<Double>) -> PosteriorMode? {
    var x = start
    var value = density.logDensity(at: x)
    guard value > -.infinity else { return nil }
    var steps = SIMD8<Double>(repeating: 0.05)
    var damping = 0.0
    for _ in 0..<60 {
      let (gradient, hessian) = derivatives(at: x, value, &steps)
      let (curvatures, directions) = hessian.eigen()
      var isAscending = false
      var gain = 0.0
      for _ in 0..<20 {
        var move = SIMD8<Double>.zero
        for (curvature, direction) in zip(curvatures, directions) {
          let slope = (gradient * direction).sum()
          move += slope / (max(abs(curvature), 0.04) + damping) * direction
        }
        let length = (move * move).sum().squareRoot()
        if length > 4 { move *= 4 / length }
        let next = density.logDensity(at: x + move)
        if next >= value, next < .infinity {
          gain = next - value
          x += move
          value = next
          isAscending = true
          damping = damping < 1e-3 ? 0 : damping / 8
          break
        }
        damping = damping == 0 ? 0.1 * max(1, curvatures.map(abs).max() ?? 1) : damping * 5
      }
      if !isAscending || gain < 1e-7 { break }
    }
    let (_, hessian) = derivatives(at: x, value, &steps)
    // Directions in which the density does not fall get a standard deviation of 3 scales.
    let covariance = hessian.mappingEigenvalues { 1 / max($0, 1.0 / 9) }
    return PosteriorMode(point: x, logDensity: value, covariance: covariance)
  }

  /// The gradient and the negative Hessian, by central differences.
  private func derivatives(
    at x: SIMD8<Double>, _ value: Double, _ steps: inout SIMD8<Double>
  ) -> (gradient: SIMD8<Double>, hessian: SymmetricMatrix) {
    let n = density.dimension
    var gradient = SIMD8<Double>.zero
    var hessian = SymmetricMatrix(order: n)
    func at(_ point: SIMD8<Double>) -> Double { max(density.logDensity(at: point), value - 30) }
    for i in 0..<n {
      for attempt in 0..<12 {
        var move = SIMD8<Double>.zero
        move[i] = steps[i]
        let (up, down) = (at(x + move), at(x - move))
        let change = max(abs(up - value), abs(down - value))
        gradient[i] = (up - down) / (2 * steps[i])
        hessian[i, i] = (2 * value - up - down) / (steps[i] * steps[i])
        if change > 1, attempt < 11 {
          steps[i] /= 3
        } else if change < 0.01, steps[i] < 0.4 {
          steps[i] *= 2.5
        } else {
          break
        }
      }
    }
    for i in 0..<n {
      for j in 0..<i {
        var along = SIMD8<Double>.zero
        along[i] = steps[i]
        along[j] = steps[j]
        var across = along
        across[j] = -steps[j]
        let mixed = at(x + along) + at(x - along) - at(x + across) - at(x - across)
        hessian[i, j] = -mixed / (4 * steps[i] * steps[j])
      }
    }
    return (gradient, hessian)
  }
}
