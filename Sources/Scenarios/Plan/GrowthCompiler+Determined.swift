internal import Plans

// A curve has as many numbers as it has: what more is given would have no say, and is refused.
extension GrowthCompiler {
  /// Whether ceiling, rate, midpoint and what was observed leave no more than one curve.
  ///
  /// Where a posterior can be taken all of them are evidence; here they would be dropped.
  func isDetermined(in compiler: CaseCompiler) -> Bool {
    guard let midpoint = growth.parameters["midpoint"] else { return true }
    let stands = observed.points.isEmpty ? "`initial`" : observations
    let hasLevel =
      !observed.points.isEmpty || indicator.initial != nil || growth.parameters["level"] != nil
    if growth.givesRate, hasLevel {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        "ceiling, rate and midpoint say where the curve stands, and so \(verb) \(stands)",
        "remove `rate` or `midpoint`, or what says where it stands; with laws in their place and two "
          + "or more observations all are taken together")
      return false
    }
    if twoPoints != nil, !growth.model.adopts {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        "the ceiling and \(observations) determine the curve, and with it the midpoint",
        "remove `midpoint`, or all but one observation; with a law as `midpoint`, written in place, both "
          + "are taken together")
      return false
    }
    return true
  }

  /// Whether p and q, a midpoint and what was observed leave no more than one Bass curve.
  func isAdoptionDetermined(_ given: [String], in compiler: CaseCompiler) -> Bool {
    if let midpoint = growth.parameters["midpoint"] {
      compiler.issues.report(
        midpoint.place, midpoint.path,
        "stands beside \(given.joined(separator: " and ")), from which the date "
          + "of half the ceiling follows",
        "remove `midpoint`, or \(given.map(\.quoted).joined(separator: " and "))")
      return false
    }
    guard given.count == 2, let (first, _) = twoPoints, let p = growth.parameters["p"] else {
      return true
    }
    compiler.issues.report(
      p.place, p.path,
      "p, q and \(observations) are more than a Bass curve with a ceiling has numbers",
      "remove `p` or `q`, which then follows from the observations, or that of \(first.period)")
    return false
  }

  /// The observations in words: `the 2 observations`.
  private var observations: String {
    let points = observed.points
    return points.count == 1
      ? "the observation of \(points[0].period)" : "the \(points.count) observations"
  }

  private var verb: String { observed.points.count > 1 ? "do" : "does" }

  /// A given rate takes the place of what the observations say of growth.
  func noteUnusedPoints(in compiler: inout CaseCompiler) {
    guard growth.givesRate, let (first, last) = twoPoints else { return }
    compiler.notes.append(
      "\(indicator.name): growth goes on from \(last.period) at the given rate; what was observed "
        + "from \(first.period) on has no say in it")
  }
}
