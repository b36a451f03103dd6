internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import GrowthPosteriors
internal import Plans
internal import Quantities
internal import SpecialFunctions
internal import Wording

// Growth: what the file gives, what data and a drawn ceiling leave, and stated priors for the rest.
extension CaseCompiler {
  /// The growth of an output or a count.
  mutating func growthPlan(
    _ growth: Growth, of indicator: Indicator, _ observed: ObservedHistory
  ) -> GrowthPlan? {
    let path = "indicators.\(indicator.name).growth"
    var boost: NodeID?
    if let text = growth.boost {
      guard let node = node(text, path + ".boost") else { return nil }
      boost = node
    }
    if let text = growth.parameters["level"], !observed.points.isEmpty || indicator.initial != nil {
      let other =
        observed.points.isEmpty ? Phrase("`initial`") : Phrase("the history", "历史数据")
      issues.report(
        text.place, text.path,
        Phrase(
          "stands beside \(other.english), which says where the curve stands",
          "与\(other.chinese)重复，后者已说明曲线的位置"),
        Phrase("keep one of them", "请只保留其一"))
      return nil
    }
    let belief = belief(indicator, observed)
    var compiler = GrowthCompiler(
      growth, indicator, observed.believing(belief?.middle), path: path)
    compiler.belief = belief?.prior
    guard let (model, level) = compiler.compile(in: &self) else { return nil }
    self.growth += compiler.notes(grid: grid)
    return GrowthPlan(model: model, level: level, boost: boost, total: observed.total)
  }

  // MARK: Draws

  mutating func standardNormal(_ stream: String) -> NodeID {
    draw(stream, "normal", [(nil, 0), (nil, 1)])
  }

  mutating func draw(
    _ stream: String, _ law: String, _ arguments: [(label: String?, value: Double)]
  ) -> NodeID {
    guard let law = try? Law.make(law, arguments: arguments) else {
      preconditionFailure("\(law) of \(arguments)")
    }
    return graph.draw(Draw(stream: stream, law: .fixed(law), isPerPeriod: false))
  }
}

/// Compiles the growth of one indicator in one case.
struct GrowthCompiler {
  let growth: Growth
  let indicator: Indicator
  let observed: ObservedHistory
  let path: String

  var parameters: [GrowthParameter] = []
  var termination = Phrase("given", "给定")
  var restsOn: [Phrase] = []
  var grade = "D"
  var members: [GrowthCompiler] = []
  var weights: [Double] = []

  /// What `initial` says of the last value where only a bound of it was observed.
  var belief: GrowthPriors.Prior?

  init(_ growth: Growth, _ indicator: Indicator, _ observed: ObservedHistory, path: String) {
    self.growth = growth
    self.indicator = indicator
    self.observed = observed
    self.path = path
  }

  /// What people need to know: one note for each model.
  func notes(grid: TimeGrid) -> [GrowthNote] {
    guard members.isEmpty else {
      return zip(members, weights).flatMap { member, weight in
        member.notes(grid: grid).map { $0.weighted(weight) }
      }
    }
    return [
      GrowthNote(
        indicator: indicator.name, model: growth.model.rawValue, weight: 1, grade: grade,
        termination: termination, restsOn: restsOn.joined(.comma),
        kin: growth.model == .auto ? kind : nil, parameters: parameters,
        history: observed.points.map { (time: grid.start.coordinate + $0.time, value: $0.value) })
    ]
  }

  mutating func compile(in compiler: inout CaseCompiler) -> (GrowthPlan.Model, NodeID)? {
    switch growth.model {
    case .auto: forecaster(in: &compiler)
    case .average: average(in: &compiler)
    case .curve(let family): curve(family, in: &compiler)
    }
  }

  mutating func name(_ name: String, _ node: NodeID) -> NodeID {
    parameters.append(GrowthParameter(name: name, node: node))
    return node
  }

  func fail(_ compiler: CaseCompiler, _ problem: Phrase, _ advice: Phrase) {
    compiler.issues.report(growth.place, path, problem, advice)
  }

  // MARK: Level

  /// The value at the origin: `level`, the last observation, or `initial`.
  func level(in compiler: inout CaseCompiler) -> NodeID? {
    if let text = growth.parameters["level"] {
      return compiler.notNegative(compiler.steadyNode(text, path + ".level"))
    }
    return compiler.level(of: indicator, observed)
  }

  // MARK: Curves

  private mutating func curve(
    _ family: CurveFamily, in compiler: inout CaseCompiler
  ) -> (GrowthPlan.Model, NodeID)? {
    if family.hasCeiling, growth.parameters["ceiling"] == nil, borrowed("ceiling") == nil,
      observed.points.count >= 3
    {
      if let experience {
        note(experience, in: &compiler)
      } else {
        guard ceilingFit(family, in: compiler) != nil else { return nil }
      }
    }
    var ceiling: NodeID?
    if let text = growth.parameters["ceiling"] {
      guard let node = compiler.node(text, path + ".ceiling") else {
        return nil
      }
      ceiling = node
      if compiler.graph.rate(of: node).changesInTime {
        return movingCurve(family, under: node, in: &compiler)
      }
      guard !family.hasCeiling || mayHold(node, text, in: compiler) else { return nil }
    }
    if let followed = posteriorCurve(family, in: &compiler) { return followed }
    guard isDetermined(in: compiler) else { return nil }
    if ceiling == nil { ceiling = borrowedNode("ceiling", in: &compiler) }
    var shape: NodeID?
    if let text = growth.parameters["shape"] {
      guard let node = compiler.steadyNode(text, path + ".shape") else { return nil }
      shape = name("shape", node)
    }
    let isFitted = family.hasCeiling && ceiling == nil
    if isFitted {
      guard let node = fittedCeiling(family, in: &compiler) else { return nil }
      ceiling = node
    }
    let (fitTermination, fitGrade) = (termination, grade)
    guard var level = levelOrCurve(family, ceiling, shape, in: &compiler) else { return nil }
    if let known = ceiling {
      guard mayHold(known, above: level, in: compiler) else { return nil }
      (ceiling, level) = raised(known, above: level, in: &compiler)
    }
    guard
      let motion = motion(family, level, ceiling, shape, in: &compiler),
      let volatility = volatility(family, ceiling, in: &compiler)
    else { return nil }
    if let ceiling {
      _ = name("ceiling", ceiling)
      let source =
        compiler.graph.rate(of: ceiling) == .constant
        ? Phrase("a given ceiling", "给定的上限") : Phrase("a ceiling prior", "上限的先验")
      restsOn.append(isFitted ? Phrase("a ceiling that the data show", "数据显示的上限") : source)
    }
    if isFitted { (termination, grade) = (fitTermination, fitGrade) }
    return (
      .curve(
        CurvePlan(
          family: family, motion: motion, ceiling: ceiling, shape: shape, volatility: volatility)),
      name("level", level)
    )
  }

  /// A ceiling must stand above the level; a path on which it does not has reached it.
  private func raised(
    _ ceiling: NodeID, above level: NodeID, in compiler: inout CaseCompiler
  ) -> (NodeID, NodeID) {
    if let k = compiler.graph.constant(ceiling), let y = compiler.graph.constant(level), k > y {
      return (ceiling, level)
    }
    let least = compiler.graph.binary(.multiply, level, compiler.graph.constant(1 + 1e-9))
    return (compiler.graph.binary(.max, ceiling, least), level)
  }

  /// The level at the origin, or where the curve itself stands at the start.
  private func levelOrCurve(
    _ family: CurveFamily, _ ceiling: NodeID?, _ shape: NodeID?, in compiler: inout CaseCompiler
  ) -> NodeID? {
    if growth.parameters["level"] != nil || !observed.points.isEmpty || indicator.initial != nil {
      return level(in: &compiler)
    }
    guard let ceiling, let rateText = growth.parameters["rate"],
      growth.parameters["midpoint"] != nil, let form = family.sigmoid
    else {
      fail(
        compiler, Phrase("has neither history nor a value to begin with", "既无历史数据，也无起始值"),
        family.hasCeiling
          ? Phrase(
            "add `history`, `initial` or `level`, or ceiling, rate and midpoint together",
            "请添加 `history`、`initial` 或 `level`，或同时给出 ceiling、rate 和 midpoint")
          : Phrase(
            "add `history: {2020: …}`, `initial: …` or `level: …`",
            "请添加 `history: {2020: …}`、`initial: …` 或 `level: …`"))
      return nil
    }
    guard let rate = compiler.steadyNode(rateText, path + ".rate"),
      let midpoint = halfway(in: &compiler)
    else { return nil }
    let origin = compiler.grid.years(compiler.initialIndex(of: indicator))
    let start = Formula.number(compiler.grid.start.coordinate + origin)
    let share = form.share(
      ahead: .node(rate) * (.node(midpoint) - start), shape: self.shape(shape, of: family))
    return (.node(ceiling) * share).written(to: &compiler.graph)
  }

  /// The shape that is given, or the family's own.
  func shape(_ given: NodeID?, of family: CurveFamily) -> Formula {
    given.map { .node($0) } ?? .number(family.defaultShape)
  }

  /// What moves the curve: a given rate, two observations, a midpoint, or the default prior.
  private mutating func motion(
    _ family: CurveFamily, _ level: NodeID, _ ceiling: NodeID?, _ shape: NodeID?,
    in compiler: inout CaseCompiler
  ) -> CurvePlan.Motion? {
    if growth.givesRate || borrowed("rate") != nil {
      return rate(family, level, ceiling, shape, in: &compiler)
    }
    let givesAdoption = growth.parameters["p"] != nil || growth.parameters["q"] != nil
    if twoPoints == nil, !givesAdoption, growth.parameters["midpoint"] != nil, let ceiling {
      return midpoint(family, level, ceiling, shape, in: &compiler)
    }
    return adoptionOrPoints(family, ceiling, in: &compiler)
  }

  /// The first and the last observation, where there are two.
  var twoPoints: (ObservedHistory.Point, ObservedHistory.Point)? {
    guard let first = observed.points.first, let last = observed.points.last,
      first.index < last.index, growth.parameters["level"] == nil
    else { return nil }
    return (first, last)
  }

  /// What p and q, two observations, or the default prior say of the motion.
  ///
  /// - Parameters:
  ///   - family: the shape of the curve.
  ///   - ceiling: its ceiling, where it has one that does not change in time.
  ///   - compiler: takes the nodes.
  /// - Returns: the motion; nil where there is none, which is reported.
  mutating func adoptionOrPoints(
    _ family: CurveFamily, _ ceiling: NodeID? = nil, in compiler: inout CaseCompiler
  ) -> CurvePlan.Motion? {
    if growth.parameters["p"] != nil || growth.parameters["q"] != nil {
      return adoption(in: &compiler)
    }
    guard let (first, last) = twoPoints else {
      restsOn.insert(Phrase("a default prior of growth", "增速的默认先验"), at: 0)
      compiler.notes.append(
        Phrase(
          "\(indicator.name): growth is neither given nor in the data; it is taken as "
            + "truncated(normal(0.03, 0.10), 0, 1) a year at the origin (default prior)",
          "\(indicator.name)：增速既未给出，数据中也没有；起点处每年增速取 "
            + "truncated(normal(0.03, 0.10), 0, 1)（默认先验）"))
      let growthNow = compiler.defaultGrowth(path + " growth")
      return .anchored(growth: name("growth", growthNow))
    }
    do throws(GrowthModelError) {
      let points = try TwoPoints((first.time, first.central), (last.time, last.central))
      if growth.model.hasCeiling, ceiling == nil { return through(points) }
      let motion = through(points)
      if let ceiling, let value = compiler.graph.constant(ceiling) {
        let curve = try points.curve(family, ceiling: value)
        _ = name("growth", compiler.graph.constant(curve.growth))
      } else if ceiling == nil {
        let curve = try points.curve(family)
        _ = name("growth", compiler.graph.constant(curve.growth))
      }
      return motion
    } catch {
      fail(
        compiler, error.phrase,
        Phrase(
          "check the history, or give `rate` or the ceiling differently",
          "请检查历史数据，或另行给出 `rate` 或上限"))
      return nil
    }
  }

  /// So many observations, as what a forecast rests on.
  static func observations(_ count: Int) -> Phrase {
    Phrase(count == 1 ? "1 observation" : "\(count) observations", "\(count) 个观测值")
  }

  /// The curve through two observations, and what the run says of it.
  private mutating func through(_ points: TwoPoints) -> CurvePlan.Motion {
    let count = observed.points.count
    termination =
      count == 2
      ? Phrase("exact through 2 points", "过 2 个观测点")
      : Phrase(
        "exact through first and last of \(count) points", "过 \(count) 个观测点的首末两点")
    restsOn.insert(Self.observations(count), at: 0)
    grade = growth.model.hasCeiling ? "D" : "C"
    return .through(points)
  }

  /// Bass: p and q as given; with one of them and two observations the other follows from these.
  private mutating func adoption(in compiler: inout CaseCompiler) -> CurvePlan.Motion? {
    let given = ["p", "q"].filter { growth.parameters[$0] != nil }
    guard isAdoptionDetermined(given, in: compiler) else { return nil }
    if given.count == 1, let (first, last) = twoPoints {
      guard let text = growth.parameters[given[0]],
        let known = compiler.notNegative(compiler.steadyNode(text, "\(path).\(given[0])"))
      else { return nil }
      do throws(GrowthModelError) {
        let points = try TwoPoints((first.time, first.central), (last.time, last.central))
        _ = name(given[0], known)
        _ = through(points)
        restsOn.append(Phrase("a given \(given[0])", "给定的 \(given[0])"))
        return .adoptionThrough(points, known: known, isInnovation: given[0] == "p")
      } catch {
        fail(
          compiler, error.phrase,
          Phrase(
            "check the history, or give p and q with one observation",
            "请检查历史数据，或给出 p、q 和一个观测值"))
        return nil
      }
    }
    func parameter(_ key: String, _ fallback: Double) -> NodeID? {
      guard let text = growth.parameters[key] else {
        compiler.notes.append(
          Phrase(
            "\(indicator.name): \(key) is taken as \(fallback), the average of 213 applications "
              + "(Sultan, Farley and Lehmann 1990)",
            "\(indicator.name)：\(key) 取 \(fallback)，即 213 项应用的平均值（Sultan、Farley、Lehmann 1990）"))
        return compiler.graph.constant(fallback)
      }
      return compiler.notNegative(compiler.node(text, "\(path).\(key)"))
    }
    guard let p = parameter("p", 0.03), let q = parameter("q", 0.38) else { return nil }
    if !compiler.graph.rate(of: p).changesInTime { _ = name("p", p) }
    if !compiler.graph.rate(of: q).changesInTime { _ = name("q", q) }
    return .adoption(p: p, q: q)
  }

  /// The rate that the file gives: as such, or as the logarithm of what a year multiplies by.
  func givenRate(in compiler: inout CaseCompiler) -> NodeID? {
    if let text = growth.parameters["rate"] { return compiler.node(text, path + ".rate") }
    guard let text = growth.parameters["cagr"],
      let share = compiler.node(text, path + ".cagr")
    else { return nil }
    let factor = compiler.graph.binary(.add, compiler.graph.constant(1), share)
    return compiler.graph.unary(.log, factor)
  }

  private mutating func rate(
    _ family: CurveFamily, _ level: NodeID, _ ceiling: NodeID?, _ shape: NodeID?,
    in compiler: inout CaseCompiler
  ) -> CurvePlan.Motion? {
    let given = growth.givesRate ? givenRate(in: &compiler) : nil
    if growth.givesRate, given == nil { return nil }
    guard let rate = given ?? borrowedNode("rate", in: &compiler) else { return nil }
    if !compiler.graph.rate(of: rate).changesInTime { _ = name("rate", rate) }
    noteUnusedPoints(in: &compiler)
    restsOn.insert(
      given == nil
        ? Phrase(
          "the past of \(growth.like?.rawValue ?? "")", "\(growth.like?.rawValue ?? "") 的历史")
        : Phrase("a given rate", "给定的速率"), at: 0)
    if family.flowing != nil { return .rate(rate) }
    if let form = family.rated, let ceiling, !compiler.graph.rate(of: rate).changesInTime {
      let perGrowth = form.ratePerGrowth(
        level: .node(level), share: .node(level) / .node(ceiling),
        shape: self.shape(shape, of: family))
      return .anchored(growth: (.node(rate) / perGrowth).written(to: &compiler.graph))
    }
    fail(
      compiler,
      Phrase(
        "the model \(growth.model.rawValue) does not take this rate",
        "模型 \(growth.model.rawValue) 不接受此速率"),
      Phrase(
        "give `midpoint`, or two observations, or take logistic or gompertz",
        "请给出 `midpoint` 或两个观测值，或改用 logistic 或 gompertz"))
    return nil
  }
}

extension CaseCompiler {
  /// The default prior of relative growth at the origin, cut to growth upwards of at most 100 %.
  fileprivate mutating func defaultGrowth(_ stream: String) -> NodeID {
    guard let law = try? Law.truncated(DefaultPriors.growth, min: 0, max: 1) else {
      preconditionFailure("the default prior of growth cannot be cut to 0...1")
    }
    return graph.draw(Draw(stream: stream, law: .fixed(law), isPerPeriod: false))
  }
}
