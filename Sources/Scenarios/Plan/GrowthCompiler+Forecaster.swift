internal import Distributions
internal import Expressions
internal import GrowthModels
internal import Quantities
internal import Simulation
internal import SpecialFunctions

// The automatic forecaster as a law of paths.
extension GrowthCompiler {
  mutating func forecaster(
    in compiler: inout CaseCompiler
  ) -> (GrowthPlan.Model, NodeID)? {
    for key in ["rate", "volatility"] where growth.parameters[key] != nil {
      fail(
        compiler, "the automatic model finds its \(key) itself",
        "name a curve, as in `{model: exponential, \(key): …}`, or remove `\(key)`")
      return nil
    }
    guard let level = level(in: &compiler) else { return nil }
    let values: [Double]
    let times: [Double]
    if observed.points.isEmpty {
      guard let value = compiler.graph.constant(level) else {
        fail(
          compiler, "the automatic model needs a number to begin with",
          "give `initial` as a number, or name a curve")
        return nil
      }
      (times, values) = ([0], [value])
    } else {
      times = observed.points.map(\.time)
      values = observed.points.map(\.central)
    }
    var known: Double?
    var drawn: NodeID?
    if let text = growth.parameters["ceiling"] {
      guard let node = compiler.steadyNode(text, path + ".ceiling", unit: indicator.unit) else {
        return nil
      }
      known = compiler.graph.constant(node)
      if known == nil { drawn = node }
    }
    do throws(GrowthModelError) {
      let forecaster = try Forecaster(times: times, values: values, ceiling: known)
      let byCeiling =
        try drawn == nil ? [] : laws(by: forecaster, times: times, values: values, in: compiler)
      let plan = law(of: forecaster, ceiling: drawn, byCeiling: byCeiling, in: &compiler)
      if let known { _ = name("ceiling", compiler.graph.constant(known)) }
      if let drawn {
        _ = name("ceiling", drawn)
        restsOn.append("a ceiling prior")
      }
      return (.forecaster(plan), name("level", level))
    } catch {
      fail(compiler, "\(error)", "check the history and the ceiling")
      return nil
    }
  }

  /// The forecaster's law at ceilings from none to just above the highest observation.
  private func laws(
    by forecaster: Forecaster, times: [Double], values: [Double], in compiler: CaseCompiler
  ) throws(GrowthModelError) -> [ForecastLaw] {
    let (last, highest) = (values[values.count - 1], values.max() ?? 0)
    guard last > 0, (values.min() ?? 0) >= 0 else {
      throw .notPositive(index: values.firstIndex { $0 <= 0 } ?? 0, value: values.min() ?? 0)
    }
    let years = horizon(compiler)
    let nearest = Elementary.asin((last / (highest * (1 + 1e-6))).squareRoot())
    let count = 64
    var laws: [ForecastLaw] = []
    for step in 0...count {
      let angle = nearest * Double(step) / Double(count)
      let sine = Elementary.sin(angle)
      let atCeiling =
        step == 0
        ? try Forecaster(times: times, values: values)
        : try Forecaster(times: times, values: values, ceiling: last / (sine * sine))
      laws.append(
        ForecastLaw(
          angle: angle, centre: (1...years).map { atCeiling.centre(after: Double($0)) },
          spread: (atCeiling.variance / forecaster.variance).squareRoot()))
    }
    return laws
  }

  private func horizon(_ compiler: CaseCompiler) -> Int {
    compiler.grid.count / compiler.grid.stepsPerYear + 1
  }

  private mutating func law(
    of forecaster: Forecaster, ceiling: NodeID?, byCeiling: [ForecastLaw],
    in compiler: inout CaseCompiler
  ) -> ForecasterPlan {
    let count = observed.points.count
    termination = "closed form"
    grade = count >= 12 ? "A" : count >= 6 ? "B" : count >= 2 ? "C" : "D"
    restsOn = [
      count == 1 ? "1 observation" : "\(count) observations",
      "the automatic forecaster's prior of growth and spread",
    ]
    let paths = ForecastPaths(forecaster)
    let key = "indicators.\(indicator.name).growth"
    let theta = paths.movingAverage
    let chiSquare = compiler.draw(
      key + " variance", "gamma", [(nil, paths.degreesOfFreedom / 2), (nil, 2)])
    let lastShock = compiler.standardNormal(key + " last shock")
    let between = compiler.standardNormal(key + " drift")
    let first = compiler.standardNormal(key + " first shock")
    var graph = compiler.graph
    // σ = s √(df / W) / √(1 + θ²)
    let variance = paths.standardDeviation * paths.standardDeviation * paths.degreesOfFreedom
    let scale = graph.unary(
      .sqrt,
      graph.binary(.divide, graph.constant(variance / (1 + theta * theta)), chiSquare))
    // δ = (v_m + (1 + θ) √(m − 1) S + θ v₀) / m
    let weight = (1 + theta) * (paths.years - 1).squareRoot()
    let sum = graph.binary(
      .add, lastShock,
      graph.binary(
        .add, graph.binary(.multiply, graph.constant(weight), between),
        graph.binary(.multiply, graph.constant(theta), first)))
    let driftError = graph.binary(.divide, sum, graph.constant(paths.years))
    _ = name("growth", graph.constant(forecaster.drift))
    _ = name("volatility", scale)
    compiler.graph = graph
    return ForecasterPlan(
      transform: forecaster.scale, ceiling: ceiling, byCeiling: byCeiling,
      centre: (1...horizon(compiler)).map { forecaster.centre(after: Double($0)) },
      scale: scale, lastShock: lastShock, driftError: driftError, theta: theta,
      bridgeVariances: (
        first: paths.bridgeVariance(inYear: 0), later: paths.bridgeVariance(inYear: 1)
      ))
  }
}
