internal import GrowthCurves
internal import Plans
public import Scenarios
public import Simulation
public import Statistics
package import Tables
public import Wording

/// One answer of a run: a target at a deadline in a case.
public struct TargetRow: Sendable {
  /// The name of the case.
  public let caseName: String
  /// The name of the target; with several deadlines `target@2026`.
  public let target: String
  /// What the file tells people of the target.
  public let remarks: Remarks
  /// The name of the indicator; empty for a joint target.
  public let indicator: String
  /// What must hold, as a phrase.
  public let statement: Phrase
  /// The deadline as written.
  public let deadline: String
  /// The period in which it is judged last.
  public let lastPeriod: String
  /// The index of that period.
  public let lastIndex: Int
  /// The threshold where it is the same on all paths.
  public let threshold: Double?
  /// The unit of the threshold.
  public let unit: String
  /// The probability of the target, with its error.
  public let attainment: Proportion
  /// The mean of what is missing to the threshold; nil for a joint target.
  public let shortfall: Double?
  /// The period by whose end half of the paths have met it; nil if fewer ever do.
  public let medianFirstPeriod: String?
  /// The share of paths that never meet it in the simulated periods.
  public let neverReached: Double
  /// The growth a year from the origin to the threshold.
  public let requiredGrowth: Double?
  /// The growth a year from the first to the last observation.
  public let achievedGrowth: Double?
  /// The share of past series with such a growth that then grew as required, over five years.
  public let referenceClass: Double?
  /// The median at the deadline and the 10 and 90 % quantiles; nil where they are not kept: for a
  /// joint target, an auxiliary indicator, a milestone, a date, and a number that is not the value of one period.
  public let outlook: (median: Double, p10: Double, p90: Double)?
  /// The paths that miss the target because what it looks at is not a finite number.
  public let failed: Int
  /// This case less the reference, on the same paths.
  public let difference: PairedDifference

  /// The columns of `targets.csv`.
  package static let table: RowTable<TargetRow> = [
    .text("case") { $0.caseName },
    .text("target") { $0.target },
    .text("indicator") { $0.indicator },
    .text("statement") { $0.statement.english },
    .text("deadline") { $0.deadline },
    .number("threshold") { $0.threshold },
    .text("unit") { $0.unit },
    .number("attainment") { $0.attainment.estimate },
    .number("standard_error") { $0.attainment.standardError },
    .number("low95") { $0.attainment.wilson95.lowerBound },
    .number("high95") { $0.attainment.wilson95.upperBound },
    .number("shortfall") { $0.shortfall },
    .text("median_first_period") { $0.medianFirstPeriod },
    .number("never_reached") { $0.neverReached },
    .number("required_growth") { $0.requiredGrowth },
    .number("achieved_growth") { $0.achievedGrowth },
    .number("reference_class") { $0.referenceClass },
    .text("label") { $0.remarks.label },
    .text("source") { $0.remarks.source },
    .number("median") { $0.outlook?.median },
    .number("p10") { $0.outlook?.p10 },
    .number("p90") { $0.outlook?.p90 },
    .integer("failed") { $0.failed },
    .text("quote") { $0.remarks.quote },
    .text("document") { $0.remarks.document },
    .text("document_date") { $0.remarks.date },
  ]

  /// All answers of a run: by case, target and deadline.
  ///
  /// - Returns: one row for each case, target and deadline.
  public static func rows(_ compiled: CompiledScenario, _ summary: RunSummary) -> [TargetRow] {
    var rows: [TargetRow] = []
    for (index, caseSummary) in summary.cases.enumerated() {
      for (number, target) in compiled.plan.targets.enumerated() {
        for deadline in target.deadlines.indices {
          rows.append(
            TargetRow(
              compiled, caseName: compiled.plan.cases[index].name, number: number,
              deadline: deadline, caseSummary))
        }
      }
    }
    return rows
  }

  private init(
    _ compiled: CompiledScenario, caseName: String, number: Int, deadline index: Int,
    _ caseSummary: CaseSummary
  ) {
    let summary = caseSummary.targets[number]
    let plan = compiled.plan.targets[number]
    let target = compiled.scenario.targets[number]
    let deadline = plan.deadlines[index]
    self.caseName = caseName
    lastPeriod = deadline.label
    lastIndex = deadline.index
    self.target = plan.deadlines.count > 1 ? "\(plan.name)@\(deadline.label)" : plan.name
    statement = TargetPhrase.phrase(
      target, deadline: plan.deadlines.count > 1 ? deadline.label : nil)
    remarks = target.remarks
    attainment = summary.attainment(index)
    neverReached = summary.neverMet
    failed = summary.failed[index]
    difference = summary.difference(index)
    medianFirstPeriod =
      plan.isOfNone || plan.asksForDate(of: compiled.plan.indicators)
      ? nil : summary.medianFirstPeriod.map { "\(compiled.plan.grid.period($0))" }
    guard case .indicator(let which, let measure, let condition) = plan.statement else {
      indicator = ""
      self.deadline = ""
      threshold = nil
      unit = ""
      shortfall = nil
      requiredGrowth = nil
      achievedGrowth = nil
      referenceClass = nil
      outlook = nil
      return
    }
    let place = compiled.plan.indicators[which]
    indicator = place.name
    self.deadline =
      target.deadline == .undated ? "undated, to \(deadline.label)" : deadline.label
    threshold = if case .constant(let value) = condition.threshold { value } else { nil }
    unit = measure.isRatio ? "" : place.unit
    // No number holds the sum of what is missing to a threshold that is far beyond all values.
    let missing = summary.shortfall(index)
    shortfall = missing.isFinite ? missing : nil
    let isMilestone =
      if case .milestone = compiled.scenario.indicators[which].kind { true } else { false }
    outlook =
      isMilestone || place.isDate
      ? nil : TargetRow.outlook(caseSummary, which, measure, deadline, place)
    (requiredGrowth, achievedGrowth, referenceClass) = TargetRow.growth(
      compiled, which, measure, condition, deadline)
  }
}

extension TargetRow {
  /// The growth a year that a target needs from the origin on, the one that the observations had, and
  /// the share of past series with such a growth that then grew as needed.
  private static func growth(
    _ compiled: CompiledScenario, _ which: Int, _ measure: TargetMeasure,
    _ condition: TargetCondition, _ deadline: TargetDeadline
  ) -> (required: Double?, achieved: Double?, reference: Double?) {
    let place = compiled.plan.indicators[which]
    func after(_ index: Int) -> Double {
      Double(index - max(0, place.origin)) / Double(compiled.plan.grid.stepsPerYear)
    }
    let years = after(deadline.index)
    var (required, achieved): (Double?, Double?) = (nil, nil)
    // What is to stay low, or between levels, needs no growth.
    if condition.asksForMore, let level = condition.threshold.constant,
      let origin = place.known(measure.rule, upTo: place.origin)
    {
      switch measure {
      case .value: required = GrowthRates.compound(from: origin, to: level, years: years)
      case .increase(let since, _) where since > place.origin:
        required = GrowthRates.compound(
          of: origin, risingBy: level, from: after(since), to: years)
      case .increase(let since, let rule):
        required = place.known(rule, upTo: since).flatMap {
          GrowthRates.compound(from: origin, to: $0 + level, years: years)
        }
      case .growthFactor, .annualGrowth: break
      }
    }
    let past = compiled.growth.first { $0.indicator == place.name }?.history ?? []
    if compiled.scenario.indicators[which].history.count > 1, let first = past.first,
      let last = past.last
    {
      achieved = GrowthRates.compound(
        from: first.value, to: last.value, years: last.time - first.time)
    }
    guard let achieved, let required, condition.isRise,
      let reference = ReferenceClass(pastGrowth: achieved, horizon: years)
    else { return (required, achieved, nil) }
    return (required, achieved, reference.share(growingAtLeast: required))
  }

  private static func outlook(
    _ summary: CaseSummary, _ indicator: Int, _ measure: TargetMeasure, _ deadline: TargetDeadline,
    _ place: IndicatorPlan
  ) -> (median: Double, p10: Double, p90: Double)? {
    let bands = summary.bands[indicator]
    guard case .value(.last) = measure, bands.indices.contains(deadline.index),
      let band = bands[deadline.index], band.histogram.count > 0
    else { return nil }
    func quantile(_ q: Double) -> Double { band.quantile(q, isInteger: place.isInteger) }
    return (quantile(0.5), quantile(0.1), quantile(0.9))
  }
}

extension TargetPlan {
  /// Whether it looks at a date, which is the same in all periods.
  fileprivate func asksForDate(of indicators: [IndicatorPlan]) -> Bool {
    if case .indicator(let index, _, _) = statement { indicators[index].isDate } else { false }
  }

  /// Whether it asks that no target is met, which is so until one is.
  fileprivate var isOfNone: Bool {
    if case .joint(.no, _) = statement { true } else { false }
  }
}

extension TargetMeasure {
  /// Whether the measured number has no unit.
  fileprivate var isRatio: Bool {
    switch self {
    case .value, .increase: false
    case .growthFactor, .annualGrowth: true
    }
  }
}
