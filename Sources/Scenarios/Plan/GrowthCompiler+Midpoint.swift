internal import Expressions
internal import GrowthCurves
internal import Plans
internal import Wording

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
    guard let form = family.bounded else {
      preconditionFailure("a \(family) curve has no midpoint")
    }
    let origin =
      observed.points.last?.time ?? compiler.grid.years(compiler.initialIndex(of: indicator))
    let years = Formula.node(midpoint) - .number(compiler.grid.start.coordinate + origin)
    let share = Formula.node(level) / .node(ceiling)
    let shape = self.shape(shape, of: family)
    restsOn.insert(Phrase("a given midpoint", "给定的中点"), at: 0)
    var growth = form.midpointTimesGrowth(share: share, shape: shape) / years
    if let form = family.sigmoid {
      let rate = form.ahead(share: share, shape: shape) / years
      let node = name("rate", rate.written(to: &compiler.graph))
      if family.flowing != nil { return .rate(node) }
      growth = rate / form.ratePerGrowth(level: .node(level), share: share, shape: shape)
    }
    return .anchored(growth: name("growth", growth.written(to: &compiler.graph)))
  }
}
