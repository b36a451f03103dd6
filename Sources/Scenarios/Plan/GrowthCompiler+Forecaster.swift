internal import Distributions
internal import Expressions
internal import Forecasting
internal import GrowthCurves
internal import Plans
internal import Quantities
internal import SpecialFunctions
internal import Wording

// The automatic forecaster as a law of paths.
extension GrowthCompiler {
  mutating func forecaster(
    in compiler: inout CaseCompiler
  ) -> (GrowthPlan.Model, NodeID)? {
    for key in ["rate", "volatility"] where growth.parameters[key] != nil {
      fail(
        compiler, Phrase("the automatic model finds its \(key) itself", "自动模型自行得出 \(key)"),
        Phrase(
          "name a curve, as in `{model: exponential, \(key): …}`, or remove `\(key)`",
          "请指定曲线，如 `{model: exponential, \(key): …}`，或删去 `\(key)`"))
      return nil
    }
    guard let level = level(in: &compiler) else { return nil }
    let (times, values): ([Double], [Double])
    if observed.points.isEmpty {
      guard let value = compiler.graph.constant(level) else {
        fail(
          compiler, Phrase("the automatic model needs a number to begin with", "自动模型需要一个起始数字"),
          Phrase("give `initial` as a number, or name a curve", "请用数字给出 `initial`，或指定曲线"))
        return nil
      }
      (times, values) = ([0], [value])
    } else {
      (times, values) = (observed.points.map(\.time), observed.points.map(\.central))
    }
    var ceiling: NodeID?
    var limit: NodeID?
    if let text = growth.parameters["ceiling"] {
      guard let node = compiler.node(text, path + ".ceiling") else {
        return nil
      }
      if compiler.graph.rate(of: node).changesInTime {
        guard isMeant(node, in: compiler) else { return nil }
        limit = node
        compiler.notes.append(
          Phrase(
            "\(indicator.name): paths are cut at the ceiling of each period",
            "\(indicator.name)：各路径以每期的上限为界"))
      } else {
        guard mayHold(node, text, in: compiler) else { return nil }
        ceiling = node
      }
    }
    do throws(GrowthModelError) {
      var laws: [ForecastLaw]
      var corrections: [Double] = []
      if let ceiling {
        laws = try self.laws(times: times, values: values, ceiling: ceiling, in: compiler)
      } else {
        let forecaster = try forecaster(times, values)
        laws = [ForecastLaw(angle: 0, members: forecaster.members)]
        corrections = self.corrections(of: forecaster, on: compiler.grid)
      }
      laws = Self.sorted(laws)
      let pick = compiler.pathUniform(of: indicator.name)
      let deviation = compiler.pathNormal(of: indicator.name, "growth")
      let levelDeviation = compiler.pathNormal(of: indicator.name, "level")
      report(laws, ceiling: ceiling, pick: pick, in: &compiler)
      let plan = ForecasterPlan(
        laws: laws,
        additive: ForecastScale.additive(for: values, ceiling: nil, items: items).map {
          ForecasterPlan.Additive(unit: $0.unit, bounds: $0.bounds)
        },
        ceiling: ceiling, limit: limit, corrections: corrections, pick: pick,
        deviation: deviation, levelDeviation: levelDeviation)
      return (.forecaster(plan), name("level", level))
    } catch {
      fail(compiler, error.phrase, Phrase("check the history and the ceiling", "请检查历史数据和上限"))
      return nil
    }
  }

  /// Which prior weights fit the indicator.
  var kind: ForecastKind {
    if let kin = growth.kin { return kin }
    return switch indicator.kind {
    case .output(.stock, _): .stock
    case .output(.flow, _): .flow
    case .count: .count
    case .rollout: .rollout
    case .milestone, .derived, .reading: .any
    }
  }

  /// How many things a unit of the indicator counts; nil where it measures something else.
  var items: Double? {
    let isNumber =
      switch indicator.kind {
      case .count, .rollout: indicator.unit == .one
      case .output, .milestone, .derived, .reading: false
      }
    return isNumber ? 1 : indicator.unit.things
  }

  /// The forecaster of a history; members that are next to impossible are left out.
  private func forecaster(
    _ times: [Double], _ values: [Double], ceiling: Double? = nil, leastWeight: Double = 1e-7
  ) throws(GrowthModelError) -> Forecaster {
    try Forecaster(
      times: times, values: values, kind: kind, ceiling: ceiling, items: items,
      leastWeight: leastWeight)
  }

  /// The forecaster's law under a ceiling: one, or several from no ceiling to one just above the
  /// highest observation where the ceiling differs by path.
  private func laws(
    times: [Double], values: [Double], ceiling: NodeID, in compiler: CaseCompiler
  ) throws(GrowthModelError) -> [ForecastLaw] {
    if let known = compiler.graph.constant(ceiling) {
      return [ForecastLaw(angle: 0, members: try forecaster(times, values, ceiling: known).members)]
    }
    // All members in all laws, for a path's member is one of each.
    func law(_ angle: Double, _ ceiling: Double) throws(GrowthModelError) -> ForecastLaw {
      let forecaster = try forecaster(times, values, ceiling: ceiling, leastWeight: 0)
      return ForecastLaw(angle: angle, members: forecaster.members)
    }
    let (last, highest) = (values[values.count - 1], values.max() ?? 0)
    guard last > 0, let least = values.min(), least >= 0 else {
      throw .notPositive(index: values.firstIndex { $0 < 0 } ?? values.count - 1, value: last)
    }
    let nearest = Elementary.asin((last / (highest * (1 + 1e-6))).squareRoot())
    let count = 32
    // None is one far away: under a ceiling the number of things says nothing of the stage, and a path
    // stands between both.
    var laws = [try law(0, highest * 1e6)]
    for step in 1...count {
      let angle = nearest * Double(step) / Double(count)
      let sine = Elementary.sin(angle)
      laws.append(try law(angle, last / (sine * sine)))
    }
    return laws
  }

  /// By what factor a forecast is moved in each period after the last observation; empty where it is
  /// not.
  private func corrections(of forecaster: Forecaster, on grid: TimeGrid) -> [Double] {
    guard forecaster.correction(after: 1) != 1 else { return [] }
    return (1...max(1, grid.count)).map {
      DecimalDigits.rounded(forecaster.correction(after: Double($0) * grid.yearsPerStep))
    }
  }

  /// The laws with their models in increasing order of growth, so that a larger number picks a faster
  /// one.
  private static func sorted(_ laws: [ForecastLaw]) -> [ForecastLaw] {
    let means = laws[0].members.map { $0.moments(after: 5).mean }
    let order = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
    return laws.map { law in ForecastLaw(angle: law.angle, members: order.map { law.members[$0] }) }
  }

  /// What the run says of the model, with a path's growth and volatility as parameters.
  private mutating func report(
    _ laws: [ForecastLaw], ceiling: NodeID?, pick: NodeID, in compiler: inout CaseCompiler
  ) {
    let count = max(1, observed.points.count)
    termination = Phrase("closed form", "解析式")
    grade = count >= 12 ? "A" : count >= 6 ? "B" : count >= 2 ? "C" : "D"
    let kindInChinese = ModelWords.phrase(kind.rawValue).chinese
    restsOn = [
      Self.observations(count),
      growth.kin == nil
        ? Phrase(
          "what foresaw other series of its kind (\(kind.rawValue))",
          "同类序列（\(kindInChinese)）的预测经验")
        : Phrase(
          "what foresaw other series (\(kind.rawValue))", "其他序列（\(kindInChinese)）的预测经验"),
    ]
    let members = laws[0].members
    for (parameter, value) in [
      ("growth", { (member: ForecastMember) in member.growth.centre }),
      ("volatility", { (member: ForecastMember) in member.volatility }),
    ] {
      let rows = GrowthCompiler.rows(of: members, value)
      let table = RowTable(name: "\(path) \(parameter)", values: rows)
      _ = name(parameter, compiler.graph.row(table, at: pick))
    }
    guard let ceiling else { return }
    _ = name("ceiling", ceiling)
    if compiler.graph.constant(ceiling) == nil {
      restsOn.append(Phrase("a ceiling prior", "上限的先验"))
    }
  }

  /// A parameter of the members in equally likely rows, in the members' order.
  private static func rows(
    of members: [ForecastMember], _ value: (ForecastMember) -> Double
  ) -> [Double] {
    let count = 1000
    let values = members.map { DecimalDigits.rounded(value($0)) }
    var (index, cumulative) = (0, members[0].weight)
    return (0..<count).map { row in
      while (Double(row) + 0.5) / Double(count) > cumulative, index + 1 < members.count {
        index += 1
        cumulative += members[index].weight
      }
      return values[index]
    }
  }
}
