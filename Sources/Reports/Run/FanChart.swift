internal import Experiments
internal import Plans
internal import Scenarios
internal import Simulation
internal import SpecialFunctions
internal import Statistics
internal import Wording

/// The fan of an indicator in the reference case: what was observed, bands and median, the other cases,
/// goals and dated events.
struct FanChart {
  private let run: Run
  private let plan: SimulationPlan
  private let place: IndicatorPlan
  private let index: Int
  /// The first answer that the picture belongs to.
  private let row: TargetRow?
  private let names: Names
  private let language: Language
  /// What the case is called; nil where nobody could take it for another.
  private let caseName: String?
  /// What was observed or is known, in order of time.
  private let known: [Plot.Point]
  /// The simulated periods, and the quantiles of each of ``orders``.
  private let shown: [Int]
  private let levels: [[Double]]
  /// The period at the left edge.
  private let first: Int

  /// The ends of the bands of 95, 80 and 50 % about the median.
  private static let orders = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
  private static let shares = [95, 80, 50]
  private static let median = 3
  /// Lines of other cases in one picture.
  private static let mostLines = 5

  /// The fan of an indicator; nil where it has none.
  init?(
    _ run: Run, _ rows: [TargetRow], _ index: Int, _ names: Names, _ language: Language,
    ofCase caseName: String? = nil
  ) {
    plan = run.compiled.plan
    place = plan.indicators[index]
    let isInteger = place.isInteger
    let bands = run.summary.cases[0].bands[index].enumerated().compactMap { step, band in
      band.flatMap { $0.histogram.count > 0 ? (step, $0) : nil }
    }
    // A milestone is 0 and then 1: when it comes is in another picture.
    guard !place.isAuxiliary, !place.isDate, !plan.cases[0].processes[index].isMilestone,
      let begin = bands.first?.0
    else { return nil }
    shown = bands.map(\.0)
    levels = bands.map { $0.1.quantiles(FanChart.orders, isInteger: isInteger) }
    known = FanChart.observations(of: place, in: run.compiled)
    first = min(known.first.map { Int(bounded: $0.x) } ?? 0, begin)
    row = rows.first { [name = place.name] in $0.indicator == name }
    self.run = run
    self.index = index
    self.names = names
    self.language = language
    self.caseName = caseName
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// The picture.
  var chart: Chart {
    let last = shown[shown.count - 1]
    let labels = (first...last).map { "\(plan.grid.period($0))" }
    var marks = bands + [beyond] + moments(upTo: last) + otherCases + [median]
    if !known.isEmpty {
      marks.append(.observations(known.map(moved), label: say("observed", "观测值")))
    }
    marks += goals.map { goal in
      .goal(moved(goal.point), label: goal.label, of: goal.target, amount: goal.amount)
    }
    return Chart(
      name: "fan-\(place.name)", title: title, description: description,
      .plot(
        Plot(
          x: .periods(
            labels, perYear: plan.grid.stepsPerYear, firstInYear: plan.grid.period(first).index),
          y: Axis(title: place.saidUnit, covering: heights) {
            PlainNumber.text($0, language)
          },
          marks: marks)))
  }

  // MARK: Places

  /// The place of a period from the left edge.
  private func x(_ step: Int) -> Double { Double(step - first) }

  private func moved(_ point: Plot.Point) -> Plot.Point {
    Plot.Point(point.x - Double(first), point.y)
  }

  /// What the axis has to have room for.
  private var heights: [Double] {
    let seen = known.map(\.y) + goals.map { 1.1 * $0.point.y }
    // One long tail would press all else to the floor: the outer bands may leave the picture.
    let top = ([2.5 * end(Self.median), 1.3 * end(Self.median + 1)] + seen).max() ?? 1
    return seen + levels.flatMap { [$0[0], min($0[Self.orders.count - 1], top)] }
  }

  /// A quantile at the end.
  private func end(_ order: Int) -> Double { levels[levels.count - 1][order] }

  // MARK: Marks

  /// What is known just before the first simulated period, where the fan opens.
  private var origin: Plot.Point? {
    known.last.flatMap { $0.x == Double(shown[0] - 1) ? moved($0) : nil }
  }

  private var bands: [Plot.Mark] {
    let opening = origin.map { [Plot.Extent($0.x, $0.y, $0.y)] } ?? []
    return Self.shares.enumerated().map { shade, share in
      .band(
        opening
          + zip(shown, levels).map {
            Plot.Extent(x($0), $1[shade], $1[Self.orders.count - 1 - shade])
          }, shade: shade, label: bandLabel(share))
    }
  }

  /// How far up the outermost band goes.
  private var beyond: Plot.Mark {
    .top(
      of: zip(shown, levels).map { Plot.Point(x($0), $1[Self.orders.count - 1]) },
      band: bandLabel(Self.shares[0]), language)
  }

  private func bandLabel(_ share: Int) -> String {
    say("\(share) % of paths", "\(share) % 的路径")
  }

  private var median: Plot.Mark {
    .line(
      (origin.map { [$0] } ?? []) + zip(shown, levels).map { Plot.Point(x($0), $1[Self.median]) },
      number: 0,
      label: say("median", "中位数") + (caseName.map { say(", \($0)", "，\($0)") } ?? ""))
  }

  /// The medians of other cases, where they are not those of the reference.
  private var otherCases: [Plot.Mark] {
    let own = levels.map { $0[Self.median] }
    let others = zip(plan.cases, run.summary.cases).dropFirst().compactMap { casePlan, summary in
      let medians = shown.map {
        summary.bands[index][$0]?.quantile(0.5, isInteger: place.isInteger) ?? .nan
      }
      return medians == own ? nil : (name: casePlan.name, medians: medians)
    }
    return others.prefix(Self.mostLines).enumerated().map { number, other in
      .line(
        (origin.map { [$0] } ?? []) + zip(shown, other.medians).map { Plot.Point(x($0), $1) },
        number: number + 1,
        label: names.caseName(other.name))
    }
  }

  /// The dated events that strike the indicator.
  private func moments(upTo last: Int) -> [Plot.Mark] {
    run.compiled.scenario.events.compactMap { event in
      guard event.affects.contains(place.name), let date = event.date,
        date.step == plan.grid.step
      else { return nil }
      let step = plan.grid.index(of: date)
      return (first...last).contains(step) ? .moment(x(step), label: event.name) : nil
    }
  }

  /// A level to be reached at a deadline.
  private struct Goal {
    let point: Plot.Point
    let label: String
    /// The target that a hand moves with it; nil where its number is no share of the level.
    let target: String?
    /// The part of the level that the number stands for.
    let amount: Double
  }

  /// The levels to be reached at deadlines, where they are the same on all paths: those of values, and of growth since
  /// a value that is known.
  private var goals: [Goal] {
    plan.targets.flatMap { target -> [Goal] in
      guard case .indicator(index, let measure, let condition) = target.statement,
        measure.rule == .last
      else { return [] }
      if case .between(let low, let high) = condition {
        return goals(target, measure, low) + goals(target, measure, high, isUpper: true)
      }
      return goals(target, measure, condition.threshold)
    }
  }

  /// A level at each deadline of a target, where it is the same on all paths; the upper one of two moves by
  /// no hand.
  private func goals(
    _ target: TargetPlan, _ measure: TargetMeasure, _ threshold: TargetThreshold,
    isUpper: Bool = false
  ) -> [Goal] {
    guard let threshold = threshold.constant else { return [] }
    let periods = target.deadlines.map { "\(plan.grid.period($0.index))" }
    let when = periods.count > 1 ? "\(periods[0]) – \(periods[periods.count - 1])" : periods[0]
    // Several dates of one goal have one name.
    return target.deadlines.enumerated().compactMap { number, deadline in
      guard let level = level(measure, threshold, at: deadline.index), level.isFinite else {
        return nil
      }
      let text = PlainNumber.text(level, language)
      let amount = measure.isIncrease ? threshold : level
      return Goal(
        point: Plot.Point(Double(deadline.index), level),
        label: number > 0 ? "" : say("goal \(text) in \(when)", "目标 \(text)（\(when)）"),
        target: isUpper || measure.isRate || amount <= 0 ? nil : target.name, amount: amount)
    }
  }

  /// The value that a measured number stands for in a period; nil where the value that it is measured from is not
  /// known.
  private func level(_ measure: TargetMeasure, _ threshold: Double, at step: Int) -> Double? {
    guard let since = measure.since else { return threshold }
    guard since <= place.origin, let start = place.known(.last, upTo: since) else { return nil }
    return switch measure {
    case .value: threshold
    case .increase: start + threshold
    case .growthFactor: start * threshold
    case .annualGrowth:
      start
        * Elementary.pow(
          1 + threshold, Double(step - since) / Double(plan.grid.stepsPerYear))
    }
  }

  /// What was observed or is known, by the number of the period; earlier ones have numbers below 0.
  private static func observations(
    of place: IndicatorPlan, in compiled: CompiledScenario
  ) -> [Plot.Point] {
    var points: [Int: Double] = place.known
    for seen in ObservedValue.all(of: place.name, in: compiled) {
      if let step = seen.step, step <= max(0, place.origin) { points[step] = seen.value }
    }
    return points.sorted { $0.key < $1.key }.map { Plot.Point(Double($0.key), $0.value) }
  }

  // MARK: Words

  /// What the picture tells: the first target, else what is expected.
  private var title: String {
    let label = run.compiled.scenario.indicator(place.name)?.remarks.label ?? place.name
    let name = label + (caseName.map { say(", case \($0)", "（情景 \($0)）") } ?? "")
    guard let row else {
      let (value, when) = (PlainNumber.text(end(Self.median), language), lastPeriod)
      if let mean = meanBesideMedian.map({ PlainNumber.text($0, language) }) {
        return say(
          "\(name): median \(value), mean \(mean) in \(when.english)",
          "\(name)：\(when.chinese)中位数为 \(value)，均值为 \(mean)")
      }
      return say(
        "\(name): \(value) expected in \(when.english)", "\(name)：预计 \(when.chinese)为 \(value)")
    }
    let share = PlainNumber.headline(row.attainment, withError: false)
    return say(
      "\(name): \(share) for \(row.statement.english)",
      "\(name)：概率 \(share)（\(row.statement.chinese)）")
  }

  private var description: String {
    let (name, when) = (place.name, lastPeriod(language))
    let text = Self.orders.indices.map { PlainNumber.text(end($0), language) }
    return say(
      "Fan chart of \(name): in \(when) the median is \(text[3]), half of the paths lie between "
        + "\(text[2]) and \(text[4]), 80 % between \(text[1]) and \(text[5]), "
        + "95 % between \(text[0]) and \(text[6]).",
      "\(name) 的扇形图：\(when)中位数为 \(text[3])，半数路径在 \(text[2]) 与 \(text[4]) 之间，80 % 在 "
        + "\(text[1]) 与 \(text[5]) 之间，95 % 在 \(text[0]) 与 \(text[6]) 之间。")
  }

  /// The mean at the end, where the median alone would mislead.
  private var meanBesideMedian: Double? {
    run.summary.cases[0].bands[index][shown[shown.count - 1]]?.meanBesideMedian(of: place)
  }

  private var lastPeriod: Phrase {
    DateWords.phrase("\(plan.grid.period(shown[shown.count - 1]))")
  }
}

extension TargetMeasure {
  fileprivate var isIncrease: Bool { if case .increase = self { true } else { false } }

  fileprivate var isRate: Bool { if case .annualGrowth = self { true } else { false } }
}
