internal import Expressions
internal import Forecasting
internal import GrowthCurves
internal import GrowthPosteriors
internal import Plans
internal import Quantities
internal import Random
internal import SpecialFunctions
internal import Wording

// Several models at once: each path follows one of them.
extension GrowthCompiler {
  /// The automatic forecaster and two curves: with a ceiling the logistic and the Gompertz curve,
  /// without one the linear and the exponential.
  ///
  /// Up to seven observations half of the paths follow the forecaster and a quarter each curve;
  /// from eight on the weights tell how well each model foresaw the last observations.
  mutating func average(in compiler: inout CaseCompiler) -> (GrowthPlan.Model, NodeID)? {
    let hasCeiling = growth.parameters["ceiling"] != nil
    let models: [GrowthModelName] =
      hasCeiling
      ? [.auto, .curve(.logistic), .curve(.gompertz)]
      : [.auto, .curve(.linear), .curve(.exponential)]
    var plans: [GrowthPlan] = []
    for model in models {
      var member = growth
      member.model = model
      let allowed = model == .auto ? ["ceiling", "level"] : model.parameters
      member.parameters = growth.parameters.filter { allowed.contains($0.key) }
      var inner = GrowthCompiler(member, indicator, observed, path: path)
      inner.belief = belief
      guard let (model, level) = inner.compile(in: &compiler) else { return nil }
      plans.append(GrowthPlan(model: model, level: level, total: observed.total))
      members.append(inner)
    }
    let found = weights(of: models, in: &compiler)
    weights = found.values.map { DecimalDigits.rounded($0) }
    for index in members.indices { members[index].termination += .pause + found.basis.phrase }
    // Not the draw by which the forecaster takes one of its trends: half of them would never be followed.
    let pick = compiler.draw(path + " member", "uniform", [(nil, 0), (nil, 1)])
    return (.average(members: plans, weights: weights, pick: pick), plans[0].level)
  }

  /// The weights of the models from the density that each gave to the last observations.
  private func weights(
    of models: [GrowthModelName], in compiler: inout CaseCompiler
  ) -> ModelWeights {
    let prior = [0.5, 0.25, 0.25]
    let points = observed.points
    let times = points.map { compiler.grid.start.coordinate + $0.time }
    let values = points.map(\.central)
    let areExact = points.allSatisfy { $0.kind == .exact && $0.value > 0 }
    guard areExact, points.count >= ModelWeights.leastObservations.foresight else {
      return ModelWeights(prior: prior, times: [], values: []) { _, _ in nil }
    }
    let posteriors = compiler.posteriors
    let seed = compiler.seed
    var priorsOfModels: [GrowthPriors?] = []
    for model in models {
      guard let family = model.family else {
        priorsOfModels.append(nil)
        continue
      }
      priorsOfModels.append(priors(of: family, in: &compiler))
    }
    return ModelWeights(prior: prior, times: times, values: values) { index, seen in
      let ahead = times[seen] - times[seen - 1]
      guard let family = models[index].family else {
        let forecaster = try? Forecaster(
          times: Array(times[..<seen]), values: Array(values[..<seen]), kind: kind,
          items: items)
        return forecaster?.logDensity(of: values[seen], after: ahead)
      }
      guard let priors = priorsOfModels[index] else { return nil }
      let problem = PosteriorCache.Problem(
        family: family,
        observations: (0..<seen).map { GrowthObservation(time: times[$0], value: values[$0]) },
        priors: priors, key: StreamKey(seed: seed, name: path + " foresight"), draws: 2048)
      return posteriors.posterior(of: problem)?.logDensity(of: values[seen], after: ahead)
    }
  }
}
