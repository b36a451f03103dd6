internal import GrowthCurves
internal import SpecialFunctions

/// A family whose steepness may grow without bound.
protocol SteepForm: CurveForm {
  /// Whether it can come down from its ceiling.
  static var mayFall: Bool { get }

  /// The parameter that grows without bound, up or, on a fall, down.
  static var steepLane: Int { get }

  /// Its parameters where it cannot be told from a step.
  ///
  /// - Returns: the classical lanes, by the dates of the step.
  static func lanes(of step: StepLimit) -> SIMD4<Double>
}

extension SteepForm {
  static var mayFall: Bool { true }
  static var steepLane: Int { 1 }

  /// The parameters that a step does not determine: all but the levels.
  static var stepNames: [String] {
    parameterNames.indices.filter { $0 != scaleLane && $0 != floorLane }.map {
      parameterNames[$0]
    }
  }

  /// Rate and midpoint of a curve in r (t − m) with a share of its way at each argument.
  fileprivate static func calendarLanes(
    _ step: StepLimit, argument: (Double) -> Double
  ) -> SIMD4<Double> {
    let falls = step.falls
    let (steepness, midpoint) = step.steep({ $0 }) { share in
      // A falling curve is at the share of its ceiling that is left.
      falls ? -argument(1 - share) : argument(share)
    }
    return [falls ? step.before : step.after, falls ? -steepness : steepness, midpoint, 0]
  }
}

private func logit(_ share: Double) -> Double {
  Elementary.log(share) - Elementary.log1p(-share)
}

extension Logistic: SteepForm {
  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    calendarLanes(step, argument: logit)
  }
}

extension Gompertz: SteepForm {
  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    calendarLanes(step) { -Elementary.log(-Elementary.log($0)) }
  }
}

extension Richards: SteepForm {
  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    // With a shape of 1 it is logistic.
    var lanes = calendarLanes(step, argument: logit)
    lanes[3] = 1
    return lanes
  }
}

extension FourParameterLogistic: SteepForm {
  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    var lanes = calendarLanes(step, argument: logit)
    lanes[3] = step.falls ? step.after : step.before
    return lanes
  }
}

extension Hill: SteepForm {
  static var mayFall: Bool { false }
  static var steepLane: Int { 2 }

  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    let (shape, midpoint) = step.steep(logOfAge, argument: logit)
    return [step.after, Elementary.exp(midpoint), shape, 0]
  }
}

extension Weibull: SteepForm {
  static var mayFall: Bool { false }
  static var steepLane: Int { 2 }

  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    let (shape, midpoint) = step.steep(logOfAge) {
      Elementary.log(-Elementary.log1p(-$0) / Double.log2)
    }
    return [step.after, Elementary.exp(midpoint), shape, 0]
  }
}

extension FourParameterWeibull: SteepForm {
  static var steepLane: Int { 3 }

  static func lanes(of step: StepLimit) -> SIMD4<Double> {
    let (shape, midpoint) = step.steep(logOfAge) { Elementary.log(-Elementary.log1p(-$0)) }
    return [step.after, step.before, Elementary.exp(-midpoint), shape]
  }
}

/// The logarithm of an age; ages that are not positive are infinitely early.
private func logOfAge(_ age: Double) -> Double {
  age > 0 ? Elementary.log(age) : -.infinity
}
