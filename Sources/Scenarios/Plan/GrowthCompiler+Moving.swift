internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import Quantities
internal import Wording

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
        text.place, text.path,
        Phrase(
          "is half of a ceiling that stands still, and this one changes",
          "是固定上限的一半所在，而此上限随时间变化"),
        Phrase(
          "remove `midpoint`; give `rate` with `initial` or `history`, or two observations",
          "请删去 `midpoint`；用 `rate` 加 `initial` 或 `history`，或给出两个观测值"))
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
    restsOn.append(Phrase("a ceiling that changes in time", "随时间变化的上限"))
    compiler.notes.append(
      Phrase(
        "\(indicator.name): through each period the curve runs with the ceiling at its beginning",
        "\(indicator.name)：各期内曲线按该期期初的上限运行"))
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
          compiler,
          Phrase(
            "the model \(growth.model.rawValue) does not take this rate",
            "模型 \(growth.model.rawValue) 不接受此速率"),
          Phrase(
            "give two observations, or take logistic, gompertz or richards",
            "请给出两个观测值，或改用 logistic、gompertz 或 richards"))
        return nil
      }
      if !compiler.graph.rate(of: rate).changesInTime { _ = name("rate", rate) }
      noteUnusedPoints(in: &compiler)
      restsOn.insert(Phrase("a given rate", "给定的速率"), at: 0)
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
        text.place, text.path,
        Phrase("is drawn anew in every period, which no ceiling is", "每期重新抽取，而上限不应如此"),
        Phrase(
          "draw it once for a path: a law without `each`, or an uncertainty times a function of `t`",
          "请每条路径只抽取一次：用不带 `each` 的分布，或不确定量乘以 `t` 的函数"))
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
          Phrase(
            "is infinite in \(grid.period(index)), not a finite number",
            "在 \(grid.period(index)) 为无穷大，不是有限数"), Phrase("take smaller numbers", "请用较小的数字"))
        return false
      }
      if value <= 0 {
        compiler.issues.report(
          text.place, text.path,
          Phrase(
            "is \(plain(value)) in \(grid.period(index))",
            "在 \(grid.period(index)) 为 \(plain(value))"),
          Phrase(
            "a ceiling lies above 0 in every period from the first observation on",
            "自首个观测值起，上限在各期都须大于 0"))
        return false
      }
      for point in observed.points where point.index == index && point.kind == .exact {
        guard point.value >= value, growth.model.hasCeiling else { continue }
        compiler.issues.report(
          text.place, text.path,
          Phrase(
            "is \(plain(value)) in \(point.period), not above the \(plain(point.value)) observed then",
            "在 \(point.period) 为 \(plain(value))，不高于当时的观测值 \(plain(point.value))"),
          Phrase("raise the ceiling", "请提高上限"))
        return false
      }
    }
    return true
  }
}
