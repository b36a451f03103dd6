internal import Quantities
internal import Results
internal import Scenarios
internal import Tables
internal import Wording

/// From what was known at the last entry to what is known now: the two ends, and what lies between.
struct TrackingSteps {
  /// The plan of the last entry with what was known then; the plan as it is now where there is no entry, or
  /// where nothing but statistics changed.
  let before: TrackedState
  /// The plan as it is now, with what is known now.
  let now: TrackedState
  /// The plan with all that is known.
  var after: Scenario { now.scenario }
  /// What changed.
  let changes: [TrackedChange]
  /// Whether anything came that is to be logged.
  let isAdded: Bool
  /// What is to be said.
  let remarks: [Phrase]
  /// What the log knows and the file does not say.
  let missingInFile: [UnwrittenHistory]

  /// More changes than this are taken together by indicator.
  private static let most = CoalitionWeights.exactPlayers

  /// Compares.
  ///
  /// - Throws: ``ScenarioError``, ``TrackingRefusal``.
  init(
    _ current: UpdatedScenario, _ log: TrackLog, _ logFile: TrackLogFile, added: [AddedStatistic]
  ) throws {
    var remarks: [Phrase] = []
    let later = TrackingSteps.later(log)
    let logged = log.statistics.map { statistic in
      UpdatedScenario.Update(
        indicator: statistic.indicator, period: statistic.period, text: statistic.value,
        place: SourcePlace(file: logFile.path, line: statistic.line, column: 1),
        isLater: later.contains(
          ObservedPlace(indicator: statistic.indicator, period: statistic.period)))
    }
    for name in Set(logged.map(\.indicator)).sorted()
    where current.scenario.indicator(name) == nil {
      remarks.append(
        Phrase(
          "\(logFile.path) has values of \(name), and \(current.scenario.file) no longer has such an indicator; they "
            + "are left out",
          "\(logFile.path) 有 \(name) 的数值，而 \(current.scenario.file) 已无此指标；不予计入"))
    }
    let middle = try TrackedState(current, logged)
    remarks += TrackingSteps.contradictions(current.scenario, middle, log, logFile.path)

    let reading = TrackingReading(current.scenario)
    let read = try reading.updates(added) { place in
      later.contains(place) || middle.known[place] == nil
    }
    let now = try TrackedState(
      current, logged + read, sources: ["--add": reading.text(of: added)])

    // What the plan was at the last entry.
    var before = middle
    var isPlanChanged = false
    if let last = log.entries.last, last.plan != TrackLogFile.digest(of: current.scenario) {
      switch TrackingSteps.plan(last.plan, of: current.scenario, logFile, logged) {
      case .kept(let state, let isChanged):
        before = state
        isPlanChanged = isChanged
      case .lost(let reason): remarks.append(reason)
      }
    }
    let values = TrackingSteps.values(from: before, middle, to: now)
    let isNew = Set(values.map { ObservedPlace(indicator: $0.indicator, period: $0.period) })
    for update in read {
      let place = ObservedPlace(indicator: update.indicator, period: update.period)
      guard !isNew.contains(place) else { continue }
      let text = now.known[place] ?? ""
      remarks.append(
        Phrase(
          "\(place.indicator) in \(place.period) is known to be \(text) already: nothing to log",
          "\(place.indicator) 在 \(place.period) 的值已知为 \(text)：不再记录"))
    }
    self.before = before
    self.now = now
    changes = TrackingSteps.changes(values, isPlanChanged: isPlanChanged)
    isAdded = read.contains {
      isNew.contains(ObservedPlace(indicator: $0.indicator, period: $0.period))
    }
    missingInFile = TrackingSteps.missing(in: current.scenario, now)
    self.remarks = remarks + TrackingSteps.underWay(missingInFile, now.scenario)
  }

  /// The periods of which nothing was known when the plan was written: the log first tells of them as new.
  private static func later(_ log: TrackLog) -> Set<ObservedPlace> {
    var first: [ObservedPlace: Bool] = [:]
    for statistic in log.entries.flatMap(\.statistics) {
      let place = ObservedPlace(indicator: statistic.indicator, period: statistic.period)
      if first[place] == nil { first[place] = statistic.revisedFrom == nil }
    }
    return Set(first.filter(\.value).keys)
  }

  /// What rollouts need beside a history that is written into their file.
  private static func underWay(
    _ missing: [UnwrittenHistory], _ scenario: Scenario
  ) -> [Phrase] {
    missing.map(\.indicator).compactMap { name in
      guard case .rollout(let rollout) = scenario.indicator(name)?.kind, rollout.underWay.isEmpty,
        !rollout.stages.isEmpty
      else { return nil }
      return Phrase(
        "\(name): here what is under way follows its plan; in the file a history sets it by its own pace, and plan and "
          + "budget hold from its end on: with these values there, write `under_way:` by stage and the money that is left",
        "\(name)：此处在建数量随其计划而来；写入文件的历史则按自身速度推定在建数量，计划与预算自其末尾起算：若将这些数值写入文件，请同时用 `under_way:` 按阶段写明在建数量，并写明剩余资金"
      )
    }
  }

  /// Values of the file that are neither what the log says nor what it was revised from.
  private static func contradictions(
    _ scenario: Scenario, _ state: TrackedState, _ log: TrackLog, _ path: String
  ) -> [Phrase] {
    let written = scenario.observedTexts
    var former: [ObservedPlace: Set<String>] = [:]
    for statistic in log.entries.flatMap(\.statistics) {
      let place = ObservedPlace(indicator: statistic.indicator, period: statistic.period)
      former[place, default: []].formUnion(
        [statistic.value, statistic.revisedFrom].compactMap(\.self))
    }
    return former.keys.sorted().compactMap { place in
      guard let own = written[place], let kept = state.known[place], own != kept,
        former[place]?.contains(own) != true
      else { return nil }
      return Phrase(
        "\(place.indicator) in \(place.period): \(scenario.file) says \(own), the log \(kept), which counts; if it "
          + "was revised, `--add \"\(place.indicator).\(place.period)=\(own)\"`, else correct the file",
        "\(place.indicator)（\(place.period)）：\(scenario.file) 写作 \(own)，记录为 \(kept)，以记录为准；若为修订，请用 `--add \"\(place.indicator).\(place.period)=\(own)\"`，否则请改正情景文件"
      )
    }
  }

  private enum FormerPlan {
    case kept(TrackedState, isChanged: Bool)
    case lost(Phrase)
  }

  /// The plan of the last entry, and whether it says anything else than the plan as it is now, apart from
  /// observations.
  private static func plan(
    _ digest: String, of scenario: Scenario, _ logFile: TrackLogFile,
    _ logged: [UpdatedScenario.Update]
  ) -> FormerPlan {
    func lost(_ why: Phrase) -> FormerPlan {
      .lost(
        Phrase(
          "the plan has changed since the last entry, and its copy \(logFile.plans)/\(digest) ",
          "方案自上次记录后有改动，而其副本 \(logFile.plans)/\(digest) ") + why
          + Phrase(
            ": what the change did to the targets is not told apart", "：无法分出改动对目标的影响"))
    }
    let name = PathParts.split(scenario.file).name
    do {
      let plan: UpdatedScenario
      switch try logFile.plan(digest, named: name) {
      case .whole(let kept): plan = kept
      case .changed: return lost(Phrase("is no longer what was run", "已不是当时所运行的方案"))
      case .gone: return lost(Phrase("is gone", "已不存在"))
      }
      let former = try TrackedState(plan, logged)
      guard former.scenario.cases[0].name == scenario.cases[0].name else {
        return .lost(
          Phrase(
            "the first case is now \(scenario.cases[0].name) and was \(former.scenario.cases[0].name): what the change "
              + "of the plan did to the targets is not told apart",
            "首个情景由 \(former.scenario.cases[0].name) 变为 \(scenario.cases[0].name)：无法分出方案改动对目标的影响"))
      }
      let difference = try ScenarioDifference(
        ScenarioTree(file: plan.scenario.file), ScenarioTree(file: scenario.file))
      let isChanged = difference.components.contains { component in
        if case .observations = component.kind { false } else { true }
      }
      return .kept(former, isChanged: isChanged)
    } catch let error as any Refusal {
      return .lost(
        Phrase(
          "\(logFile.plans)/\(digest): what the plan was at the last entry can no longer be read: ",
          "\(logFile.plans)/\(digest)：无法再读取上次记录时的方案：")
          + error.phrase)
    } catch {
      preconditionFailure("\(logFile.plans)/\(digest): \(error)")
    }
  }

  /// What is known now and was not, or otherwise.
  ///
  /// What a new plan says of an indicator that the former did not have belongs to the change of the plan.
  private static func values(
    from before: TrackedState, _ middle: TrackedState, to now: TrackedState
  ) -> [TrackedChange.Value] {
    // What an indicator began with is known, but nothing that came.
    let written = now.plan.scenario.observedTexts
    return now.known.keys.sorted().compactMap { place in
      guard now.updates[place] != nil || written[place] != nil else { return nil }
      let former = before.scenario.indicator(place.indicator) == nil ? middle : before
      guard let text = now.known[place], former.known[place] != text else { return nil }
      return TrackedChange.Value(
        indicator: place.indicator, period: place.period, text: text,
        revisedFrom: former.known[place])
    }
  }

  private static func changes(
    _ values: [TrackedChange.Value], isPlanChanged: Bool
  ) -> [TrackedChange] {
    let plan = isPlanChanged ? [TrackedChange(kind: .plan)] : []
    guard values.count + plan.count > most else {
      return values.map { TrackedChange(kind: .statistics([$0])) } + plan
    }
    var groups: [[TrackedChange.Value]] = []
    for value in values {
      if let last = groups.last, last[0].indicator == value.indicator,
        (last[0].revisedFrom == nil) == (value.revisedFrom == nil)
      {
        groups[groups.count - 1].append(value)
      } else {
        groups.append([value])
      }
    }
    return groups.map { TrackedChange(kind: .statistics($0)) } + plan
  }

  private static func missing(in scenario: Scenario, _ now: TrackedState) -> [UnwrittenHistory] {
    let written = scenario.observedTexts
    return scenario.indicators.compactMap { indicator in
      // A file in which a deadline is past is no longer a plan.
      let due = scenario.targets.flatMap { $0.dates(of: indicator.name) }.min()
      let begins = indicator.history.isEmpty
      let values = now.known.filter { place, text in
        place.indicator == indicator.name && due.map { place.period < $0 } ?? true
          && written[place] != text && (begins || now.updates[place] != nil)
      }.sorted { $0.key < $1.key }.map { (period: $0.key.period, text: $0.value) }
      guard
        values.contains(where: { place in
          now.updates[ObservedPlace(indicator: indicator.name, period: place.period)] != nil
        })
      else { return nil }
      return UnwrittenHistory(
        indicator: indicator.name, values: values,
        replacesInitial: begins && indicator.initial != nil)
    }
  }

  // MARK: What lies between

  /// The scenario with some of the changes.
  ///
  /// - Parameter taken: for each of ``changes`` whether it is made.
  /// - Returns: the scenario.
  /// - Throws: ``ScenarioError`` where these changes do not go together.
  func mixture(_ taken: [Bool]) throws(ScenarioError) -> Scenario {
    if !taken.contains(true) { return before.scenario }
    if !taken.contains(false) { return now.scenario }
    let isNewPlan = zip(changes, taken).contains { $0.kind == .plan && $1 }
    let base = changes.contains { $0.kind == .plan } && !isNewPlan ? before : now
    var told: [ObservedPlace: String?] = [:]
    for (change, isTaken) in zip(changes, taken) {
      guard case .statistics(let values) = change.kind else { continue }
      for value in values {
        told.updateValue(
          isTaken ? value.text : value.revisedFrom,
          forKey: ObservedPlace(indicator: value.indicator, period: value.period))
      }
    }
    return try base.with(told)
  }
}

extension Target {
  /// When it is due, where it is about an indicator.
  fileprivate func dates(of name: String) -> [Period] {
    guard case .indicator(name, _) = statement else { return [] }
    return switch deadline {
    case .in(let date), .by(let date), .byEach(let date, _): [date]
    case .byAny(let dates): dates
    case .undated, .ofMembers: []
    }
  }
}
