internal import Plans
internal import Simulation

/// Whether the statistics of a run are those of its references.
///
/// Both are estimates, so a mean or a share may differ by five standard errors of the difference of
/// two runs of N paths: 5 √2 s/√N. A quantile of order q agrees if the reference lies between the
/// run's own quantiles of orders q ∓ 5 √2 √(q (1 − q)/N), for integers one more on either side.
/// A correct run of W1, with its 105 statistics, then fails once in 10¹⁰ or so.
struct WorkloadCheck {
  /// What does not agree.
  private(set) var deviations: [Deviation] = []

  private let workload: String
  private let plan: SimulationPlan
  private let summary: RunSummary
  /// 5 √2/√N; beyond the paths of the references their own error is the greater.
  private let reach: Double

  init(
    _ workload: Workload, _ references: WorkloadReferences, _ plan: SimulationPlan,
    _ summary: RunSummary
  ) {
    self.workload = workload.rawValue
    self.plan = plan
    self.summary = summary
    reach = (50 / Double(min(summary.paths, references.paths))).squareRoot()
    for band in references.bands { compare(band, isAlone: workload == .W1a) }
    for share in references.shares { compare(share) }
    if let mean = references.meanShare {
      // Of one run, as its standard deviation was measured: five of them.
      let error = mean.deviation * (Double(mean.paths) / Double(summary.paths)).squareRoot()
      note(
        Deviation(
          self.workload, mean.name, meanAttainment(of: mean.target), reference: mean.value,
          tolerance: 5 * error))
    }
    for (setting, result) in summary.cases.enumerated() where result.failures.count > 0 {
      note(
        Deviation(
          self.workload, "failed_paths of \(plan.cases[setting].name)",
          Double(result.failures.count), reference: 0, tolerance: 0))
    }
  }

  private mutating func note(_ deviation: Deviation?) {
    if let deviation { deviations.append(deviation) }
  }

  private mutating func compare(_ reference: WorkloadReferences.Band, isAlone: Bool) {
    guard let index = plan.indicators.firstIndex(where: { $0.name == reference.indicator }),
      let band = summary.cases[0].bands[index][reference.period]
    else { preconditionFailure("\(workload) has no \(reference.indicator)") }
    let isInteger = plan.indicators[index].isInteger
    let prefix = isAlone ? "" : reference.indicator + "_"
    note(
      Deviation(
        workload, "\(prefix)mean_\(reference.period)", band.moments.mean,
        reference: reference.mean, tolerance: reach * band.moments.standardDeviation))
    for (order, value) in zip(WorkloadReferences.orders, reference.quantiles) {
      let margin = reach * (order * (1 - order)).squareRoot()
      // Few paths do not bound an outer quantile on its outer side.
      let low = order > margin ? band.histogram.quantile(order - margin) : -.infinity
      let high = order + margin < 1 ? band.histogram.quantile(order + margin) : .infinity
      let percent = Int((100 * order).rounded())
      let name = "\(prefix)q\(percent < 10 ? "0" : "")\(percent)_\(reference.period)"
      let own = band.histogram.quantile(order)
      note(
        Deviation(
          workload, name, isInteger ? own.rounded() : own, reference: value,
          low: isInteger ? low.rounded() - 1 : low, high: isInteger ? high.rounded() + 1 : high))
    }
  }

  private mutating func compare(_ reference: WorkloadReferences.Share) {
    let target = summary.cases[reference.setting ?? 0].targets[number(of: reference.target)]
    let share =
      switch reference.event {
      case .met: target.attainment(0).estimate
      case .reached(let period):
        Double(target.firstMet.prefix(period + 1).reduce(0, +)) / Double(target.paths)
      case .ever: 1 - target.neverMet
      case .never: target.neverMet
      }
    let spread = (reference.value * (1 - reference.value)).squareRoot()
    note(
      Deviation(
        workload, reference.name, share, reference: reference.value, tolerance: reach * spread))
  }

  private func meanAttainment(of target: String) -> Double {
    let number = number(of: target)
    return summary.cases.reduce(0) { $0 + $1.targets[number].attainment(0).estimate }
      / Double(summary.cases.count)
  }

  private func number(of target: String) -> Int {
    guard let number = plan.targets.firstIndex(where: { $0.name == target }) else {
      preconditionFailure("\(workload) has no target \(target)")
    }
    return number
  }
}
