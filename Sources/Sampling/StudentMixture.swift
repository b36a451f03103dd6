internal import SpecialFunctions

/// A mixture of multivariate t laws with five degrees of freedom, from which importance sampling
/// proposes.
struct StudentMixture: Sendable {
  struct Component: Sendable {
    private(set) var weight: Double
    private(set) var logWeight: Double
    let centre: SIMD8<Double>
    /// The triangle L of the scale matrix L Lᵀ, and its inverse.
    let lower: [SIMD8<Double>]
    let inverse: [SIMD8<Double>]
    let logNorm: Double

    init?(weight: Double, centre: SIMD8<Double>, scale: SymmetricMatrix) {
      guard let lower = scale.cholesky() else { return nil }
      self.weight = weight
      logWeight = Elementary.log(weight)
      self.centre = centre
      self.lower = lower
      inverse = SymmetricMatrix.inverse(lower: lower)
      let n = Double(lower.count)
      var logNorm = GammaFunction.logGamma((5 + n) / 2) - GammaFunction.logGamma(2.5)
      logNorm -= n / 2 * Elementary.log(5 * Double.pi)
      for j in lower.indices { logNorm -= Elementary.log(lower[j][j]) }
      self.logNorm = logNorm
    }

    func weighted(_ weight: Double) -> Component {
      var component = self
      component.weight = weight
      component.logWeight = Elementary.log(weight)
      return component
    }

    func logDensity(at x: SIMD8<Double>) -> Double {
      let difference = x - centre
      var y = SIMD8<Double>.zero
      for j in 0..<inverse.count { y += difference[j] * inverse[j] }
      let square = (y * y).sum()
      return logNorm - (5 + Double(inverse.count)) / 2 * Elementary.log1p(square / 5)
    }
  }

  /// The components, the wide one last.
  let components: [Component]
  /// Those that adapt.
  var core: ArraySlice<Component> { components.dropLast() }

  /// The share of the wide component.
  private static let defence = 0.1

  /// The mixture of components whose weights are brought to 0.9, and of a wide one.
  ///
  /// That has three times the spread of the whole. It bounds the importance weights where the tails
  /// of the target are longer on one side.
  ///
  /// Source: Hesterberg, *Weighted average importance sampling and defensive mixture distributions*,
  /// Technometrics 37:185 (1995).
  init?(defended components: [Component]) {
    let sum = components.reduce(0) { $0 + $1.weight }
    guard let order = components.first?.lower.count, sum > 0 else { return nil }
    var centre = SIMD8<Double>.zero
    for component in components { centre += component.weight / sum * component.centre }
    var spread = SymmetricMatrix(order: order)
    for component in components {
      let offset = component.centre - centre
      let weight = component.weight / sum
      for j in 0..<order {
        for column in component.lower {
          spread.columns[j] += weight * column[j] * column
        }
        spread.columns[j] += weight * offset[j] * offset
      }
    }
    for j in 0..<order { spread.columns[j] *= 9 }
    for i in 0..<order { for j in 0..<i { spread[i, j] = spread.columns[j][i] } }
    guard let wide = Component(weight: Self.defence, centre: centre, scale: spread) else {
      return nil
    }
    self.components =
      components.map { $0.weighted((1 - Self.defence) * $0.weight / sum) } + [wide]
  }

  /// The logarithm of the density at a point.
  func logDensity(at x: SIMD8<Double>) -> Double {
    guard components.count > 1 else { return components[0].logDensity(at: x) }
    var largest = -Double.infinity
    var sum = 0.0
    for component in components {
      let term = component.logWeight + component.logDensity(at: x)
      if term > largest {
        sum = sum * Elementary.exp(largest - term) + 1
        largest = term
      } else {
        sum += Elementary.exp(term - largest)
      }
    }
    return largest + Elementary.log(sum)
  }

  /// The point that a point of the unit cube stands for.
  ///
  /// The first coordinate picks the component and, stretched, the χ² variable; one coordinate more
  /// for each parameter gives its normal.
  func point(_ u: SIMD8<Double>) -> SIMD8<Double> {
    var rest = u[0]
    var picked = components[components.count - 1]
    for component in components {
      if rest < component.weight {
        picked = component
        break
      }
      rest -= component.weight
    }
    rest = min(max(rest / picked.weight, 0x1p-53), 1 - 0x1p-53)
    let chiSquare = ChiSquareFive.quantile(rest)
    let stretch = (5 / chiSquare).squareRoot()
    var x = picked.centre
    for j in 0..<picked.lower.count {
      x += stretch * StandardNormal.quantile(u[j + 1]) * picked.lower[j]
    }
    return x
  }
}

/// The χ² law with five degrees of freedom, whose tail is elementary.
enum ChiSquareFive {
  /// The value below which the variable lies with probability p.
  ///
  /// Wilson and Hilferty's approximation (1931) and Newton's steps on
  /// P(X > x) = 2 Φ(−√x) + 2 φ(√x) √x (1 + x/3); in the far tails the incomplete gamma function.
  static func quantile(_ p: Double) -> Double {
    guard p > 0.001, p < 0.999 else {
      return 2 * GammaFunction.inverseRegularizedLower(a: 2.5, p: p)
    }
    let spread = 2.0 / 45
    let cubeRoot = 1 - spread + StandardNormal.quantile(p) * spread.squareRoot()
    var root = (5 * cubeRoot * cubeRoot * cubeRoot).squareRoot()
    for _ in 0..<4 {
      let x = root * root
      let density = StandardNormal.density(root)
      let tail = 2 * StandardNormal.cdf(-root) + 2 * density * root * (1 + x / 3)
      // d tail / d root = −(2/3) φ(root) root⁴
      root += (tail - (1 - p)) / (2.0 / 3 * density * x * x)
    }
    return root * root
  }
}
