internal import Designs
internal import Plans
internal import Random
public import Scenarios
internal import Sensitivity
public import Simulation
internal import Wording

/// Which assumption decides: the part of each factor in what is uncertain about a target or an
/// indicator.
public struct SensitivityAnalysis: Sendable {
  /// What an analysis is asked for.
  public struct Options: Hashable, Sendable {
    /// How the part of each factor is found.
    public var method = SensitivityMethod.sobol
    /// The target to explain; with neither target nor indicator the only target of the scenario.
    public var target: String?
    /// The indicator to explain.
    public var indicator: String?
    /// The period in which the indicator is taken; the last one if nil.
    public var period: String?
    /// The case; the reference if nil.
    public var caseName: String?
    /// The base sample of a design, or the trajectories; if nil 1,024 or 20.
    public var points: Int?
    /// The paths: of each row of a design where attainment is explained, or of the sample.
    public var paths: Int?
    /// Whether each path is looked at by itself, met or not, with noise as a factor, instead of
    /// the attainment of each setting.
    public var explainsPaths = false
    /// The seed instead of the scenario's.
    public var seed: UInt64?
    /// Threads and block size; no result depends on them.
    public var engine = Simulator.Options()

    /// The usual options.
    public init() {}
  }

  /// The case that is analysed and what is explained of it.
  let subject: AnalysedCase
  let options: Options

  /// What is run: the one case.
  public var compiled: CompiledScenario { subject.compiled }
  /// What is explained.
  public var output: ModelOutput { subject.output }
  /// What it depends on.
  public var factors: ScenarioFactors { subject.factors }
  var plan: SimulationPlan { subject.plan }

  /// The paths that stand for a row where nobody says how many.
  private static let usualPathsPerRow = 512
  /// The share of rows with a logit at its bound that nobody need be told of.
  private static let fewAtBounds = 0.02
  /// The most paths of an analysis.
  private static let pathLimit = 100_000_000_000
  static let leaf = 256

  /// Prepares an analysis.
  ///
  /// - Throws: ``InvalidScenario``, ``RunRefusal``, ``UnknownTarget``, ``UnknownOutput`` or
  ///   ``AnalysisError``.
  public init(_ scenario: Scenario, options: Options) throws {
    self.options = options
    subject = try AnalysedCase(
      scenario, target: options.target, indicator: options.indicator, period: options.period,
      caseName: options.caseName, seed: options.seed)
  }

  /// Carries the analysis out.
  ///
  /// - Parameter progress: called from any thread with the paths done and the paths to do; it
  ///   returns whether to go on.
  /// - Returns: what there is to say of each factor.
  /// - Throws: ``AnalysisError`` or `CancellationError`.
  public func run(
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws -> SensitivityTable {
    switch options.method {
    case .sobol: try sobol(progress)
    case .morris: try morris(progress)
    case .prcc: try rankCorrelations(progress)
    case .givenData: try givenData(progress)
    case .nextStatistic: try nextStatistic(progress)
    }
  }

  // MARK: Designs

  /// Whether each row of a design is one path, whose noise is a factor of its own.
  private var takesSinglePaths: Bool {
    if case .indicator = output { return true }
    return options.explainsPaths
  }

  private func runs(pathsPerRow: Int, noiseGroups: Int = 1) -> DesignedRuns {
    DesignedRuns(
      subject, pathsPerRow: pathsPerRow, noiseGroups: noiseGroups,
      options: subject.fitted(options.engine))
  }

  /// The paths of a row where rows are compared on the same noise.
  private func sharedPaths() throws(AnalysisError) -> Int {
    guard factors.hasNoise else { return 1 }
    let paths = options.paths ?? SensitivityAnalysis.usualPathsPerRow
    return (paths + SensitivityAnalysis.leaf - 1) / SensitivityAnalysis.leaf
      * SensitivityAnalysis.leaf
  }

  private func checkWork(_ paths: Int, isOverflow: Bool) throws(RunRefusal) {
    guard !isOverflow, paths <= SensitivityAnalysis.pathLimit else {
      throw .tooManyPaths(
        paths: isOverflow ? .max : paths, limit: SensitivityAnalysis.pathLimit)
    }
  }

  private func checkMemory(numbers: Int) throws(AnalysisError) {
    try subject.checkMemory(numbers: numbers)
  }

  private func note(pathsPerRow: Int) -> [Phrase] {
    guard pathsPerRow > 1, let asked = options.paths, asked != pathsPerRow else { return [] }
    return [
      Phrase(
        "\(pathsPerRow) paths for each row: a multiple of \(SensitivityAnalysis.leaf)",
        "每行 \(pathsPerRow) 条路径：须为 \(SensitivityAnalysis.leaf) 的倍数")
    ]
  }

  /// Where all paths of many rows meet a target, or none does, its logit is as large as the number of
  /// paths allows, which flattens what the factors do there.
  private func note(onBoundsOf outcomes: [[Double]], pathsPerRow: Int) -> [Phrase] {
    guard pathsPerRow > 1, case .target = output else { return [] }
    let bound = DesignedRuns.logit(Double(pathsPerRow), of: Double(pathsPerRow))
    let rows = outcomes.reduce(0) { $0 + $1.count }
    let atBounds = outcomes.reduce(0) { $0 + $1.count { abs($0) == bound } }
    guard Double(atBounds) > SensitivityAnalysis.fewAtBounds * Double(rows) else { return [] }
    let share = Int((100 * Double(atBounds) / Double(rows)).rounded())
    return [
      Phrase(
        "\(share) % of the rows have no path or every path on the target: their logit is what "
          + "\(pathsPerRow) paths allow, not what it is; take more --paths, or --each-path",
        "\(share) % 的行没有路径达成或全部达成：其对数几率受 \(pathsPerRow) 条路径所限，并非真实值；请增加 --paths，或用 --each-path")
    ]
  }

  /// Paths that fail are not left out where a row is the share of its paths.
  private func note(onFailed failed: Int, of total: Int) -> [Phrase] {
    guard failed > 0 else { return [] }
    let consequence =
      if case .target = output {
        Phrase("they count as misses", "均按未达成计")
      } else {
        Phrase("rows with them are left out", "含有它们的行被略去")
      }
    return [
      Phrase(
        "\(failed) of \(total) paths have a value that is not a finite number; \(consequence.english)",
        "\(total) 条路径中有 \(failed) 条含有非有限数值；\(consequence.chinese)")
    ]
  }

  /// Why an output that is one number says nothing.
  func constant(_ value: Double, pathsPerRow: Int) -> AnalysisError {
    switch output {
    case .indicator(let index, _, let name):
      return .constant(name, value: OddObservations.amount(value, plan.indicators[index].unit))
    case .target(let row):
      let paths = Double(pathsPerRow)
      if value == (pathsPerRow == 1 ? 1 : DesignedRuns.logit(paths, of: paths)) {
        return .certain(row.name, isMet: true)
      }
      if value == (pathsPerRow == 1 ? 0 : DesignedRuns.logit(0, of: paths)) {
        return .certain(row.name, isMet: false)
      }
      // A share in between that nothing moves is a logit.
      return .constant(row.name, value: "logit \(OddObservations.quantity(value))")
    }
  }

  private func measure(_ pathsPerRow: Int) -> String {
    switch output {
    case .indicator: pathsPerRow == 1 ? "value" : "mean value"
    case .target: takesSinglePaths || !factors.hasNoise ? "met or not" : "logit of attainment"
    }
  }

  private var noNoiseNote: [Phrase] {
    factors.hasNoise
      ? []
      : [
        Phrase(
          "nothing but the factors is left to chance: there is no process noise",
          "除各因素外没有其他随机性：没有过程噪声")
      ]
  }

  private func saltelliDesign(
    rows: Int, _ counts: [Int], replicates: Int
  ) throws(AnalysisError) -> SaltelliDesign {
    do throws(DesignError) {
      return try SaltelliDesign(
        rows: rows, columns: FactorColumns(counts),
        sampling: .scrambledSobol(replicates: replicates),
        key: StreamKey(seed: plan.seed, name: "sensitivity sobol"))
    } catch {
      throw .impossible(error.phrase)
    }
  }

  private func sobol(_ progress: @escaping @Sendable (Int, Int) -> Bool) throws -> SensitivityTable
  {
    let replicates = 16
    let asked = options.points ?? 1024
    let rows = (asked + replicates - 1) / replicates * replicates
    let isNoiseFactor = factors.hasNoise && takesSinglePaths
    // With neither noise nor a target to average, a row is a path.
    let perRow = takesSinglePaths ? 1 : try sharedPaths()
    let counts = factors.factors.map { $0.draws.count } + (isNoiseFactor ? [0] : [])
    guard !counts.isEmpty else { throw AnalysisError.noFactors(output.name) }
    let design = try saltelliDesign(rows: rows, counts, replicates: replicates)
    let (each, isLarge) = rows.multipliedReportingOverflow(by: perRow)
    let (total, isTooLarge) = each.multipliedReportingOverflow(by: design.matrices.count)
    try checkWork(total, isOverflow: isLarge || isTooLarge)
    // The outcomes of each matrix, and the points of one.
    try checkMemory(numbers: rows * (design.matrices.count + factors.streams.count + 2))

    // An interval rests on how the replicates differ, so each has noise of its own.
    let runs = runs(pathsPerRow: perRow, noiseGroups: replicates)
    var outcomes: [[Double]] = []
    var failed = 0
    for (number, matrix) in design.matrices.enumerated() {
      let isOtherNoise = isNoiseFactor && design.isFromB(counts.count - 1, in: matrix)
      let found = try runs.outcomes(
        design.points(matrix, rows: 0..<rows), rows: rows,
        firstNoisePath: isOtherNoise ? UInt64(rows) : 0,
        progress: { progress(number * each + $0, total) })
      outcomes.append(found.outcomes)
      failed += found.failed
    }
    let finding = SobolIndices.estimate(
      SobolOutcomes(of: design, outcomes: outcomes),
      key: StreamKey(seed: plan.seed, name: "sensitivity sobol resamples"))
    let names = factors.factors.map(\.name) + (isNoiseFactor ? [ScenarioFactors.noiseName] : [])
    var notes = noNoiseNote
    if rows != asked {
      notes.append(
        Phrase(
          "\(rows) points: a multiple of \(replicates)",
          "\(rows) 个点：须为 \(replicates) 的倍数"))
    }
    notes += note(pathsPerRow: perRow) + note(onBoundsOf: outcomes, pathsPerRow: perRow)
    switch finding {
    case .noRows: throw AnalysisError.nothingFinite(output.name)
    case .constant(let value, _, _): throw constant(value, pathsPerRow: perRow)
    case .indices(let indices):
      if indices.droppedRows > 0 {
        notes.append(
          Phrase(
            "\(indices.droppedRows) of \(rows) rows are left out: a value in them is not a finite "
              + "number",
            "略去 \(rows) 行中的 \(indices.droppedRows) 行：其中有数值不是有限数"))
      }
      return SensitivityTable(
        method: .sobol, output: output.name, measure: measure(perRow),
        columns: [
          "first", "first_low95", "first_high95", "total", "total_low95", "total_high95",
        ],
        rows: names.enumerated().map { number, name in
          SensitivityTable.Row(
            factor: name,
            values: indices.first[number].cells + indices.total[number].cells)
        },
        paths: total, failedShare: Double(failed) / Double(total),
        notes: notes + note(onFailed: failed, of: total))
    }
  }

  private func morris(_ progress: @escaping @Sendable (Int, Int) -> Bool) throws
    -> SensitivityTable
  {
    guard !factors.factors.isEmpty else { throw AnalysisError.noFactors(output.name) }
    // An effect is a difference of two rows, so all rows have the same noise.
    let perRow = try sharedPaths()
    let trajectories = options.points ?? 20
    let columns = factors.streams.count + 1
    let (points, isLarge) = trajectories.multipliedReportingOverflow(by: factors.factors.count + 1)
    let (total, isTooLarge) = points.multipliedReportingOverflow(by: perRow)
    try checkWork(total, isOverflow: isLarge || isTooLarge)
    // Each point and its outcome, in the design's order and in ours.
    try checkMemory(numbers: 4 * points * columns)
    let design: MorrisDesign
    do throws(DesignError) {
      design = try MorrisDesign(
        trajectories: trajectories,
        columns: FactorColumns(factors.factors.map { $0.draws.count }), levels: .centred(4),
        key: StreamKey(seed: plan.seed, name: "sensitivity morris"))
    } catch {
      throw AnalysisError.impossible(error.phrase)
    }
    let (outcomes, failed) = try runs(pathsPerRow: perRow).outcomes(
      design.points(0..<design.points), rows: design.points, firstNoisePath: 0,
      progress: { progress($0, total) })
    guard outcomes.contains(where: \.isFinite) else {
      throw AnalysisError.nothingFinite(output.name)
    }
    let effects = ElementaryEffects(of: design, outcomes: outcomes)
    return SensitivityTable(
      method: .morris, output: output.name, measure: measure(perRow),
      columns: [
        "mu", "mu_low95", "mu_high95", "mu_star", "mu_star_low95", "mu_star_high95", "sigma",
      ],
      rows: zip(factors.factors, effects.effects).map { factor, effect in
        let values =
          effect.map { $0.mean.cells + $0.meanSize.cells + [$0.deviation?.value ?? .nan] }
          ?? Array(repeating: .nan, count: 7)
        return SensitivityTable.Row(factor: factor.name, values: values)
      },
      paths: total, failedShare: Double(failed) / Double(total),
      notes: noNoiseNote + note(onFailed: failed, of: total) + note(pathsPerRow: perRow)
        + note(onBoundsOf: [outcomes], pathsPerRow: perRow))
  }
}

extension IndexEstimate {
  /// The estimate and the ends of its interval.
  var cells: [Double] { [value, interval?.lowerBound ?? .nan, interval?.upperBound ?? .nan] }

  /// The same of a share, whose interval ends at 0 and 1 although an estimate without bias may
  /// lie beyond.
  var shareCells: [Double] { [min(max(value, 0), 1)] + cells.dropFirst() }
}
