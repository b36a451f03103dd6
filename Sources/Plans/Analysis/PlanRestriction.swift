internal import Expressions

extension SimulationPlan {
  /// The plan with the reference case only.
  package var keepingReference: SimulationPlan { with(cases: [cases[0]]) }

  /// The plan with nothing kept of indicators but what targets need.
  package var withoutBands: SimulationPlan { keepingBands(of: [:]) }

  /// The plan with no distributions kept but those of some indicators, by index, in some periods.
  package func keepingBands(of kept: [Int: Set<Int>]) -> SimulationPlan {
    with(
      indicators: indicators.enumerated().map { index, place in
        var plan = IndicatorPlan(
          name: place.name, unit: place.unit, origin: place.origin, known: place.known,
          isInteger: place.isInteger, originValue: place.originValue,
          isAuxiliary: kept[index] == nil)
        plan.keptSteps = kept[index]
        return plan
      })
  }

  /// The plan with no more than some targets take: their indicators, those of their members, and
  /// what these read, directly or by way of others.
  ///
  /// The other indicators keep their places, for places are how a plan names indicators, but never
  /// begin. Random numbers are keyed by name, so leaving those out changes no number that is kept.
  ///
  /// - Parameter kept: the indices of the targets.
  /// - Returns: the plan, with these targets and the members of joint ones, in their order.
  package func restricted(toTargets kept: Set<Int>) -> SimulationPlan {
    let places = withMembers(kept).sorted()
    var needed: Set<Int> = []
    for index in places {
      if case .indicator(let indicator, _, _) = targets[index].statement {
        needed.insert(indicator)
      }
    }
    for index in cases.indices {
      needed.formUnion(self.needed(for: needed, targets: Set(places), inCase: index))
    }
    return keeping(needed, of: cases, targets: places.map { targets[$0].renumbered(places) })
  }

  /// The plan with no more than some indicators take, and without targets.
  package func keeping(indicators kept: Set<Int>) -> SimulationPlan {
    let needed = cases.indices.reduce(into: kept) {
      $0.formUnion(self.needed(for: kept, targets: [], inCase: $1))
    }
    return keeping(needed, of: cases, targets: [])
  }

  /// The plan with some indicators only, of some of its cases: the others hold their places and never
  /// begin.
  package func keeping(
    _ needed: Set<Int>, of cases: [CasePlan], targets: [TargetPlan]
  ) -> SimulationPlan {
    var graph = graph
    let nothing = ProcessPlan.derived(
      DerivedPlan(value: graph.constant(0), initial: nil, firstIndex: grid.count))
    return with(
      graph: graph,
      indicators: indicators.enumerated().map { index, place in
        needed.contains(index) ? place : place.idle(from: grid.count)
      },
      targets: targets,
      cases: cases.map { item in
        CasePlan(
          name: item.name,
          processes: item.processes.enumerated().map { index, process in
            needed.contains(index) ? process : nothing
          },
          order: item.order, events: item.events.filter { !needed.isDisjoint(with: $0.affects) })
      })
  }
}

extension IndicatorPlan {
  /// An indicator that holds a place and never begins.
  fileprivate func idle(from end: Int) -> IndicatorPlan {
    IndicatorPlan(
      name: name, unit: unit, origin: end, known: known, isInteger: isInteger,
      originValue: originValue, isAuxiliary: true)
  }
}

extension TargetPlan {
  /// The target with its members by their places in a shorter list.
  fileprivate func renumbered(_ places: [Int]) -> TargetPlan {
    guard case .joint(let rule, let members) = statement else { return self }
    return stating(.joint(rule, members.compactMap { places.firstIndex(of: $0) }))
  }
}
