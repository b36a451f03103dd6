internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import Quantities

// A ceiling that changes in time.
extension GrowthCompiler {
  /// The curve under a ceiling that changes in time: the family's own equation, step by step.
  mutating func movingCurve(
    _ family: CurveFamily, under ceiling: NodeID, in compiler: inout CaseCompiler
  ) -> (GrowthPlan.Model, NodeID)? {
    guard isMeant(ceiling, in: compiler), let ahead = ceilingAhead(in: &compiler) else {
      return nil
    }
    if let text = growth.parameters["midpoint"] {
      compiler.issues.report(
        text.place, text.path, "is half of a ceiling that stands still, and this one changes",
        "remove `midpoint`; give `rate` with `initial` or `history`, or two observations")
      return nil
    }
    var shape: NodeID?
    if let text = growth.parameters["shape"] {
      guard let node = compiler.steadyNode(text, path + ".shape") else { return nil }
      shape = name("shape", node)
    }
    guard let level = level(in: &compiler),
      let motion = movingMotion(family, in: &compiler),
      let volatility = volatility(family, nil, in: &compiler)
    else { return nil }
    var deviation: NodeID?
    if case .through = motion, !growth.model.adopts {
      deviation = compiler.standardNormal(path + " growth")
    }
    restsOn.append("a ceiling that changes in time")
    compiler.notes.append(
      "\(indicator.name): through each period the curve runs with the ceiling at its beginning")
    return (
      .curve(
        CurvePlan(
          family: family, motion: motion, ceiling: ceiling, ceilingAhead: ahead,
          deviation: deviation, shape: shape, volatility: volatility)),
      name("level", level)
    )
  }

  /// The ceiling just after the end of each period, with which the next step runs.
  private func ceilingAhead(in compiler: inout CaseCompiler) -> NodeID? {
    guard let text = growth.parameters["ceiling"] else { return nil }
    var place = compiler.place(path + ".ceiling")
    place.time = .afterEnd
    return compiler.check(text, at: place)?.node
  }

  /// What moves the curve: what is given, two observations, or the default prior.
  private mutating func movingMotion(
    _ family: CurveFamily, in compiler: inout CaseCompiler
  ) -> CurvePlan.Motion? {
    if growth.givesRate || borrowed("rate") != nil {
      let given = growth.givesRate ? givenRate(in: &compiler) : nil
      if growth.givesRate, given == nil { return nil }
      guard let rate = given ?? borrowedNode("rate", in: &compiler) else { return nil }
      guard family.sigmoid != nil else {
        fail(
          compiler, "the model \(growth.model.rawValue) does not take this rate",
          "give two observations, or take logistic, gompertz or richards")
        return nil
      }
      if !compiler.graph.rate(of: rate).changesInTime { _ = name("rate", rate) }
      noteUnusedPoints(in: &compiler)
      restsOn.insert("a given rate", at: 0)
      return .rate(rate)
    }
    return adoptionOrPoints(family, in: &compiler)
  }

  /// Whether a ceiling that changes in time can be one: not drawn anew in every period, above 0,
  /// and above what was observed, as far as the file alone tells.
  func isMeant(_ ceiling: NodeID, in compiler: CaseCompiler) -> Bool {
    guard let text = growth.parameters["ceiling"] else { return true }
    if compiler.graph.draws(of: [ceiling]).contains(where: \.draw.isPerPeriod) {
      compiler.issues.report(
        text.place, text.path, "is drawn anew in every period, which no ceiling is",
        "draw it once for a path: a law without `each`, or an uncertainty times a function of `t`")
      return false
    }
    let grid = compiler.grid
    let first = observed.points.first?.index ?? 0
    for index in max(0, first)..<grid.count {
      let value = compiler.graph.value(
        of: ceiling, elapsed: grid.years(index), year: grid.year(index))
      if value.isInfinite {
        compiler.issues.report(
          text.place, text.path,
          "is infinite in \(grid.period(index)), not a finite number", "take smaller numbers")
        return false
      }
      if value <= 0 {
        compiler.issues.report(
          text.place, text.path, "is \(plain(value)) in \(grid.period(index))",
          "a ceiling lies above 0 in every period from the first observation on")
        return false
      }
      for point in observed.points where point.index == index && point.kind == .exact {
        guard point.value >= value, growth.model.hasCeiling else { continue }
        compiler.issues.report(
          text.place, text.path,
          "is \(plain(value)) in \(point.period), not above the \(plain(point.value)) observed then",
          "raise the ceiling")
        return false
      }
    }
    return true
  }
}
