internal import Plans
internal import Random
internal import Simulation
internal import SpecialFunctions
internal import Tables
internal import Wording

/// What values of rollouts tell of the laws that each path draws once: the pace of crews, the supply, a ceiling.
///
/// A rollout is held to what came (``RolloutPlan/observed``). What kept its paths apart until then
/// keeps them apart afterwards too, so the draws behind it are learnt from the values: a path that
/// had come to other values takes the draws of one that came near (``NearestPaths``).
struct RolloutLearning {
  /// The plan with what was learnt.
  private(set) var plan: SimulationPlan
  /// How many paths came near enough, of how many; nil where nothing was learnt.
  private(set) var kept: (paths: Int, of: Int)?

  /// More paths than this are not told apart by what they draw.
  private static let mostPaths = 20_000

  /// Learns from the values of a plan's rollouts in the reference case.
  init(_ plan: SimulationPlan, paths: Int, engine: Simulator.Options) {
    self.plan = plan
    let rollouts = plan.cases[0].processes.indices.compactMap { index in
      plan.cases[0].processes[index].observed.map { (index, $0) }
    }
    guard !rollouts.isEmpty else { return }
    let indices = Set(rollouts.map(\.0))
    let streams = plan.pathStreams(of: indices, inCase: 0)
    guard !streams.isEmpty else { return }
    let count = min(paths, RolloutLearning.mostPaths)
    let asked = rollouts.map { (index: $0.0, periods: $0.1.sorted { $0.key < $1.key }) }
    let outputs = asked.flatMap { item in
      item.periods.map { PathOutput.value(indicator: item.index, step: $0.key) }
    }
    let found = Simulator(plan.unheld(indices)).outputs(
      outputs, paths: count, options: engine)
    guard let levels = found?[0], levels.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return }

    // What came since the value before tells of the pace; the level, of all that came before that.
    var values: [[Double]] = []
    var observed: [ClosedRange<Double>] = []
    for item in asked {
      var former: (level: [Double], value: Double)?
      for (_, range) in item.periods {
        let level = levels[values.count]
        if let former {
          values.append(zip(level, former.level).map { $0 - $1 })
          observed.append((range.lowerBound - former.value)...(range.upperBound - former.value))
        } else {
          values.append(level)
          observed.append(range)
        }
        if range.lowerBound == range.upperBound { former = (level, range.lowerBound) }
      }
    }
    let uniforms = streams.map { stream in
      let key = StreamKey(seed: plan.seed, name: stream)
      return (0..<count).map { key.uniform(path: UInt64($0), step: 0) }
    }
    let scores = uniforms.map { $0.map(StandardNormal.quantile) }
    guard let nearest = NearestPaths(drawn: scores, values: values, observed: observed) else {
      return
    }
    kept = (nearest.kept, count)
    var learnt: [String: [Double]] = [:]
    for (number, stream) in streams.enumerated() {
      guard let own = nearest.learnt[number] else { continue }
      // What is not moved stays to the bit.
      learnt[stream] = own.enumerated().map { path, score in
        let source = nearest.sources[path]
        return score == scores[number][source]
          ? uniforms[number][source] : StandardNormal.uniform(score)
      }
    }
    self.plan = plan.with(streams: plan.streams.learning(learnt))
  }
}

extension RolloutLearning {
  /// How many paths what was learnt rests on; nil where they are all, or nothing was learnt.
  var remark: Phrase? {
    guard let kept, kept.paths < kept.of else { return nil }
    // Two standard errors of a share of one half.
    let points = DecimalNumber.text(
      DecimalNumber.rounded(100 / Double(kept.paths).squareRoot(), significant: 1))
    return Phrase(
      "what came of rollouts tells which laws their paths had drawn: \(kept.paths) of \(kept.of) paths came near enough, so "
        + "a probability that these laws decide may be \(points) points off beside the error shown",
      "依分批建成量的实际值推断各路径所抽取的规律：\(kept.of) 条路径中有 \(kept.paths) 条足够接近，由其决定的概率除所示误差外还可能相差 \(points) 个百分点"
    )
  }
}

extension ProcessPlan {
  /// What came of a rollout, by the index of the period; nil where nothing did.
  fileprivate var observed: [Int: ClosedRange<Double>]? {
    guard case .rollout(let rollout) = self, !rollout.observed.isEmpty else { return nil }
    return rollout.observed
  }
}

extension SimulationPlan {
  /// Some rollouts as they would be if nothing had come of them, and what they read.
  fileprivate func unheld(_ indices: Set<Int>) -> SimulationPlan {
    let free = CasePlan(
      name: cases[0].name,
      processes: cases[0].processes.map { process in
        guard case .rollout(var rollout) = process else { return process }
        rollout.observed = [:]
        return .rollout(rollout)
      }, order: cases[0].order, events: cases[0].events)
    return with(cases: [free]).withoutBands.keeping(indicators: indices)
  }
}
