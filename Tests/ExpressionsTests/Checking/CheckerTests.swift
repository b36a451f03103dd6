import Distributions
import Expressions
import Quantities
import Testing

@Suite struct CheckerTests {
  let scope = TestScope()

  @Test(arguments: [
    ("revenu * 2", "column 1: unknown name 'revenu'; did you mean 'revenue'?"),
    ("wombat", "column 1: unknown name 'wombat'"),
    ("a_1 + b_2", "column 1: unknown name 'a_1'\ncolumn 7: unknown name 'b_2'"),
    ("ln(2)", "column 1: unknown function or law 'ln'; did you mean 'log'?"),
    ("normla(0, 1)", "column 1: unknown function or law 'normla'; did you mean 'normal'?"),
    ("exp", "column 1: 'exp' is a function; it needs its arguments in parentheses"),
    ("normal + 1", "column 1: 'normal' is a function; it needs its arguments in parentheses"),
    ("exp(1, 2)", "column 1: exp is written exp(x); found exp(_, _)"),
    ("if(1, 2)", "column 1: if is written if(condition, a, b); found if(_, _)"),
    ("min(1)", "column 1: min is written min(a, b, …); found min(_)"),
    (
      "ramp(start: 2020, over: 2)",
      "column 1: ramp is written ramp(from: when, over: years); found ramp(start:, over:)"
    ),
    (
      "pulse(from: 2020)",
      "column 1: pulse is written pulse(from: when, for: years); found pulse(from:)"
    ),
    ("lag(yield, 1)", "column 5: lag needs the name of an indicator, found 'yield'"),
    ("lag(firm, 1)", "column 5: unknown name 'firm'; did you mean 'firms'?"),
    ("lag(firms + 1, 1)", "column 5: lag needs the name of an indicator, found 'firms + 1'"),
    (
      "lag(firms, 0.5)", "column 12: lag needs a whole number of periods, at least 1, found '0.5'"
    ),
    (
      "lag(firms, attraction)",
      "column 12: lag needs a whole number of periods, at least 1, found 'attraction'"
    ),
    ("date(firms)", "column 6: date needs the name of a milestone, found 'firms'"),
    ("1 / 0", "column 1: '1 / 0' is infinite, not a finite number"),
    ("2 + 1e308 * 10", "column 5: '1e308 * 10' is infinite, not a finite number"),
    ("log(-1)", "column 1: 'log(-1)' is not a number, not a finite number"),
    (
      "normal(0, log(-1))",
      "column 11: 'log(-1)' is not a number, not a finite number"
    ),
    ("normal(0, 1/0)", "column 11: '1/0' is infinite, not a finite number"),
    ("each(each(normal(0, 1)))", "column 6: each inside each cannot stand here"),
    ("year(2)", "column 1: unknown function or law 'year'"),
    (
      "nansha * wombat(firmz, yeild)",
      "column 10: unknown function or law 'wombat'\ncolumn 17: unknown name 'firmz'; did you mean 'firms'?\ncolumn 24: unknown name 'yeild'; did you mean 'yield'?"
    ),
  ])
  func `an error says where, what and what was meant`(source: String, message: String) {
    #expect(scope.issues(source) == message)
  }

  /// The sentence about a law is the law's own; the place is ours.
  @Test func `an error in a law names its place`() {
    #expect(
      scope.issues("2 * normal(0, -1)")
        == "column 5: \(DistributionError.outOfRange(parameter: "sd", value: -1, required: "> 0 and finite"))"
    )
    #expect(scope.issues("1 + normal(0)").hasPrefix("column 5: normal("))
    #expect(
      scope.issues("uniform(1 km, 2 yuan)")
        == "column 15: parameters of different things: km (a length) and yuan (yuan)")
    #expect(
      scope.issues("gamma(2 km, 3)")
        == "column 7: a parameter of gamma needs a number without a unit, found km (a length)")
    #expect(
      scope.issues("truncated(5, 0, 2)").hasPrefix(
        "column 11: truncated: its first argument must be a law"))
    #expect(scope.issues("uniform(3, 1)").hasPrefix("column 1: "))
    #expect(scope.issues("90% from 5 to 2").hasPrefix("column 1: "))
  }

  @Test func `a place may refuse laws and change in time`() {
    var graph = ExpressionGraph()
    var place = scope.place()
    place.allowsDraws = false
    place.time = .steady
    #expect {
      try Checker.check("normal(0, 1) + firms * t", at: place, in: scope, graph: &graph)
    } throws: {
      "\($0)" == """
        column 1: a law cannot stand here
        column 16: 'firms', which changes in time, cannot stand here
        column 24: 't', which changes in time, cannot stand here
        """
    }
  }

  @Test func `the deepest readable expressions can be checked`() throws {
    let chain = String(repeating: "yield + ", count: 1000) + "yield"
    let nest = String(repeating: "abs(", count: 199) + "yield" + String(repeating: ")", count: 199)
    let tower = String(repeating: "-(1 - ", count: 99) + "yield" + String(repeating: ")", count: 99)
    for source in [chain, nest, tower] { #expect(scope.issues(source) == "") }
    #expect(
      scope.issues(nest.replacing("yield", with: "yeild")).hasPrefix("column 797: unknown name"))
  }

  // MARK: Laws

  private func draws(
    _ source: String, unit: String? = nil, stream: String? = nil
  ) throws -> (ExpressionGraph, NodeID, [Draw]) {
    var graph = ExpressionGraph()
    var place = scope.place(unit)
    place.stream = stream
    place.path = "indicators.x.growth.boost"
    let checked = try Checker.check(source, at: place, in: scope, graph: &graph)
    return (graph, checked.node, graph.draws(of: [checked.node]).map(\.draw))
  }

  @Test func `laws draw from streams named by their place`() throws {
    let (_, _, anonymous) = try draws("normal(0, 1) * each(uniform(0, 1)) + poisson(3)")
    #expect(
      anonymous.map(\.stream) == [
        "indicators.x.growth.boost", "indicators.x.growth.boost#2", "indicators.x.growth.boost#3",
      ])
    #expect(anonymous.map(\.isPerPeriod) == [false, true, false])
    let (_, _, named) = try draws("lognormal(p10: 0.01, p90: 0.05)", stream: "yield")
    #expect(named.map(\.stream) == ["yield"])
  }

  @Test func `the law of a node is found through its unit`() throws {
    let (graph, node, _) = try draws("gamma(mean: 3, sd: 1.5) months", unit: "years")
    guard case .gamma(let law)? = graph.law(of: node) else {
      Issue.record("\(String(describing: graph.law(of: node)))")
      return
    }
    // The mean is a quarter of a year, the standard deviation half of it.
    #expect(abs(law.shape - 4) < 4 * 4.0.ulp)
    #expect(abs(law.scale - 0.0625) < 4 * 0.0625.ulp)
    let (plain, sum, _) = try draws("1 + normal(0, 1)")
    #expect(plain.law(of: sum) == nil)
  }

  @Test func `parameters of a law share one unit`() throws {
    let (graph, node, _) = try draws("lognormal(p10: 250, p90: 9000 亿元)", unit: "bn yuan")
    let law = try #require(graph.law(of: node))
    // 250 bare takes 亿元; the law is converted to bn yuan as a whole.
    #expect(abs(law.quantile(0.9) - 900) < 1e-9 * 900)
    #expect(abs(law.quantile(0.1) - 25) < 1e-9 * 25)
    let (dates, date, _) = try draws("triangular(2022, 2023, 2025)")
    #expect(dates.law(of: date)?.support == 2022...2025)
    let (instants, instant, _) = try draws("normal(2023, 6 months)")
    #expect(
      try instants.law(of: instant) == .normal(Normal(mean: 2023, standardDeviation: 0.5)))
    let (rates, wait, _) = try draws("exponential(rate: 0.5 per month)", unit: "months")
    #expect(abs((rates.law(of: wait)?.mean ?? 0) - 2) < 1e-12)
  }

  @Test func `nested and discrete laws are built`() throws {
    let (cut, node, _) = try draws("truncated(normal(0, 1), 0, 2)")
    #expect(cut.law(of: node)?.support == 0...2)
    let (unit, length, _) = try draws("truncated(normal(3, 1) months, min: 1 month)", unit: "years")
    #expect(unit.law(of: length)?.support.lowerBound == 1.0 / 12)
    let (outcomes, outcome, _) = try draws("discrete(1: 20 %, 3: 0.8)")
    #expect(abs((outcomes.law(of: outcome)?.mean ?? 0) - 2.6) < 1e-12)
    let (interval, middle, _) = try draws("90% from 2 to 8 bn yuan", unit: "bn yuan")
    #expect(abs((interval.law(of: middle)?.median ?? 0) - 4) < 1e-9)
    let (percent, share, _) = try draws("uniform(3 %, 8 %)", unit: "per year")
    #expect(percent.law(of: share)?.support == 0.03...0.08)
  }

  @Test func `a law whose parameter is not known at load varies`() throws {
    let (_, _, varying) = try draws("normal(yield, 2) + 90% from attraction to 5")
    #expect(varying.count == 3)
    #expect(varying[1].stream == varying[2].stream)
    for draw in varying {
      guard case .varying = draw.law else {
        Issue.record("\(draw) is fixed")
        continue
      }
    }
  }
}
