import Experiments
import Testing
import Workloads

@Suite struct BenchmarkRowTests {
  @Test func `a run is a row of the table that other programs read`() {
    let row = BenchmarkRow(
      workload: "W2 logistic", workers: 2, build: "release/v4", seconds: 0.005, units: 10_000,
      unit: .fit, size: 10_000, peakMebibytes: 36.25, isRight: false)
    let text = String(decoding: BenchmarkRow.table.csv([row]), as: UTF8.self)
    #expect(
      text == """
        workload,workers,build,seconds,ns_per_unit,unit,peak_rss_mib,check
        W2 logistic,2,release/v4,0.005,500,fit,36.25,fail

        """)
  }
}
