internal import CurveFitting
internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import Quantities
internal import SpecialFunctions
internal import Wording

// What only the data can say of a curve: its ceiling where nobody gives one, and its volatility.
extension GrowthCompiler {
  /// Whether a ceiling may hold: one that lies below what was observed, or a law that mostly does, is a
  /// slip, of the unit or of a digit, which is reported.
  func mayHold(_ ceiling: NodeID, _ text: ExpressionText, in compiler: CaseCompiler) -> Bool {
    let exact = observed.points.filter { $0.kind == .exact }
    guard let highest = exact.max(by: { $0.value < $1.value }) else { return true }
    let below: Double
    if let value = compiler.graph.constant(ceiling) {
      guard value <= highest.value else { return true }
      compiler.issues.report(
        text.place, text.path,
        Phrase(
          "the ceiling \(plain(value)) is not above the \(plain(highest.value)) observed in "
            + "\(highest.period)",
          "上限 \(plain(value)) 不高于 \(highest.period) 的观测值 \(plain(highest.value))"),
        Phrase("raise the ceiling", "请提高上限"))
      return false
    } else if let law = compiler.graph.law(of: ceiling) {
      below = law.cdf(highest.value)
    } else if compiler.graph.rate(of: ceiling) == .path,
      compiler.graph.inputs(of: [ceiling]).isEmpty
    {
      let samples = NodeSamples.draw(
        [ceiling], of: compiler.graph, seed: compiler.seed, paths: 4096)[0]
      below = Double(samples.count { $0 <= highest.value }) / Double(samples.count)
    } else {
      return true
    }
    guard below > 0.5 else { return true }
    let share = "\(plain((below * 1000).rounded(.down) / 10)) %"
    compiler.issues.report(
      text.place, text.path,
      Phrase(
        "\(text.text.quoted) is not above the \(plain(highest.value)) observed in \(highest.period) with "
          + "a probability of \(share)",
        "\(text.text.quoted) 以 \(share) 的概率不高于 \(highest.period) 的观测值 \(plain(highest.value))"),
      Phrase(
        "take a law of ceilings that lies mostly above what was observed",
        "请用大部分高于观测值的上限分布"))
    return false
  }

  /// Whether a ceiling may hold above what a curve begins with; where it mostly does not, that is
  /// reported.
  func mayHold(_ ceiling: NodeID, above level: NodeID, in compiler: CaseCompiler) -> Bool {
    guard let text = growth.parameters["ceiling"],
      let beginning = growth.parameters["level"] ?? indicator.initial,
      compiler.graph.inputs(of: [ceiling, level]).isEmpty
    else { return true }
    let samples = NodeSamples.draw(
      [ceiling, level], of: compiler.graph, seed: compiler.seed, paths: 4096)
    let below = zip(samples[0], samples[1]).count { $0 <= $1 }
    guard 2 * below > samples[0].count else { return true }
    compiler.issues.report(
      text.place, text.path,
      Phrase(
        "\(text.text.quoted) is not above what it begins with, \(beginning.text.quoted)",
        "\(text.text.quoted) 不高于起始值 \(beginning.text.quoted)"),
      Phrase("raise the ceiling, or check the units of both", "请提高上限，或核对两者的单位"))
    return false
  }

  /// The ceiling that the data show, as a law: what it stands above the observations is lognormal
  /// with the estimate as its median and the standard error of the fit.
  ///
  /// The fit is of logarithms, since noise is on growth. Where the data cannot show a ceiling this
  /// is an error, never a huge number.
  mutating func fittedCeiling(
    _ family: CurveFamily, in compiler: inout CaseCompiler
  ) -> NodeID? {
    guard let fit = ceilingFit(family, in: compiler), let ceiling = fit["ceiling"],
      let error = fit.standardError("ceiling"),
      let highest = observed.points.map(\.central).max()
    else { return nil }
    termination = fit.termination.phrase
    grade = fit.grade.rawValue
    let room = DecimalDigits.rounded(ceiling - highest)
    let spread = DecimalDigits.rounded(error / (ceiling - highest))
    let z = compiler.standardNormal(path + " fitted ceiling")
    let size: Formula = .number(room) * .exp(.number(spread) * .node(z))
    return (.number(highest) + size).written(to: &compiler.graph)
  }

  /// The fit that shows a ceiling; where there is none the reason is reported.
  func ceilingFit(_ family: CurveFamily, in compiler: CaseCompiler) -> CurveFit? {
    let times = observed.points.map(\.time)
    let values = observed.points.map(\.central)
    let advice =
      Phrase(
        "add `ceiling:` as a number or a law, for example `ceiling: lognormal(p10: …, p90: …)`",
        "请添加 `ceiling:`，写数字或分布，如 `ceiling: lognormal(p10: …, p90: …)`")
    guard !times.isEmpty, growth.parameters["rate"] == nil, growth.parameters["midpoint"] == nil
    else {
      fail(compiler, Phrase("needs a ceiling beside what is given", "除所给的值外还需要上限"), advice)
      return nil
    }
    var options = CurveFitOptions()
    options.errors = .multiplicative
    do throws(GrowthModelError) {
      let fit = try CurveFit(family, times: times, values: values, options: options)
      guard fit.termination.isConverged, fit.grade < .d, let ceiling = fit["ceiling"],
        let error = fit.standardError("ceiling"), ceiling > values.max() ?? 0, error.isFinite
      else {
        let problem =
          fit.termination.isConverged
          ? Phrase(
            "\(times.count) observations do not bound the ceiling", "\(times.count) 个观测值不足以确定上限")
          : fit.termination.phrase
        fail(compiler, problem, advice)
        return nil
      }
      return fit
    } catch {
      fail(
        compiler,
        Phrase(
          "the data cannot show a ceiling: \(error)", "数据不能显示上限：\(error.phrase.chinese)"), advice)
      return nil
    }
  }

  /// The given volatility, or the spread of the increments around the curve with the forecaster's
  /// prior: σ² ~ scaled inverse χ² with 4 degrees of freedom at 0.10².
  mutating func volatility(
    _ family: CurveFamily, _ ceiling: NodeID?, in compiler: inout CaseCompiler
  ) -> NodeID? {
    if let text = growth.parameters["volatility"] {
      guard let node = compiler.node(text, path + ".volatility") else { return nil }
      if !compiler.graph.rate(of: node).changesInTime { _ = name("volatility", node) }
      return node
    }
    if let node = borrowedNode("volatility", in: &compiler) { return name("volatility", node) }
    let prior = DefaultPriors.variance
    var degrees = prior.degreesOfFreedom
    var squares = degrees * prior.volatility * prior.volatility
    if let residuals = residualIncrements(family, ceiling, compiler) {
      degrees += Double(residuals.count - 1)
      squares += residuals.reduce(0) { $0 + $1 * $1 }
    } else {
      compiler.notes.append(
        Phrase(
          "\(indicator.name): volatility is not given; its square is scaled inverse χ² with 4 degrees "
            + "of freedom at 0.10² a year (default prior)",
          "\(indicator.name)：未给出波动率；其平方取 4 个自由度、每年 0.10² 的缩放逆 χ² 分布（默认先验）"))
      restsOn.append(Phrase("a default prior of volatility", "波动率的默认先验"))
    }
    compiler.indicatorsWithoutMean.insert(indicator.name)
    let chiSquare = compiler.draw(
      path + " variance", "gamma", [(nil, degrees / 2), (nil, 2)])
    let node = compiler.graph.unary(
      .sqrt, compiler.graph.binary(.divide, compiler.graph.constant(squares), chiSquare))
    return name("volatility", node)
  }

  /// The increments of log values around the curve through first and last point, per √year; nil
  /// with fewer than three observations.
  private func residualIncrements(
    _ family: CurveFamily, _ ceiling: NodeID?, _ compiler: CaseCompiler
  ) -> [Double]? {
    let points = observed.points
    guard points.count >= 3, !growth.givesRate, let first = points.first,
      let last = points.last
    else { return nil }
    var middle: Double?
    if let ceiling {
      let samples = NodeSamples.draw(
        [ceiling], of: compiler.graph, seed: compiler.seed, paths: 1025)[0].sorted()
      middle = max(samples[512], points.map(\.central).max() ?? 0 * (1 + 1e-9))
    }
    guard
      let pair = try? TwoPoints((first.time, first.central), (last.time, last.central)),
      let curve = try? pair.curve(family, ceiling: middle)
    else { return nil }
    return zip(points, points.dropFirst()).map { earlier, later in
      let observed = Elementary.log(later.central / earlier.central)
      let expected = Elementary.log(curve.value(at: later.time) / curve.value(at: earlier.time))
      return (observed - expected) / (later.time - earlier.time).squareRoot()
    }
  }
}
