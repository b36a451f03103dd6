import Experiments
import Reports
import Testing
import Workloads

@Suite struct BenchTextTests {
  private func row(
    _ workload: String, seconds: Double, units: Int, unit: BenchmarkRow.Unit = .pathPeriod,
    size: Int, settings: Int = 1, isRight: Bool = true
  ) -> BenchmarkRow {
    BenchmarkRow(
      workload: workload, workers: 1, build: "release/v3", seconds: seconds, units: units,
      unit: unit, size: size, settings: settings, peakMebibytes: 20, isRight: isRight)
  }

  @Test func `a line has the median of the runs and whether all agree`() {
    let rows = [
      row("W1a", seconds: 0.3, units: 60_000_000, size: 1_000_000),
      row("W1a", seconds: 0.1, units: 60_000_000, size: 1_000_000, isRight: false),
      row("W1a", seconds: 0.12, units: 60_000_000, size: 1_000_000),
      row("W2 gompertz", seconds: 0.006, units: 10_000, unit: .fit, size: 10_000),
      row("W2 gompertz", seconds: 0.008, units: 10_000, unit: .fit, size: 10_000),
      row("W3", seconds: 0.5, units: 400_000_000, size: 10_000, settings: 1000),
    ]
    #expect(
      BenchText(rows).wideText == """
        Standard workloads, release/v3, 1 worker, medians
          workload     size                        runs     time  for each                                        memory  statistics
          W1a          1,000,000 paths                3   120 ms      2.00  ns a path and period                  20 MiB  1 of 3 do not agree
          W2 gompertz  10,000 series                  2  7.00 ms     0.700  µs a fit                              20 MiB  agree
          W3           10,000 paths, 1,000 points     1   500 ms      1.25  ns a path and period, 2,000 points/s  20 MiB  agree

        """)
  }
}
