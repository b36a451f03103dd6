import Plans
import Scenarios
import Simulation
import Statistics
import Testing
import _TestSupport

/// A scenario text, run; its numbers by the names of the file.
struct Experiment {
  let plan: SimulationPlan
  let summary: RunSummary

  /// Enough paths for a truth; ten times as many where slow tests are asked for, and a fifth for a
  /// sanitizer, under which a path takes a hundred times as long.
  static let manyPaths = Slow.isAsked ? 1_000_000 : Slow.isSanitized ? 20_000 : 100_000

  init(
    _ text: String, paths: Int = Experiment.manyPaths, workers: Int = 2, blockSize: Int = 512,
    keptPaths: Int = 0, folder: String? = nil
  ) throws {
    let name = folder.map { $0 + "/truth.yaml" } ?? "truth.yaml"
    try self.init(
      Scenario(text: "waymark: 1\n" + text, name: name, folder: folder), paths: paths,
      workers: workers, blockSize: blockSize, keptPaths: keptPaths)
  }

  init(
    _ scenario: Scenario, paths: Int, workers: Int = 2, blockSize: Int = 512, keptPaths: Int = 0
  ) throws {
    plan = try CompiledScenario(scenario).plan
    var options = Simulator.Options()
    options.workers = workers
    options.blockSize = blockSize
    options.keptPaths = keptPaths
    summary = Simulator(plan).run(paths: paths, options: options)
  }

  func caseIndex(_ name: String?) throws -> Int {
    guard let name else { return 0 }
    return try #require(plan.cases.firstIndex { $0.name == name })
  }

  func indicatorIndex(_ name: String) throws -> Int {
    try #require(plan.indicators.firstIndex { $0.name == name })
  }

  /// The distribution of an indicator in the period at an index of the grid.
  func band(_ indicator: String, _ step: Int, in name: String? = nil) throws -> BandSummary {
    let bands = summary.cases[try caseIndex(name)].bands[try indicatorIndex(indicator)]
    return try #require(bands[step])
  }

  func mean(_ indicator: String, _ step: Int, in name: String? = nil) throws -> Double {
    try band(indicator, step, in: name).moments.mean
  }

  func variance(_ indicator: String, _ step: Int, in name: String? = nil) throws -> Double {
    try band(indicator, step, in: name).moments.variance
  }

  /// The value that every path has in a period; nil if paths differ.
  func value(_ indicator: String, _ step: Int, in name: String? = nil) throws -> Double? {
    let histogram = try band(indicator, step, in: name).histogram
    return histogram.minimum == histogram.maximum ? histogram.minimum : nil
  }

  /// The share of paths that meet a target.
  func attainment(_ target: String, _ deadline: Int = 0, in name: String? = nil) throws
    -> Proportion
  {
    let index = try #require(plan.targets.firstIndex { $0.name == target })
    return summary.cases[try caseIndex(name)].targets[index].attainment(deadline)
  }

  /// The values of one kept path, by period.
  func path(_ number: Int, _ indicator: String, in name: String? = nil) throws -> [Double] {
    summary.cases[try caseIndex(name)].kept[number].values[try indicatorIndex(indicator)]
  }
}

/// Four standard errors of a simulated number: a correct program fails one in 16,000 such checks,
/// and the seed is fixed.
enum FourErrors {
  /// Whether the share of paths agrees with a probability.
  static func agree(_ share: Proportion, _ probability: Double) -> Bool {
    let error = (probability * (1 - probability) / Double(share.trials)).squareRoot()
    return abs(share.estimate - probability) <= 4 * error
  }

  /// Whether mean and variance agree with those of a law whose kurtosis is `kurtosis`.
  static func agree(
    _ band: BandSummary, mean: Double, variance: Double, kurtosis: Double = 3
  ) -> Bool {
    let count = Double(band.moments.count)
    let errorOfMean = (variance / count).squareRoot()
    let errorOfVariance = variance * ((kurtosis - 1) / count).squareRoot()
    return abs(band.moments.mean - mean) <= 4 * errorOfMean
      && abs(band.moments.variance - variance) <= 4 * errorOfVariance
  }
}
