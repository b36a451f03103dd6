/// How far two numbers may be apart, with the reason in the name.
public struct Tolerance: Hashable, Sendable {
  /// Allowed difference as a fraction of the larger of the two sizes.
  public let relative: Double
  /// Allowed difference in the unit of the numbers; for values that may be zero.
  public let absolute: Double

  /// Makes a tolerance from its two parts; a test names the reason where it makes one.
  public init(relative: Double = 0, absolute: Double = 0) {
    self.relative = relative
    self.absolute = absolute
  }

  /// Rounding of a handful of operations: four units in the last place.
  public static let fewUlps = ulps(4)

  /// The error bound of a function or algorithm, in units in the last place.
  public static func ulps(_ count: Double) -> Tolerance {
    Tolerance(relative: count * .ulpOfOne)
  }

  /// Rounding of input that a problem of condition number `kappa` enlarges.
  public static func conditioned(by kappa: Double) -> Tolerance {
    Tolerance(relative: 4 * kappa * .ulpOfOne)
  }

  /// A published or computed reference that was printed with this many significant digits.
  public static func printed(digits: Int) -> Tolerance {
    var unit = 1.0
    for _ in 0..<digits { unit /= 10 }
    return Tolerance(relative: 5.000001 * unit)
  }

  /// A published or computed reference that was printed with this many decimals.
  public static func printed(decimals: Int) -> Tolerance {
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return Tolerance(absolute: 0.500001 * unit)
  }

  /// A mean over simulated paths: five standard errors.
  ///
  /// A correct program fails one seed in 1.7 million; the seed is fixed, so a failure is a change
  /// in the code.
  public static func monteCarlo(standardDeviation: Double, paths: Int) -> Tolerance {
    Tolerance(absolute: 5 * standardDeviation / Double(paths).squareRoot())
  }

  /// A share of simulated paths, whose standard deviation is at most one half.
  public static func monteCarlo(paths: Int) -> Tolerance {
    monteCarlo(standardDeviation: 0.5, paths: paths)
  }

  /// This tolerance, or the given absolute difference where that is larger.
  public func orAbsolute(_ difference: Double) -> Tolerance {
    Tolerance(relative: relative, absolute: max(absolute, difference))
  }
}

extension Double {
  /// Whether two numbers agree within a tolerance; NaN agrees with nothing, an infinity with
  /// itself.
  public func agrees(with other: Double, within tolerance: Tolerance) -> Bool {
    if self == other { return true }
    let difference = abs(self - other)
    return difference.isFinite
      && difference <= max(tolerance.absolute, tolerance.relative * max(abs(self), abs(other)))
  }

  /// How many units in the last place of `reference` this number is away from it.
  ///
  /// Equal numbers, and two NaN, are 0 apart; a NaN or an infinity is infinitely far from a
  /// finite number.
  public func ulpDistance(to reference: Double) -> Double {
    if self == reference || (isNaN && reference.isNaN) { return 0 }
    guard isFinite, reference.isFinite else { return .infinity }
    return abs(self - reference) / reference.ulp
  }
}

/// Whether all numbers of two lists agree within a tolerance.
public func agree(_ a: [Double], _ b: [Double], within tolerance: Tolerance) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.agrees(with: $1, within: tolerance) }
}
