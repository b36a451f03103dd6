internal import Expressions

extension SimulationPlan {
  /// The plan with the reference case only.
  package var keepingReference: SimulationPlan {
    SimulationPlan(
      grid: grid, seed: seed, indicators: indicators, targets: targets, cases: [cases[0]],
      innovations: innovations)
  }

  /// The plan with nothing kept of indicators but what targets need.
  package var withoutBands: SimulationPlan {
    SimulationPlan(
      grid: grid, seed: seed,
      indicators: indicators.map { place in
        IndicatorPlan(
          name: place.name, unit: place.unit, origin: place.origin, known: place.known,
          isInteger: place.isInteger, originValue: place.originValue, isAuxiliary: true)
      },
      targets: targets, cases: cases, innovations: innovations)
  }

  /// The plan with no more than some targets take: their indicators, those of their members, and
  /// those that anything reads.
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
    for plan in cases { needed.formUnion(plan.inputs.map(\.indicator)) }
    return SimulationPlan(
      grid: grid, seed: seed,
      indicators: indicators.enumerated().map { index, place in
        needed.contains(index) ? place : place.idle(from: grid.count)
      },
      targets: places.map { targets[$0].renumbered(places) },
      cases: cases.map { $0.restricted(to: needed, periods: grid.count) },
      innovations: innovations)
  }
}

extension IndicatorPlan {
  /// An indicator that holds a place and never begins.
  package func idle(from end: Int) -> IndicatorPlan {
    IndicatorPlan(
      name: name, unit: unit, origin: end, known: known, isInteger: isInteger,
      originValue: originValue, isAuxiliary: true)
  }
}

extension CasePlan {
  package func restricted(to needed: Set<Int>, periods: Int) -> CasePlan {
    var graph = graph
    let nothing = ProcessPlan.derived(
      DerivedPlan(value: graph.constant(0), initial: nil, firstIndex: periods))
    return CasePlan(
      name: name, graph: graph, inputs: inputs,
      processes: processes.enumerated().map { index, process in
        needed.contains(index) ? process : nothing
      },
      order: order, events: events.filter { !needed.isDisjoint(with: $0.affects) })
  }
}

extension TargetPlan {
  /// The target with its members by their places in a shorter list.
  fileprivate func renumbered(_ places: [Int]) -> TargetPlan {
    guard case .all(let members) = statement else { return self }
    return TargetPlan(
      name: name, statement: .all(members.compactMap { places.firstIndex(of: $0) }),
      deadlines: deadlines)
  }
}
