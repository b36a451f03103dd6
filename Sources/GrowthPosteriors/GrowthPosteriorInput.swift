internal import Distributions
internal import GrowthCurves

/// Checks of what a growth posterior is made from.
enum GrowthPosteriorInput {
  static func check(
    _ family: CurveFamily, _ observations: [GrowthObservation], _ priors: GrowthPriors
  ) throws(GrowthPosteriorError) {
    try check(observations)
    try check(priors, family)
    let last = observations[observations.count - 1]
    if last.kind == .exact, priors.level.isGiven { throw .levelIsObserved }
    if observations.count == 1, last.bounds != nil, !priors.level.isGiven {
      throw .contradiction("a bound alone leaves the level open; give it a law")
    }
    guard family.hasCeiling else { return }
    let highest = observations.filter { $0.kind == .exact }.map(\.value).max() ?? 0
    let bound = max(last.bounds?.lowerBound ?? 0, highest)
    if let number = priors.ceiling.number {
      for (index, observation) in observations.enumerated()
      where observation.kind == .exact && observation.value >= number {
        throw .data(.aboveCeiling(index: index, value: observation.value, ceiling: number))
      }
    }
    if let law = priors.ceiling.law, law.support.upperBound <= bound {
      throw .contradiction(
        "the ceiling is at most \(law.support.upperBound), but \(bound) has been observed")
    }
  }

  private static func check(
    _ observations: [GrowthObservation]
  ) throws(GrowthPosteriorError) {
    guard !observations.isEmpty else {
      throw .data(.tooFewObservations(count: 0, needed: 1))
    }
    for (index, observation) in observations.enumerated() {
      guard observation.value.isFinite, observation.time.isFinite else {
        throw .data(.notFinite(index: index))
      }
      guard observation.value > 0 else {
        throw .data(.notPositive(index: index, value: observation.value))
      }
      if case .standardDeviation(let sd) = observation.kind, !(sd > 0 && sd.isFinite) {
        throw .data(
          .outOfRange(parameter: "standard deviation", value: sd, required: "> 0"))
      }
      if case .between(let low, let high) = observation.kind, !(low >= 0 && high > low) {
        throw .data(
          .outOfRange(parameter: "upper bound", value: high, required: "above the lower one"))
      }
      if index > 0, observation.time <= observations[index - 1].time {
        throw .data(.timesNotIncreasing(index: index, time: observation.time))
      }
    }
  }

  private static func check(
    _ priors: GrowthPriors, _ family: CurveFamily
  ) throws(GrowthPosteriorError) {
    for (name, prior, isTaken) in [
      ("growth", priors.growth, true), ("ceiling", priors.ceiling, family.hasCeiling),
      ("rate", priors.rate, family.rated != nil),
      (
        "midpoint", priors.midpoint,
        priors.rate.isGiven ? family.sigmoid != nil : family.bounded != nil
      ), ("level", priors.level, true),
      ("volatility", priors.volatility, true), ("shape", priors.shape, family.hasShape),
    ] {
      if prior.isGiven, !isTaken { throw .notTaken(parameter: name, family: family) }
      if let law = prior.law, law.isDiscrete {
        throw .noDensity(parameter: name, law: law.name)
      }
      guard let number = prior.number else { continue }
      let isSigned = name == "growth" || name == "rate" || name == "midpoint"
      guard number.isFinite, isSigned || number > 0 else {
        throw .data(
          .outOfRange(
            parameter: name, value: number, required: isSigned ? "finite" : "> 0"))
      }
    }
    if priors.growth.isGiven, priors.rate.isGiven || priors.midpoint.isGiven {
      throw .overdetermined(parameters: ["growth", "rate or midpoint"])
    }
    if priors.rate.number != nil, priors.midpoint.number != nil, priors.ceiling.number != nil {
      throw .overdetermined(parameters: ["ceiling", "rate", "midpoint"])
    }
  }
}
