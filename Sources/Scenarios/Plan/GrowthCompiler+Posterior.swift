internal import CurveFitting
internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import GrowthPosteriors
internal import Plans
internal import Quantities
internal import Random
internal import Sampling
internal import Wording

// Two or more observations: what is given are priors, and each path follows a draw from the
// posterior.
extension GrowthCompiler {
  /// The curve as a draw per path from its posterior.
  ///
  /// - Returns: nil where there is no posterior to take: fewer than two observations, a level that
  ///   is given, a parameter that is an expression of other things or has no density. The curve then
  ///   goes the way of fewer observations.
  mutating func posteriorCurve(
    _ family: CurveFamily, in compiler: inout CaseCompiler
  ) -> (GrowthPlan.Model, NodeID)? {
    guard observed.points.count >= 2, let priors = priors(of: family, in: &compiler),
      let posterior = posterior(family, priors, in: &compiler)
    else { return nil }
    restsOn = [Self.observations(observed.points.count)] + posteriorSources(priors, family)
    let method = posterior.diagnosis.method.words
    termination = Phrase("posterior by \(method.english)", "后验分布（\(method.chinese)）")
    grade = observed.points.count >= 12 ? "A" : observed.points.count >= 6 ? "B" : "C"
    if family.hasCeiling, let experience { grade = max(grade, experience.grade.rawValue) }
    if !posterior.diagnosis.isReliable {
      let verdict = posterior.diagnosis.verdict.phrase
      termination += .pause + verdict
      grade = "D"
      compiler.notes.append(
        Phrase(
          "\(indicator.name): the posterior of its growth is \(verdict.english)",
          "\(indicator.name)：其增长的后验分布\(verdict.chinese)"))
    }
    let pick = compiler.pathUniform(of: indicator.name)
    func column(
      _ name: String, _ key: KeyPath<GrowthPosterior.Columns, [Double]>
    ) -> NodeID {
      let rows = posterior.rows[keyPath: key]
      if rows.allSatisfy({ $0 == rows[0] }) { return compiler.graph.constant(rows[0]) }
      return compiler.graph.row(RowTable(name: "\(path) \(name)", values: rows), at: pick)
    }
    func named(
      _ name: String, _ key: KeyPath<GrowthPosterior.Columns, [Double]>
    ) -> NodeID {
      let node = column(name, key)
      parameters.append(
        GrowthParameter(
          name: name, node: node,
          summary: compiler.graph.constant(node) == nil ? posterior.summary(key) : nil))
      return node
    }
    let growthNode = named("growth", \.growth)
    let ceiling = family.hasCeiling ? named("ceiling", \.ceiling) : nil
    let shape = family.hasShape ? column("shape", \.shape) : nil
    let volatility = named("volatility", \.volatility)
    if posterior.rows.rate.allSatisfy(\.isFinite) { _ = named("rate", \.rate) }
    if posterior.rows.midpoint.allSatisfy(\.isFinite) { _ = named("midpoint", \.midpoint) }
    let level = named("level", \.level)
    return (
      .curve(
        CurvePlan(
          family: family, motion: .anchored(growth: growthNode), ceiling: ceiling, shape: shape,
          volatility: volatility)), level
    )
  }

  /// The posterior, or nil where the curve must do without.
  private mutating func posterior(
    _ family: CurveFamily, _ priors: GrowthPriors, in compiler: inout CaseCompiler
  ) -> GrowthPosterior? {
    let start = compiler.grid.start.coordinate
    let observations = observed.points.map { point in
      let time = start + point.time
      let bounds = point.bounds
      switch point.kind {
      case .exact: return GrowthObservation(time: time, value: point.value)
      case .atLeast: return GrowthObservation(time: time, value: point.value, kind: .atLeast)
      case .atMost, .between:
        return GrowthObservation(
          time: time, value: point.central,
          kind: .between(bounds.lowerBound, bounds.upperBound))
      case .standardDeviation, .law:
        return GrowthObservation(
          time: time, value: point.central,
          kind: .standardDeviation(point.deviationOfLogarithm * point.central))
      }
    }
    guard observations.allSatisfy({ $0.value > 0 }) else { return nil }
    let problem = PosteriorCache.Problem(
      family: family, observations: observations, priors: priors,
      experience: family.hasCeiling && observed.points.count >= 3 ? experience : nil,
      key: StreamKey(seed: compiler.seed, name: path + " posterior draws"),
      draws: compiler.posteriors.draws)
    return compiler.posteriors.posterior(of: problem)
  }

  /// What is given, as priors; nil where some parameter cannot be one.
  func priors(
    of family: CurveFamily, in compiler: inout CaseCompiler
  ) -> GrowthPriors? {
    var priors = GrowthPriors()
    for (key, property) in [
      ("ceiling", \GrowthPriors.ceiling), ("rate", \.rate), ("midpoint", \.midpoint),
      ("volatility", \.volatility), ("shape", \.shape),
    ] {
      guard let text = growth.parameters[key] else {
        if let law = borrowed(key) { priors[keyPath: property] = .law(law) }
        continue
      }
      let place = "\(path).\(key)"
      guard let node = compiler.node(text, place), !compiler.graph.rate(of: node).changesInTime,
        let prior = prior(node, place, compiler)
      else { return nil }
      priors[keyPath: property] = prior
    }
    if growth.parameters["cagr"] != nil {
      // A law of growth in a year is none of the rate; a number is one.
      guard let node = givenRate(in: &compiler), let known = compiler.graph.constant(node) else {
        return nil
      }
      priors.rate = .known(known)
    }
    guard ["level", "p", "q"].allSatisfy({ growth.parameters[$0] == nil }) else { return nil }
    if indicator.initial != nil, observed.points.last?.kind.isBound ?? false {
      guard let belief else { return nil }
      priors.level = belief
    }
    return priors
  }

  /// A number, or a law that is written in this place and nowhere else.
  private func prior(
    _ node: NodeID, _ place: String, _ compiler: CaseCompiler
  ) -> GrowthPriors.Prior? {
    if let number = compiler.graph.constant(node) { return .known(number) }
    // A named uncertainty may drive other things too, which a posterior here would not reach.
    let isOwn = compiler.graph.draws(of: [node]).allSatisfy { $0.draw.isWritten(at: place) }
    guard isOwn, let law = compiler.graph.law(of: node), !law.isDiscrete else { return nil }
    return .law(law)
  }

  private func posteriorSources(_ priors: GrowthPriors, _ family: CurveFamily) -> [Phrase] {
    var sources: [Phrase] = []
    for (name, prior) in [
      ("ceiling", priors.ceiling), ("rate", priors.rate), ("midpoint", priors.midpoint),
      ("volatility", priors.volatility),
    ] {
      let chinese = ModelWords.phrase(name).chinese
      switch prior {
      case .standard:
        if name == "ceiling", family.hasCeiling {
          sources.append(
            experience == nil
              ? Phrase("a ceiling that the data show", "数据显示的上限")
              : Phrase("a ceiling by experience", "经验上限"))
        }
      case .known: sources.append(Phrase("a given \(name)", "给定的\(chinese)"))
      case .law: sources.append(Phrase("a prior of the \(name)", "\(chinese)的先验"))
      }
    }
    return sources
  }
}

/// The posteriors of a scenario: cases that say the same of an indicator share one.
final class PosteriorCache {
  /// What a posterior is computed from.
  struct Problem: Hashable, Sendable {
    let family: CurveFamily
    let observations: [GrowthObservation]
    let priors: GrowthPriors
    var experience: CeilingExperience?
    let key: StreamKey
    let draws: Int
  }

  /// More posteriors than this that the reference case does not have are not kept: a posterior
  /// takes megabytes, and a sweep may ask for one at each of its points.
  private static let limit = 8

  /// Threads that a posterior is computed by.
  private let workers: Int
  /// Rows of a posterior that a path follows.
  let draws: Int

  init(workers: Int = 1, draws: Int? = nil) {
    self.workers = workers
    self.draws = draws ?? PosteriorOptions().draws
  }

  /// Those that are kept for good.
  var kept: [Problem: GrowthPosterior?] = [:]
  private var others: [(problem: Problem, posterior: GrowthPosterior?)] = []

  /// The posterior of a problem, computed once while it is remembered; nil where there is none.
  func posterior(of problem: Problem) -> GrowthPosterior? {
    if let found = kept[problem] { return found }
    if let found = others.first(where: { $0.problem == problem }) { return found.posterior }
    var options = PosteriorOptions()
    options.draws = problem.draws
    options.workers = workers
    let posterior =
      if let experience = problem.experience {
        try? GrowthPosterior(
          problem.family, observations: problem.observations, ceilingBy: experience,
          priors: problem.priors, key: problem.key, options: options)
      } else {
        try? GrowthPosterior(
          problem.family, observations: problem.observations, priors: problem.priors,
          key: problem.key, options: options)
      }
    others.append((problem, posterior))
    if others.count > PosteriorCache.limit { others.removeFirst() }
    return posterior
  }

  /// Keeps for good what is remembered: the posteriors of the reference case, which most cases
  /// share.
  func keep() {
    for (problem, posterior) in others { kept[problem] = .some(posterior) }
    others = []
  }
}

extension PosteriorDiagnosis.Method {
  fileprivate var words: Phrase {
    switch self {
    case .exact: Phrase("what is given", "由给定值得出")
    case .importance: Phrase("importance sampling", "重要性抽样")
    case .metropolis: Phrase("adaptive Metropolis", "自适应 Metropolis 抽样")
    }
  }
}
