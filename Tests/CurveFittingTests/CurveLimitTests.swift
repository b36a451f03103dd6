import CurveFitting
import GrowthCurves
import SpecialFunctions
import Testing
import _TestSupport

/// Data on which parameters of a named curve run to infinity while the curve does not.
@Suite struct CurveLimitTests {
  /// Zeros and then a plateau, from scipy/scipy#5980.
  static let zeros: [Double] = [
    0, 0, 0, 0, 0, 0.26899724779580747, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.7596293832300737,
    1.2214165441700262, 1.044997340851686, 0.7705897033203687, 1.280988851538506,
    1.4403870545862594, 1.439644250890874, 1.280013863325763, 0.9349706185969648,
    0.7035165962457238, 0.914155421686925,
  ]
  /// Two levels, with a jump in 2016.
  static let jump: [Double] = [2, 3, 2, 1, 2, 3, 102, 99, 101, 100, 98, 103]
  /// Saturation from the start (stats.stackexchange 593782).
  static let concave: [(Double, Double)] = [
    (10, 0.00814809), (20, 0.01093976), (30, 0.01294903), (40, 0.01403736), (50, 0.01579931),
    (60, 0.0171861), (150, 0.02268682), (300, 0.02785176), (600, 0.03149701), (900, 0.03315134),
    (1200, 0.03389025), (1500, 0.03420652), (1800, 0.03465968), (2100, 0.03477675),
    (3000, 0.03535143),
  ]
  /// Log dose against viability (albertopessia/drda#12).
  static let viability: [Double] = [
    0.877362, 0.812841, 0.883113, 0.873494, 0.845769, 0.999422, 0.888961, 0.735539, 0.84204,
    0.518041, 0.519261, 0.501252, 0.253209, 0.083937, 0.000719, 0.049249, 0.070804, 0.091425,
    0.041096, 1.2e-05, 0.092564,
  ]
  /// Flat screening data (DoseResponse/drc#4).
  static let flat: [Double] = [
    74.57337, 81.2668, 80.63771, 75.96445, 76.54648, 77.78535, 75.041, 74.92435, 80.92873,
    86.97225, 72.90051,
  ]
  static let flatTimes: [Double] = [
    -7.156216638280637, -6.057604349612527, -4.958992060944417, -3.8599050511660393,
    -2.7612927624979298, -1.6626277409482195, -0.5639978752708373, 0.5346085544285093,
    1.633218890099403, 2.731830527767593, 3.830443033435723,
  ]

  private func times(_ values: [Double], from first: Double = 0) -> [Double] {
    values.indices.map { first + Double($0) }
  }

  private var profiling: CurveFitOptions {
    var options = CurveFitOptions()
    options.profilesIntervals = true
    return options
  }

  /// References: the least sum of squares over all rates and midpoints, and its roots, by SciPy's
  /// `brentq` on the profile over 40 001 midpoints and 66 000 rates.
  @Test(arguments: [1.0, -1])
  func `a jump determines the levels only, and the profile of the rate is open on one side`(
    direction: Double
  ) throws {
    let values = direction > 0 ? Self.zeros : Self.zeros.reversed()
    let fit = try CurveFit(.logistic, times: times(values), values: values, options: profiling)
    #expect(fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]))
    #expect(fit.grade == .d)
    let squares = 0.7138993177782611
    #expect(fit.residualSumOfSquares.agrees(with: squares, within: Tolerance(relative: 1e-12)))
    #expect(fit.standardError("rate") == .infinity && fit.standardError("midpoint") == .infinity)
    // s / √10, of the ten points on the plateau.
    let error = (squares / 24 / 10).squareRoot()
    #expect(
      try #require(fit.standardError("ceiling"))
        .agrees(with: error, within: Tolerance(relative: 1e-12)))
    let rate = try #require(fit.interval("rate", level: 0.95))
    let (near, far) = (rate.lowerBound, rate.upperBound)
    #expect((direction > 0 ? far : -near) == .infinity)
    #expect((direction > 0 ? near : -far).agrees(with: 1.55637606, within: .printed(digits: 8)))
    let midpoint = try #require(fit.interval("midpoint", level: 0.95))
    let ends = [midpoint.lowerBound, midpoint.upperBound].map { direction > 0 ? $0 : 26 - $0 }
    // At the lower end the profile itself jumps.
    #expect(agree(ends.sorted(), [15, 16.142804], within: .printed(digits: 8)))
    // The curve that is printed is the one that fits.
    let curve = try #require(fit.curve)
    let drawn = times(values).map(curve.value(at:))
    #expect(agree(drawn, fit.fitted, within: Tolerance(relative: 1e-9)))
  }

  @Test(arguments: [
    (CurveFamily.logistic, ["rate", "midpoint"]), (.gompertz, ["rate", "midpoint"]),
    (.richards, ["rate", "midpoint", "shape"]), (.hill, ["midpoint", "shape"]),
    (.fourParameterLogistic, ["rate", "midpoint"]), (.fourParameterWeibull, ["rate", "shape"]),
  ])
  func `no steepness is called converged at a jump`(family: CurveFamily, names: [String]) throws {
    let dates = times(Self.jump, from: 2010)
    let fit = try CurveFit(family, times: dates, values: Self.jump, options: profiling)
    #expect(fit.termination == .notIdentifiable(parameters: names))
    // Σ y² of the low values but the last, which the limit goes through, or their scatter with a floor;
    // and the scatter of the high ones: 22 or 2, and 17.5.
    let squares = family.parameterNames.contains("floor") ? 19.5 : 39.5
    #expect(fit.residualSumOfSquares.agrees(with: squares, within: Tolerance(relative: 1e-12)))
    let steepness = names.contains("rate") && family != .fourParameterWeibull ? "rate" : "shape"
    let interval = try #require(fit.interval(steepness, level: 0.95))
    #expect(interval.lowerBound > 0 && interval.upperBound == .infinity)
    if family == .logistic {
      #expect(interval.lowerBound.agrees(with: 6.348644167, within: .printed(digits: 7)))
      let alone = try CurveFit.fits(family, times: [dates], values: [Self.jump])[0].get()
      #expect(alone.termination == fit.termination && alone.estimates == fit.estimates)
    }
  }

  @Test func `the jump in one period is not called converged`() throws {
    var options = profiling
    options.observation = .increment
    let fit = try CurveFit(
      .logistic, times: times(Self.jump.dropLast(4)), values: [0, 1, 0, 0, 50, 0, 1, 0],
      options: options)
    #expect(fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]))
    #expect(fit.standardError("rate") == .infinity)
    let rate = try #require(fit.interval("rate", level: 0.95))
    #expect(rate.lowerBound > 0 && rate.upperBound == .infinity)
  }

  /// Brute force over the ten splits: the least is before the last point.
  @Test func `noise without a trend has a step for its least sum of squares`() throws {
    let fit = try CurveFit(.fourParameterLogistic, times: Self.flatTimes, values: Self.flat)
    #expect(fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]))
    #expect(
      fit.residualSumOfSquares.agrees(with: 140.81416691029006, within: Tolerance(relative: 1e-12)))
    #expect(fit["floor"] == 72.90051)
    #expect(try #require(fit["ceiling"]).agrees(with: 78.464049, within: .printed(digits: 8)))
    #expect(try #require(fit["rate"]) < 0)
    #expect(try #require(fit.standardErrors).allSatisfy { $0 < 10 || $0 == .infinity })
  }

  /// The least sum of squares over a grid of rates and midpoints, refined by SciPy's `least_squares`; the
  /// best step leaves 87.56991, and starts from a grid of shapes lead to no lower minimum.
  @Test func `a finite steepness below the best step is found`() throws {
    let values: [Double] = [
      83.8251, 78.9998, 80.2887, 79.3185, 81.8513, 83.3065, 80.9588, 77.3047, 76.8802, 86.6367,
      78.8798, 78.8356,
    ]
    let fit = try CurveFit(.logistic, times: times(values, from: 2000), values: values)
    #expect(fit.termination == .converged)
    #expect(fit.residualSumOfSquares.agrees(with: 86.9822898706, within: .printed(digits: 9)))
  }

  @Test(arguments: [ErrorModel.multiplicative, .poisson])
  func `steps with other errors`(errors: ErrorModel) throws {
    var options = CurveFitOptions()
    options.errors = errors
    let low: [Double] = errors == .poisson ? [0, 0, 0, 0, 0] : [2, 3, 2, 3, 2]
    // The first of the high ones is not between the levels.
    let values = low + [66, 55, 60, 58, 63]
    let fit = try CurveFit(
      errors == .poisson ? .logistic : .fourParameterLogistic, times: times(values),
      values: values, options: options)
    #expect(fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]))
    // The mean, and its root over 5, of counts; the geometric mean of others.
    let ceiling = errors == .poisson ? 60.4 : 60.278895
    #expect(try #require(fit["ceiling"]).agrees(with: ceiling, within: .printed(digits: 8)))
    if errors == .poisson {
      let error = (60.4 / 5).squareRoot()
      #expect(
        try #require(fit.standardError("ceiling"))
          .agrees(with: error, within: Tolerance(relative: 1e-12)))
    }
  }

  /// SciPy's `curve_fit` of the asymptotic exponential; of four parameters it finds a ceiling of 0.03413
  /// with an error of 0.00047 to 0.00053 by how far it goes.
  @Test(arguments: [1.0, -1])
  func `a ceiling in sight is not given up for a floor out of sight`(sign: Double) throws {
    let (x, y) = (Self.concave.map { sign * $0.0 }, Self.concave.map(\.1))
    let fit = try CurveFit(.fourParameterLogistic, times: x, values: y, options: profiling)
    #expect(fit.termination == .notIdentifiable(parameters: ["midpoint", "floor"]))
    #expect(try #require(fit["ceiling"]).agrees(with: 0.03412731, within: .printed(digits: 7)))
    #expect(try #require(fit["rate"]).agrees(with: sign * 0.00521825, within: .printed(digits: 5)))
    #expect(
      fit.residualSumOfSquares.agrees(with: 1.4298230818608451e-05, within: .printed(digits: 9)))
    // From the inverse of the four columns at the limit, in NumPy.
    #expect(
      try #require(fit.standardError("ceiling"))
        .agrees(with: 4.84991e-4, within: .printed(digits: 5)))
    #expect(fit.standardError("floor") == .infinity && fit.standardError("midpoint") == .infinity)
    #expect(fit.estimates.allSatisfy { $0.isFinite })
    // The other level is 10⁷ times as far as the data: as much of the digits is left.
    let curve = try #require(fit.curve)
    #expect(agree(x.map(curve.value(at:)), y, within: Tolerance(absolute: 0.003)))
    let floor = try #require(fit.interval("floor", level: 0.95))
    #expect(floor.lowerBound == -.infinity && floor.upperBound < 0.008)
  }

  /// The data take up a 2,500th of the way to the ceiling.
  ///
  /// References: SciPy's `minimize` over rate and midpoint, with both levels by linear least squares; with a
  /// ceiling infinitely far the sum of squares is 8.1688945e-8.
  @Test func `a level out of sight is not put at infinity where that fits worse`() throws {
    let dates = (0..<16).map(Double.init)
    let values = dates.map { t in
      let noise = (t * t * 7 + t * 3).remainder(dividingBy: 11)
      let grown = 2500 / (1 + 2500 * Elementary.exp(-0.3 * (t - 15)))
      return 5 + grown + 1e-4 * ((noise < 0 ? noise + 11 : noise) / 5 - 1)
    }
    let fit = try CurveFit(.fourParameterLogistic, times: dates, values: values)
    #expect(fit.termination == .ceilingNotShown)
    #expect(fit.residualSumOfSquares.agrees(with: 7.8723027e-8, within: .printed(digits: 7)))
    #expect(try #require(fit["rate"]).agrees(with: 0.30004537, within: .printed(digits: 6)))
  }

  @Test func `a decay to a floor determines the floor`() throws {
    let fit = try CurveFit(
      .fourParameterLogistic, times: Self.concave.map(\.0), values: Self.concave.map { 1 - $0.1 })
    #expect(fit.termination == .notIdentifiable(parameters: ["ceiling", "midpoint"]))
    #expect(try #require(fit["floor"]).agrees(with: 1 - 0.03412731, within: .printed(digits: 7)))
    #expect(try #require(fit["rate"]).agrees(with: -0.00521825, within: .printed(digits: 5)))
    #expect(fit.estimates.allSatisfy { $0.isFinite })
  }

  /// SciPy's `curve_fit`.
  @Test func `the ceiling of a falling series is its upper level`() throws {
    let doses = [
      -9.210340371976182, -6.907755278982137, -4.605170185988091, -2.3025850929940455, 0,
      2.302585092994046, 4.605170185988092,
    ]
    let x = doses.flatMap { [$0, $0, $0] }
    let fit = try CurveFit(.fourParameterLogistic, times: x, values: Self.viability)
    #expect(fit.termination == .converged)
    let expected = [
      ("ceiling", 0.8791421, 0.0258), ("floor", 0.0520711, 0.0278), ("rate", -1.14335, 0.276),
      ("midpoint", -2.11770, 0.184),
    ]
    for (name, estimate, error) in expected {
      #expect(try #require(fit[name]).agrees(with: estimate, within: .printed(digits: 6)))
      #expect(
        try #require(fit.standardError(name)).agrees(with: error, within: .printed(digits: 3)))
    }
    #expect(fit.residualSumOfSquares.agrees(with: 0.0727425, within: .printed(digits: 6)))
  }

  @Test func `many series have the verdicts of each`() throws {
    // Short noise, of which much is best fitted by a step.
    var (times, values): ([[Double]], [[Double]]) = ([], [])
    for series in 0..<120 {
      let count = 5 + series % 9
      times.append((0..<count).map(Double.init))
      values.append((0..<count).map { 10 + Double((series * 37 + $0 * $0 * 53) % 17) / 3 })
    }
    for family in [CurveFamily.logistic, .gompertz] {
      let fits = CurveFit.fits(family, times: times, values: values)
      var steps = 0
      for i in times.indices {
        let (fit, alone) = (
          try fits[i].get(), try CurveFit(family, times: times[i], values: values[i])
        )
        #expect(fit.termination == alone.termination && fit.grade == alone.grade, "series \(i)")
        // Of the same fits to nine digits of what is uncertain, which here is much.
        let chances = (fit.experience?.chanceFar ?? -1, alone.experience?.chanceFar ?? -1)
        #expect(abs(chances.0 - chances.1) < 1e-6, "series \(i)")
        if fit.termination == .notIdentifiable(parameters: ["rate", "midpoint"]) { steps += 1 }
        if fit.termination.isConverged {
          let errors = try #require(fit.standardErrors)
          #expect(errors[1] < 1e3 * abs(fit.estimates[1]), "series \(i)")
        }
      }
      #expect(steps > 10)
    }
  }
}
