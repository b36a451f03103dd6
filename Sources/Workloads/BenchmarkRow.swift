package import Tables

/// One timed run of a workload.
package struct BenchmarkRow: Sendable {
  /// What a run consists of.
  package enum Unit: String, Sendable {
    case pathPeriod = "path-period"
    case fit
  }

  /// The workload, and for W2 the curve.
  package let workload: String
  /// The number of threads.
  package let workers: Int
  /// How the program was compiled, and the instruction set in use: `release/v4`.
  package let build: String
  /// The wall time of the run.
  package let seconds: Double
  /// The pieces of work in it.
  package let units: Int
  /// What such a piece is.
  package let unit: Unit
  /// Paths of each setting, or series.
  package let size: Int
  /// The settings that were compared.
  package let settings: Int
  /// The most memory that the process had in the run.
  package let peakMebibytes: Double
  /// Whether the statistics agree with their references.
  package let isRight: Bool

  /// Describes a run.
  package init(
    workload: String, workers: Int, build: String, seconds: Double, units: Int, unit: Unit,
    size: Int, settings: Int = 1, peakMebibytes: Double, isRight: Bool
  ) {
    self.workload = workload
    self.workers = workers
    self.build = build
    self.seconds = seconds
    self.units = units
    self.unit = unit
    self.size = size
    self.settings = settings
    self.peakMebibytes = peakMebibytes
    self.isRight = isRight
  }

  /// The time of one piece of work.
  package var nanosecondsPerUnit: Double { seconds * 1e9 / Double(units) }

  /// The columns of what `bench` prints.
  package static let table: RowTable<BenchmarkRow> = [
    .text("workload") { $0.workload },
    .integer("workers") { $0.workers },
    .text("build") { $0.build },
    .number("seconds") { $0.seconds },
    .number("ns_per_unit") { $0.nanosecondsPerUnit },
    .text("unit") { $0.unit.rawValue },
    .number("peak_rss_mib") { $0.peakMebibytes },
    .text("check") { $0.isRight ? "pass" : "fail" },
  ]
}
