internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

// Which periods have a value: before the start a lag is missing, and so is what reads it.
extension CaseCompiler {
  /// A derived indicator begins where all that it reads is there, and is known up to where the
  /// last of them is.
  mutating func placeDerived() {
    for index in order {
      guard case .derived(let derived) = processes[index] else { continue }
      let roots = roots(of: index)
      let inputs = graph.inputs(of: roots).map(read)
        .filter { $0.indicator != index }
      let lastKnown = inputs.map { origins[$0.indicator] }.max() ?? -1
      let ready = firstPeriod(reading: roots, but: index)
      let first: Int
      if derived.initial != nil {
        refuseOtherPeriods(scenario.indicators[index])
        let begin = initialIndex(of: scenario.indicators[index])
        first = begin + 1
        let isLate = inputs.contains { isObservedLate($0.indicator) }
        if ready > first || scenario.indicators[index].initialDate == nil && isLate {
          reportLateRecursion(index, ready: ready, inputs)
        }
        origins[index] = begin
      } else {
        let begin = scenario.indicators[index].initialDate.map { grid.index(of: $0) + 1 } ?? 0
        first = max(ready, begin)
        origins[index] = max(lastKnown, first - 1)
      }
      processes[index] = .derived(
        DerivedPlan(value: derived.value, initial: derived.initial, firstIndex: first))
    }
  }

  /// A recursion goes from period to period of its file.
  private func refuseOtherPeriods(_ indicator: Indicator) {
    guard let text = indicator.expression, periodsOfGrid(text.scope) != 1 else { return }
    issues.report(
      text.place, text.path,
      Phrase(
        "goes from one period of its file to the next, and the periods of the grid are others",
        "按其所在文件的时期逐期递推，而网格的时期不同"),
      Phrase(
        "set `time.step` to that of the file, or write it as a curve or a count with `entries`",
        "请将 `time.step` 设为该文件的步长，或改写为曲线或带 `entries` 的 count"))
  }

  /// Reports processes that read what was before the start.
  mutating func checkPasts() {
    for index in processes.indices {
      if case .derived = processes[index] { continue }
      let indicator = scenario.indicators[index]
      let first = max(max(0, origins[index]) + 1, firstPeriod(ofHazardOf: indicator))
      guard first < grid.count, let missing = missing(reading: roots(of: index), at: first) else {
        continue
      }
      let later = beginningLater(index)
      let read = scenario.indicators[missing.indicator].name
      let what = missing.lag == 0 ? read : "lag(\(read), \(missing.lag))"
      issues.report(
        indicator.place, "indicators.\(indicator.name)",
        Phrase(
          "reads \(what) in \(grid.period(first)), its first period, and \(read) has no value in "
            + "\(grid.period(first - missing.lag))",
          "在首期 \(grid.period(first)) 用到 \(what)，而 \(read) 在 "
            + "\(grid.period(first - missing.lag)) 没有值"),
        missing.lag == 0
          ? Phrase(later.english, "请" + later.chinese)
          : Phrase(
            "write lag(\(read), \(missing.lag), before: …) with the value that it had before, begin "
              + "`time` earlier, or \(later.english)",
            "请用 lag(\(read), \(missing.lag), before: …) 写出此前的值，或提前 `time`，或\(later.chinese)"))
    }
  }

  /// How a process begins to read when all that it reads is there: a history says itself when what has
  /// one begins.
  private func beginningLater(_ index: Int) -> Phrase {
    let indicator = scenario.indicators[index]
    let begin = grid.period(firstPeriod(reading: roots(of: index), but: index))
    guard !indicator.history.isEmpty else {
      return Phrase(
        "begin \(indicator.name) later with `from: \(begin)`",
        "用 `from: \(begin)` 推迟 \(indicator.name) 的起点")
    }
    let year = begin.index == 0 ? begin.year : begin.year + 1
    return Phrase(
      "write `if(year >= \(year), …, 0)`, which needs nothing before",
      "写 `if(year >= \(year), …, 0)`（此前不取值）")
  }

  /// An `initial` without a date says nothing of when a recursion begins that reads something first
  /// observed later.
  private func reportLateRecursion(_ index: Int, ready: Int, _ inputs: [IndicatorInput]) {
    let indicator = scenario.indicators[index]
    let late = inputs.max {
      firstPeriod(of: $0.indicator) + $0.lag < firstPeriod(of: $1.indicator) + $1.lag
    }
    let name = late.map { scenario.indicators[$0.indicator].name } ?? "it"
    let begin = grid.period(max(0, ready))
    let value = indicator.initial?.text ?? "…"
    issues.report(
      indicator.initial?.place ?? indicator.place, "indicators.\(indicator.name).initial",
      indicator.initialDate == nil
        ? Phrase(
          "does not say when the recursion begins, and \(name) is first known in \(begin)",
          "没有写明递推的起点，而 \(name) 最早在 \(begin) 有值")
        : Phrase(
          "stands before \(name) is first known, in \(begin)", "早于 \(name) 最早有值的 \(begin)"),
      Phrase(
        "write the date at whose end it holds, as in `initial: {\(begin): \(value)}`",
        "请写出该值在其期末成立的日期，如 `initial: {\(begin): \(value)}`"))
  }

  /// Whether an indicator has a history that begins after the start.
  private func isObservedLate(_ index: Int) -> Bool {
    if case .derived = processes[index] { return false }
    return firstPeriod(of: index) > 0
  }

  /// The first period from which on an indicator always has a value.
  private func firstPeriod(of index: Int) -> Int {
    if case .milestone = processes[index] { return 0 }
    var first = processes[index].firstIndex(origin: origins[index])
    if case .derived = processes[index] { return first }
    while first > 0, known[index][first - 1] != nil { first -= 1 }
    return first
  }

  /// The first period from which on nodes find all that they read, leaving out what an indicator reads
  /// of itself.
  private func firstPeriod(reading roots: [NodeID], but own: Int) -> Int {
    let inputs = graph.inputs(of: roots).map(read)
      .filter { $0.indicator != own }
    let ready = max(0, inputs.map { firstPeriod(of: $0.indicator) + $0.lag }.max() ?? 0)
    guard ready > 0, hasTimeChoice(roots) else { return ready }
    // Before that a choice by time may need nothing of what is missing.
    var first = ready
    while first > 0, missing(reading: roots, at: first - 1, but: own) == nil { first -= 1 }
    return first
  }

  /// What nodes read in a period that has no value there.
  private func missing(
    reading roots: [NodeID], at step: Int, but own: Int? = nil
  ) -> IndicatorInput? {
    var isSeen: Set<NodeID> = []
    var waiting = roots
    while let id = waiting.popLast() {
      guard isSeen.insert(id).inserted else { continue }
      switch graph[id] {
      case .input(let input):
        let read = self.read(by: input)
        if read.indicator == own { continue }
        if step - read.lag < firstPeriod(of: read.indicator) { return read }
      case .select(let condition, let a, let b):
        if graph.rate(of: condition).isScalar, let value = value(of: condition, at: step) {
          waiting.append(value != 0 ? a : b)
        } else {
          waiting += [condition, a, b]
        }
      default: waiting += graph.operands(of: id)
      }
    }
    return nil
  }

  private func hasTimeChoice(_ roots: [NodeID]) -> Bool {
    graph.reachable(from: roots).contains { id in
      if case .select(let condition, _, _) = graph[id] { return graph.rate(of: condition) == .time }
      return false
    }
  }

  /// The value of a node that changes in time only.
  private func value(of id: NodeID, at step: Int) -> Double? {
    switch graph[id] {
    case .constant(let value): return value
    case .elapsed: return grid.years(step)
    case .year: return grid.year(step)
    case .unary(let operation, let a): return value(of: a, at: step).map { operation.value($0) }
    case .binary(let operation, let a, let b):
      guard let x = value(of: a, at: step), let y = value(of: b, at: step) else { return nil }
      return operation.value(x, y)
    case .select(let condition, let a, let b):
      return value(of: condition, at: step).flatMap { value(of: $0 != 0 ? a : b, at: step) }
    case .input, .draw, .row, .growing: return nil
    }
  }
}
