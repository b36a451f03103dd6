internal import Plans
internal import Random
internal import Simulation
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
  /// How far the path that came nearest to all values is from the farthest of them, in standard deviations.
  private var missed = 0.0

  /// So many paths of the plan tell what was to be expected: four for each that is asked for, within limits.
  private static let trialPaths = 20_000...100_000

  /// Learns from the values of a plan's rollouts in the reference case.
  ///
  /// - Parameters:
  ///   - plan: the plan, its rollouts held to what came.
  ///   - paths: the paths that are to be run.
  ///   - target: the target that is asked for, where it is one: what tells nothing of it is left alone.
  ///   - engine: how runs are carried out.
  init(
    _ plan: SimulationPlan, paths: Int, forTarget target: Int? = nil, engine: Simulator.Options
  ) {
    self.plan = plan
    let count = min(max(4 * paths, Self.trialPaths.lowerBound), Self.trialPaths.upperBound)
    var learnt: [String: [Double]] = [:]
    let asked = target.map { Set(plan.pathStreams(ofTarget: $0)) }
    for group in Self.groups(of: plan) where asked?.isDisjoint(with: group.streams) != true {
      let places = group.rollouts.flatMap { rollout in
        rollout.observed.sorted { $0.key < $1.key }.map { (rollout.index, $0.key, $0.value) }
      }
      let found = Simulator(plan.forecasting(Set(group.rollouts.map(\.index)))).outputs(
        places.map { .value(indicator: $0.0, step: $0.1) }, paths: count, options: engine)
      guard let values = found?[0], values.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
        continue
      }
      let uniforms = group.streams.map { stream in
        let key = StreamKey(seed: plan.seed, name: stream)
        return (0..<count).map { key.uniform(path: UInt64($0), step: 0) }
      }
      guard
        let nearest = NearestPaths(
          uniforms: uniforms, values: values, observed: places.map(\.2))
      else { continue }
      kept = (min(nearest.kept, kept?.paths ?? .max), count)
      missed = max(missed, nearest.missed)
      for (stream, own) in zip(group.streams, nearest.learnt) { learnt[stream] = own }
    }
    if !learnt.isEmpty { self.plan = plan.with(streams: plan.streams.learning(learnt)) }
  }

  /// Rollouts of which values came that have draws in common, directly or by others.
  private struct Group {
    var rollouts: [(index: Int, observed: [Int: ClosedRange<Double>])]
    var streams: [String]
  }

  private static func groups(of plan: SimulationPlan) -> [Group] {
    let rollouts = plan.cases[0].processes.indices.compactMap { index in
      plan.cases[0].processes[index].observed.map { (index: index, observed: $0) }
    }
    let streams = rollouts.map { plan.pathStreams(of: [$0.index], inCase: 0) }
    var parts = ConnectedParts(count: rollouts.count)
    for (number, own) in streams.enumerated() {
      for earlier in 0..<number where !Set(own).isDisjoint(with: streams[earlier]) {
        parts.connect(number, earlier)
      }
    }
    return parts.parts.compactMap { members in
      var seen: Set<String> = []
      let own = members.flatMap { streams[$0] }.filter { seen.insert($0).inserted }
      return own.isEmpty ? nil : Group(rollouts: members.map { rollouts[$0] }, streams: own)
    }
  }
}

extension RolloutLearning {
  /// How many paths what was learnt rests on, and whether any came near; none where nothing was learnt.
  var remarks: [Phrase] { [rest, unlike].compactMap(\.self) }

  private static let unlikely = 2.0

  private var unlike: Phrase? {
    guard missed > Self.unlikely else { return nil }
    let far = DecimalNumber.text(DecimalNumber.rounded(missed, significant: 2))
    return Phrase(
      "no path came near all values of rollouts at once: the nearest is \(far) standard deviations away from one of them; "
        + "look at the values and at the limits of the plan, which may not allow them together",
      "没有路径同时接近各分批建成量的全部实际值：最近者距其中之一仍有 \(far) 个标准差；请检查这些数值以及方案的限制，二者可能无法并存")
  }

  private var rest: Phrase? {
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
  /// The plan of some rollouts and what they read, which show what was to be expected of the periods of which values came.
  fileprivate func forecasting(_ indices: Set<Int>) -> SimulationPlan {
    let shown = CasePlan(
      name: cases[0].name,
      processes: cases[0].processes.map { process in
        guard case .rollout(var rollout) = process else { return process }
        rollout.showsForecasts = true
        return .rollout(rollout)
      }, order: cases[0].order, events: cases[0].events)
    return with(cases: [shown]).withoutBands.keeping(indicators: indices)
  }
}
