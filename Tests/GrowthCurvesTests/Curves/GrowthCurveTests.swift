import GrowthCurves
import Testing
import _TestSupport

/// One ordinary curve of each family.
let sampleCurves = CurveFamily.allCases.map { family in
  let sample = SampleCurve.of(family.rawValue)
  return GrowthCurve(family, sample.parameters, origin: sample.origin)
}

@Suite struct GrowthCurveTests {
  /// The truncation error of a central difference with the step below, relative to the scale of
  /// the parameter, is h² times a third derivative of order one.
  let centralDifference = Tolerance(relative: 2e-7)

  @Test(arguments: sampleCurves)
  func `gradients are the derivatives of the value`(curve: GrowthCurve) {
    for date in [2016.0, 2020.5, 2031] {
      let (value, gradient) = curve.valueAndGradient(at: date)
      #expect(value.agrees(with: curve.value(at: date), within: .ulps(64)))
      for (index, parameter) in curve.parameters.enumerated() {
        let isDate = curve.family.parameterNames[index] == "midpoint"
        let step = 1e-5 * (isDate ? 1 : max(abs(parameter), 1e-3))
        func moved(_ by: Double) -> Double {
          var parameters = curve.parameters
          parameters[index] += by
          return GrowthCurve(curve.family, parameters, origin: curve.origin).value(at: date)
        }
        let slope = (moved(step) - moved(-step)) / (2 * step)
        #expect(
          gradient[index].agrees(with: slope, within: centralDifference.orAbsolute(1e-5)),
          "\(curve.family) by \(curve.family.parameterNames[index]) at \(date)")
      }
    }
  }

  @Test(arguments: sampleCurves.filter { $0.family.hasCeiling })
  func `in the end the curve is at its ceiling`(curve: GrowthCurve) throws {
    let ceiling = try #require(curve.ceiling)
    // The Hill curve comes nearest most slowly: as the cube of the date.
    #expect(curve.value(at: 1e9).agrees(with: ceiling, within: .fewUlps))
  }

  @Test(arguments: sampleCurves)
  func `far dates give numbers, not NaN`(curve: GrowthCurve) {
    for date in [-1e9, -1e5, 1e5, 1e9] {
      let (value, gradient) = curve.valueAndGradient(at: date)
      #expect(!value.isNaN)
      if curve.family != .exponential {
        #expect(!gradient.contains { $0.isNaN }, "\(curve.family) at \(date)")
      }
    }
  }

  @Test func `midpoints stand where the documentation says`() {
    let e = 2.718_281_828_459_045
    for curve in sampleCurves {
      guard let midpoint = curve["midpoint"], let ceiling = curve.ceiling else { continue }
      let share =
        switch curve.family {
        case .gompertz: 1 / e
        case .richards: 0.456_877_8
        case .fourParameterLogistic: 0.545
        default: 0.5
        }
      #expect(
        (curve.value(at: midpoint) / ceiling).agrees(with: share, within: .printed(digits: 7)))
    }
  }

  /// Bass 1969: p = 0.03, q = 0.38 of 1000 (values computed from the formula with mpmath).
  @Test func `the Bass curve has its published values`() {
    let curve = GrowthCurve(.bass, [0.03, 0.38, 1000])
    #expect(curve.value(at: 1).agrees(with: 35.758164, within: .printed(decimals: 6)))
    #expect(curve.value(at: 5).agrees(with: 331.198642, within: .printed(decimals: 6)))
    #expect(curve.value(at: 10).agrees(with: 812.803221, within: .printed(decimals: 6)))
    #expect(curve.value(at: -1) == 0)
  }

  @Test func `a Richards curve with shape 1 is logistic and with shape 0.0001 nearly Gompertz`() {
    let logistic = GrowthCurve(.logistic, [1000, 0.3, 2021])
    let gompertz = GrowthCurve(.gompertz, [1000, 0.3, 2021])
    for date in [2015.0, 2021, 2030] {
      let same = GrowthCurve(.richards, [1000, 0.3, 2021, 1]).value(at: date)
      #expect(same.agrees(with: logistic.value(at: date), within: .ulps(16)))
      let near = GrowthCurve(.richards, [1000, 0.3, 2021, 1e-4]).value(at: date)
      // The next term of the expansion is of the order of the shape.
      #expect(near.agrees(with: gompertz.value(at: date), within: Tolerance(relative: 2e-3)))
    }
  }
}
