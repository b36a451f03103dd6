internal import Sensitivity
internal import Simulation

extension SensitivityAnalysis {
  /// The paths of a sample where nobody says how many.
  private static var usualSample: Int { 10_000 }

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
    var sample = try sample(what, progress)
    if case .target = output { sample.output = sample.output.map { -$0 } }
    let analysis: RankCorrelationAnalysis
    do throws(SensitivityError) {
      analysis = try RankCorrelationAnalysis(
        FactorSample(factors: sample.factors, output: sample.output))
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
      paths: options.paths ?? SensitivityAnalysis.usualSample, notes: sample.notes)
  }

  /// The rows of an ordinary run on which the output is finite.
  struct Sample {
    var factors: [[Double]]
    var output: [Double]
    var notes: [String]
  }

  /// Simulates ordinary paths.
  func sample(
    _ what: PathOutput, _ progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> Sample {
    guard !factors.factors.isEmpty else { throw AnalysisError.noFactors(output.name) }
    let paths = options.paths ?? SensitivityAnalysis.usualSample
    guard paths <= MemoryEstimate.pathLimit else {
      throw RunRefusal.tooManyPaths(paths: paths, limit: MemoryEstimate.pathLimit)
    }
    let values = Simulator(plan).outputs(
      [what], paths: paths, options: options.engine, progress: { progress($0, paths) })
    guard let output = values?[0][0] else { throw CancellationError() }
    let columns = factors.values(paths: paths)
    let usable = output.indices.filter { row in
      output[row].isFinite && columns.allSatisfy { $0[row].isFinite }
    }
    guard !usable.isEmpty else { throw AnalysisError.nothingFinite(self.output.name) }
    guard usable.count < paths else {
      return Sample(factors: columns, output: output, notes: [])
    }
    return Sample(
      factors: columns.map { column in usable.map { column[$0] } },
      output: usable.map { output[$0] },
      notes: [
        "\(paths - usable.count) of \(paths) paths are left out: a value on them is not a finite "
          + "number"
      ])
  }

  /// What is wrong with a sample, with the names of factors for their numbers.
  func sentence(_ error: SensitivityError) -> String {
    func name(_ factor: Int) -> String { "'\(factors.columnNames[factor])'" }
    return switch error {
    case .collinear(let factor, let others):
      "\(name(factor)) is fixed by \(others.isEmpty ? "other factors" : others.map(name).joined(separator: ", ")), "
        + "so their effects cannot be told apart; take --method sobol, which draws them apart"
    case .constantFactor(let factor): "\(name(factor)) has one value only"
    case .constantOutput:
      "'\(output.name)' has one value only: there is nothing to explain; take more --paths, or "
        + "another target or period"
    case .notFinite, .tooFewRows: "\(error)"
    }
  }
}
