internal import Expressions
internal import GrowthCurves
internal import Plans

// A curve told by its level, its ceiling and the date at which it reaches half of it.
extension GrowthCompiler {
  /// The date at whose end the model's value is half of the ceiling.
  ///
  /// The midpoint of a flow is the period whose total is half of the ceiling's. Where it has another
  /// length than the totals that the model moves, its middle counts.
  func halfway(in compiler: inout CaseCompiler) -> NodeID? {
    guard let text = growth.parameters["midpoint"] else { return nil }
    var place = compiler.place(path + ".midpoint")
    place.time = .steady
    guard let checked = compiler.check(text, at: place) else { return nil }
    guard indicator.isFlow, case .date(_, let length?) = checked.date,
      length != indicator.lengthOfTotal.years
    else { return checked.node }
    let later = compiler.graph.constant((indicator.lengthOfTotal.years - length) / 2)
    return compiler.graph.binary(.add, checked.node, later)
  }

  /// What brings the curve from its level to half of its ceiling at the midpoint.
  mutating func midpoint(
    _ family: CurveFamily, _ level: NodeID, _ ceiling: NodeID, _ shape: NodeID?,
    in compiler: inout CaseCompiler
  ) -> CurvePlan.Motion? {
    guard let midpoint = halfway(in: &compiler) else { return nil }
    let origin =
      observed.points.last?.time ?? compiler.grid.years(compiler.initialIndex(of: indicator))
    var algebra = Algebra(graph: compiler.graph)
    let now = algebra.number(compiler.grid.start.coordinate + origin)
    let ahead = algebra.subtract(midpoint, now)
    let share = algebra.divide(level, ceiling)
    let shape = shape ?? algebra.number(family.defaultShape)
    let motion: CurvePlan.Motion
    restsOn.insert("a given midpoint", at: 0)
    switch family {
    case .logistic, .gompertz:
      // r (m − t) = log((1 − ζ)/ζ), and log(−log ζ / log 2)
      let distance =
        family == .logistic
        ? algebra.log(algebra.divide(algebra.oneMinus(share), share))
        : algebra.log(
          algebra.divide(algebra.log(share), algebra.number(-0.693_147_180_559_945_3)))
      let rate = algebra.divide(distance, ahead)
      compiler.graph = algebra.graph
      return .rate(name("rate", rate))
    case .richards:
      // r (m − t) = log((1 − z)/(z (2^ν − 1))), z = ζ^ν, and g = r (1 − z)/ν
      let z = algebra.power(share, shape)
      let half = algebra.subtract(algebra.power(algebra.number(2), shape), algebra.number(1))
      let odds = algebra.divide(algebra.oneMinus(z), algebra.multiply(z, half))
      let rate = algebra.divide(algebra.log(odds), ahead)
      let growth = algebra.divide(algebra.multiply(rate, algebra.oneMinus(z)), shape)
      motion = .anchored(growth: growth)
      parameters.append(GrowthParameter(name: "rate", node: rate))
    case .weibull, .hill:
      // The age is ahead/(s − 1), where s is how many times as old the curve is at its midpoint.
      let open = algebra.oneMinus(share)
      let hazard = algebra.negative(algebra.log(open))
      let ratio =
        family == .hill
        ? algebra.divide(open, share)
        : algebra.divide(algebra.number(0.693_147_180_559_945_3), hazard)
      let times = algebra.power(ratio, algebra.divide(algebra.number(1), shape))
      let age = algebra.divide(ahead, algebra.subtract(times, algebra.number(1)))
      let perAge =
        family == .hill
        ? algebra.multiply(shape, open)
        : algebra.divide(algebra.multiply(shape, algebra.multiply(hazard, open)), share)
      motion = .anchored(growth: algebra.divide(perAge, age))
    case .bass:
      // (p + q)(m − t) = log((1 − ζ)(2 + ρ)/(1 + ρ ζ)), ρ = q/p
      let open = algebra.oneMinus(share)
      let widened = algebra.plusOne(algebra.multiply(shape, share))
      let odds = algebra.divide(
        algebra.multiply(open, algebra.add(algebra.number(2), shape)), widened)
      let pace = algebra.divide(algebra.log(odds), ahead)
      // g = (p + q F)(1 − F)/F = (p + q)(1 + ρ ζ)(1 − ζ)/((1 + ρ) ζ)
      let growth = algebra.divide(
        algebra.multiply(pace, algebra.multiply(widened, open)),
        algebra.multiply(algebra.plusOne(shape), share))
      motion = .anchored(growth: growth)
    default:
      fail(
        compiler, "the model \(growth.model.rawValue) has no midpoint",
        "give `rate`, or take a curve with a ceiling")
      return nil
    }
    compiler.graph = algebra.graph
    if case .anchored(let growth) = motion {
      parameters.append(GrowthParameter(name: "growth", node: growth))
    }
    return motion
  }
}

/// Formulas as nodes of a graph.
private struct Algebra {
  var graph: ExpressionGraph

  mutating func number(_ value: Double) -> NodeID { graph.constant(value) }
  mutating func add(_ a: NodeID, _ b: NodeID) -> NodeID { graph.binary(.add, a, b) }
  mutating func subtract(_ a: NodeID, _ b: NodeID) -> NodeID { graph.binary(.subtract, a, b) }
  mutating func multiply(_ a: NodeID, _ b: NodeID) -> NodeID { graph.binary(.multiply, a, b) }
  mutating func divide(_ a: NodeID, _ b: NodeID) -> NodeID { graph.binary(.divide, a, b) }
  mutating func power(_ a: NodeID, _ b: NodeID) -> NodeID { graph.binary(.power, a, b) }
  mutating func log(_ a: NodeID) -> NodeID { graph.unary(.log, a) }
  mutating func negative(_ a: NodeID) -> NodeID { graph.unary(.negate, a) }
  mutating func oneMinus(_ a: NodeID) -> NodeID { subtract(number(1), a) }
  mutating func plusOne(_ a: NodeID) -> NodeID { add(number(1), a) }
}
