internal import Sensitivity
internal import Simulation
internal import Wording

extension SensitivityAnalysis {
  /// The paths that tell where a value begins to differ.
  private static let probePaths = 1000

  /// Partial rank correlations: for a target of how near it is to being met, so that its sign says
  /// what helps.
  func rankCorrelations(
    _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> SensitivityTable {
    let what: PathOutput
    let measure: String
    switch output {
    case .target(let row):
      what = .gap(target: row.target, deadline: row.deadline)
      measure = "how near the target is"
    case .indicator:
      what = output.pathOutput
      measure = "value"
    }
    let sample = try sample([what], progress)
    var values = sample.outputs[0]
    if case .target = output { values = values.map { -$0 } }
    let analysis: RankCorrelationAnalysis
    do throws(SensitivityError) {
      analysis = try RankCorrelationAnalysis(
        FactorSample(factors: sample.factors, output: values))
    } catch {
      throw AnalysisError.sample(sentence(error))
    }
    return SensitivityTable(
      method: .prcc, output: output.name, measure: measure,
      columns: [
        "prcc", "prcc_low95", "prcc_high95", "t", "p_value", "spearman", "spearman_low95",
        "spearman_high95", "srrc",
      ],
      rows: zip(factors.columnNames, analysis.factors).map { name, found in
        let partial = found.partial
        return SensitivityTable.Row(
          factor: name,
          values: [
            partial?.value ?? .nan, partial?.interval95.lowerBound ?? .nan,
            partial?.interval95.upperBound ?? .nan, partial?.t ?? .nan, partial?.pValue ?? .nan,
            found.spearman.value, found.spearman.interval95.lowerBound,
            found.spearman.interval95.upperBound, found.coefficient,
          ])
      },
      paths: sample.paths, failedShare: sample.failedShare, notes: sample.notes + modelNotes)
  }

  /// Ranks of a choice among growth models are those of its numbers.
  private var modelNotes: [Phrase] {
    factors.columnNames.filter { $0.hasSuffix(".growth.model") }.map {
      Phrase(
        "\($0) is a choice without an order, which a rank correlation cannot see; take --method "
          + "given-data or sobol for its part",
        "\($0) 是没有次序的选择，秩相关无法反映；其份额请用 --method given-data 或 sobol")
    }
  }

  /// First-order indices and Borgonovo's delta from an ordinary run; of a target also how factors
  /// differ between paths that meet it and paths that miss it.
  func givenData(
    _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> SensitivityTable {
    let sample = try sample([output.pathOutput], progress)
    let indices = try indices(of: sample.factors, on: sample.outputs[0])
    return SensitivityTable(
      method: .givenData, output: output.name, measure: sampleMeasure,
      columns: [
        "first", "first_low95", "first_high95", "delta", "delta_low95", "delta_high95", "ks",
        "ks_p_value", "auc",
      ],
      rows: zip(factors.columnNames, indices).map { name, found in
        let regional = found?.regional
        return SensitivityTable.Row(
          factor: name,
          values: (found?.firstOrder.shareCells ?? [.nan, .nan, .nan])
            + (found?.delta.shareCells ?? [.nan, .nan, .nan])
            + [
              regional?.distance ?? .nan, regional?.pValue ?? .nan, regional?.hitIsLarger ?? .nan,
            ])
      },
      paths: sample.paths, failedShare: sample.failedShare, notes: sample.notes)
  }

  /// Which number to collect next: how much of the doubt about the output goes when an indicator's
  /// next value is known, and when a factor is.
  ///
  /// The share is Var(E(Y|X)) / Var(Y) with X the number that is collected: what is left of the
  /// variance of Y on average is 1 less it. The expected shift is E|P(met|X) − P(met)| for a target.
  func nextStatistic(
    _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> SensitivityTable {
    let (statistics, certain) = try nextValues(progress)
    let sample = try sample([output.pathOutput] + statistics.map(\.output), progress)
    let names =
      statistics.map { "statistic \($0.name)" } + factors.columnNames.map { "factor \($0)" }
    let columns = Array(sample.outputs.dropFirst()) + sample.factors
    let indices = try indices(of: columns, on: sample.outputs[0])
    return SensitivityTable(
      method: .nextStatistic, output: output.name, measure: sampleMeasure,
      columns: ["share", "share_low95", "share_high95", "shift", "shift_low95", "shift_high95"],
      rows: zip(names, indices).map { name, found in
        SensitivityTable.Row(
          factor: name,
          values: (found?.firstOrder.shareCells ?? [.nan, .nan, .nan])
            + (found?.delta.shareCells ?? [.nan, .nan, .nan]))
      },
      paths: sample.paths, failedShare: sample.failedShare,
      notes: sample.notes
        + (certain.isEmpty
          ? []
          : [
            Phrase(
              "left out, for nothing about them is uncertain: " + certain.joined(separator: ", "),
              "因没有任何不确定而略去：" + certain.joined(separator: "、"))
          ])
    )
  }

  /// An indicator's value in one period.
  private typealias Statistic = (name: String, output: PathOutput)

  /// The first value of each indicator that is uncertain and still to come before the output is
  /// decided, and the indicators of which no such value is.
  private func nextValues(
    _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> (uncertain: [Statistic], certain: [String]) {
    let candidates = plan.indicators.enumerated().compactMap {
      index, place -> (name: String, values: [Statistic])? in
      let steps = max(0, place.origin + 1)..<max(0, place.origin + 1, lastStep)
      // An auxiliary indicator is a step of a calculation, not something that is counted.
      guard !steps.isEmpty, !compiled.plan.indicators[index].isAuxiliary else { return nil }
      return (
        place.name,
        steps.map {
          ("\(place.name)@\(plan.grid.period($0))", .value(indicator: index, step: $0))
        }
      )
    }
    guard !candidates.isEmpty else { return ([], []) }
    // A few paths tell where values begin to differ; their progress is not that of the sample.
    let paths = min(options.paths ?? AnalysedCase.usualSample, SensitivityAnalysis.probePaths)
    let outputs = candidates.flatMap { $0.values.map(\.output) }
    try subject.checkMemory(numbers: paths * outputs.count)
    let values = Simulator(plan).outputs(
      outputs, paths: paths, options: subject.fitted(options.engine),
      progress: { _ in progress(0, options.paths ?? AnalysedCase.usualSample) })
    guard let found = values?[0] else { throw CancellationError() }
    var uncertain: [Statistic] = []
    var certain: [String] = []
    var first = 0
    for candidate in candidates {
      let columns = found[first..<first + candidate.values.count]
      first += candidate.values.count
      if let place = columns.firstIndex(where: differs) {
        uncertain.append(candidate.values[place - columns.startIndex])
      } else {
        certain.append(candidate.name)
      }
    }
    return (uncertain, certain)
  }

  private func differs(_ column: [Double]) -> Bool {
    guard let one = column.first(where: \.isFinite) else { return false }
    return column.contains { $0.isFinite && $0 != one }
  }

  /// The period in which the output is decided.
  private var lastStep: Int {
    switch output {
    case .indicator(_, let step, _): step
    case .target(let row):
      plan.targets[row.target].deadlines[row.deadline].index
    }
  }

  private var sampleMeasure: String {
    if case .target = output { "met or not" } else { "value" }
  }

  /// The indices of columns; nil for one that has a single value.
  private func indices(
    of columns: [[Double]], on output: [Double]
  ) throws -> [GivenDataIndices?] {
    let analysis: GivenDataAnalysis
    do throws(SensitivityError) {
      analysis = try GivenDataAnalysis(FactorSample(factors: columns, output: output))
    } catch {
      throw AnalysisError.sample(error.phrase)
    }
    return try analysis.influences.map { influence -> GivenDataIndices? in
      switch influence {
      case .constantFactor: return nil
      case .constantOutput:
        throw constant(output.first ?? .nan, pathsPerRow: 1)
      case .measured(let found): return found
      }
    }
  }

  private func sample(
    _ outputs: [PathOutput], _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> PathSample {
    try subject.sample(outputs, paths: options.paths, engine: options.engine, progress)
  }

  /// What is wrong with a sample, with the names of factors for their numbers.
  func sentence(_ error: SensitivityError) -> Phrase {
    func name(_ factor: Int) -> String { "'\(factors.columnNames[factor])'" }
    return switch error {
    case .collinear(let factor, let others):
      Phrase(
        "\(name(factor)) is fixed by "
          + (others.isEmpty ? "other factors" : others.map(name).joined(separator: ", "))
          + ", so their effects cannot be told apart; take --method sobol, which draws them apart",
        "\(name(factor)) 由"
          + (others.isEmpty ? "其他因素" : " \(others.map(name).joined(separator: "、")) ")
          + "决定，其效应无法区分；请用 --method sobol，它分别抽取")
    case .constantFactor(let factor):
      Phrase("\(name(factor)) has one value only", "\(name(factor)) 只有一个值")
    case .constantOutput:
      Phrase(
        "'\(output.name)' has one value only: there is nothing to explain; take more --paths, or "
          + "another target or period",
        "'\(output.name)' 只有一个值：没有可解释的；请增加 --paths，或换一个目标或时期")
    case .notFinite, .tooFewRows: error.phrase
    }
  }
}
