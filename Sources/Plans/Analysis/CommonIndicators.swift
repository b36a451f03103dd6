internal import Expressions

/// Finds the indicators that no case changes: what they come from is the same everywhere, so a block is
/// simulated once and serves all cases.
package struct CommonIndicators {
  private let plan: SimulationPlan
  private var isCommon: [Bool]

  /// For each indicator whether it is the same in all cases; none is where there is one case only.
  package static func find(_ plan: SimulationPlan) -> [Bool] {
    guard plan.cases.count > 1 else { return plan.indicators.map { _ in false } }
    var search = CommonIndicators(plan)
    search.narrow()
    return search.isCommon
  }

  private init(_ plan: SimulationPlan) {
    self.plan = plan
    // Derived indicators only: what else moves has settings beside its expressions.
    isCommon = plan.indicators.indices.map { indicator in
      plan.cases.allSatisfy { casePlan in
        guard case .derived = casePlan.processes[indicator] else { return false }
        return !casePlan.events.contains { $0.affects.contains(indicator) }
      }
    }
  }

  /// Takes for common what is not yet known to differ, until nothing more falls out: an indicator may
  /// read its own past.
  private mutating func narrow() {
    var isChanged = true
    while isChanged {
      isChanged = false
      for indicator in isCommon.indices where isCommon[indicator] {
        if !plan.cases.indices.dropFirst().allSatisfy({ isSame(indicator, inCase: $0) }) {
          isCommon[indicator] = false
          isChanged = true
        }
      }
    }
  }

  private func isSame(_ indicator: Int, inCase index: Int) -> Bool {
    guard case .derived(let first) = plan.cases[0].processes[indicator],
      case .derived(let other) = plan.cases[index].processes[indicator],
      first.firstIndex == other.firstIndex
    else { return false }
    var comparison = Comparison(
      plan.cases[0], plan.cases[index], isCommon: isCommon)
    guard comparison.isSame(first.value, other.value) else { return false }
    switch (first.initial, other.initial) {
    case (nil, nil): return true
    case (let one?, let two?): return comparison.isSame(one, two)
    default: return false
    }
  }

  /// Compares expressions of two cases, node by node.
  private struct Comparison {
    private let one: CasePlan
    private let two: CasePlan
    private let isCommon: [Bool]
    private var known: [NodeID: NodeID] = [:]

    init(_ one: CasePlan, _ two: CasePlan, isCommon: [Bool]) {
      self.one = one
      self.two = two
      self.isCommon = isCommon
    }

    mutating func isSame(_ a: NodeID, _ b: NodeID) -> Bool {
      if known[a] == b { return true }
      let isSame =
        switch (one.graph[a], two.graph[b]) {
        case (.input(let x), .input(let y)):
          one.inputs[x.index] == two.inputs[y.index] && isCommon[one.inputs[x.index].indicator]
        case (.unary(let f, let x), .unary(let g, let y)):
          f == g && self.isSame(x, y)
        case (.binary(let f, let x1, let x2), .binary(let g, let y1, let y2)):
          f == g && self.isSame(x1, y1) && self.isSame(x2, y2)
        case (.select(let x1, let x2, let x3), .select(let y1, let y2, let y3)):
          self.isSame(x1, y1) && self.isSame(x2, y2) && self.isSame(x3, y3)
        case (.row(let f, let x), .row(let g, let y)):
          f == g && self.isSame(x, y)
        case (.draw(let d), .draw(let e)):
          isSameDraw(d, e)
        case (.constant(let x), .constant(let y)):
          x.bitPattern == y.bitPattern
        case (.elapsed, .elapsed), (.year, .year):
          true
        default:
          false
        }
      if isSame { known[a] = b }
      return isSame
    }

    private mutating func isSameDraw(_ d: Draw, _ e: Draw) -> Bool {
      guard d.stream == e.stream, d.isPerPeriod == e.isPerPeriod else { return false }
      switch (d.law, e.law) {
      case (.fixed(let f), .fixed(let g)): return f == g
      case (.varying(let f, let x), .varying(let g, let y)):
        guard f == g, x.count == y.count else { return false }
        for (a, b) in zip(x, y) where !isSame(a, b) { return false }
        return true
      default: return false
      }
    }
  }
}
