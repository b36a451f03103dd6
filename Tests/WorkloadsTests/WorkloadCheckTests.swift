import Experiments
import Testing
import Workloads

@Suite struct WorkloadCheckTests {
  @Test(arguments: [Workload.W1a, .W1])
  func `a short run agrees with its references, and not with shifted ones`(
    workload: Workload
  ) throws {
    let benchmark = try SimulationBenchmark(workload)
    let summary = benchmark.run(paths: 2048, workers: 2)
    #expect(benchmark.deviations(summary).isEmpty)

    // Means of the last period have a standard error of half a percent; 30 % is far outside.
    let wrong = benchmark.deviations(summary, from: .of(workload).shifted(by: 1.3))
    let prefix = workload == .W1 ? "output_" : ""
    let mean = try #require(wrong.first { $0.statistic == "\(prefix)mean_60" })
    #expect(mean.high < mean.reference)
    #expect(mean.description.hasPrefix("\(workload): \(prefix)mean_60 is "))
    #expect(mean.description.contains("the reference is \(mean.reference), which"))
    #expect(wrong.contains { $0.statistic == "\(prefix)q05_45" })
    #expect(!wrong.contains { $0.statistic.hasSuffix("attain") })
  }

  @Test func `every statistic of the references is compared`() throws {
    // Nothing agrees with a reference that is no number.
    func count(_ workload: Workload) throws -> Int {
      let benchmark = try SimulationBenchmark(workload)
      let summary = benchmark.run(paths: 256, workers: 1)
      return benchmark.deviations(summary, from: .of(workload).shifted(by: .nan)).count
    }
    #expect(try count(.W1a) == 30)
    #expect(try count(.W1) == 90)
  }
}

@Suite struct FittingBenchmarkTests {
  // The sums are those of a program in Python with the C library's functions: their last digits
  // differ, in 190,000 terms of about 55.
  @Test(arguments: [
    (FittingBenchmark.Curve.logistic, 10_368_470.175814502),
    (.gompertz, 8_576_794.465720238),
  ])
  func `the series are those of other programs`(
    curve: FittingBenchmark.Curve, expected: Double
  ) {
    let series = FittingSeries(curve)
    #expect(series.values.count == 10_000)
    #expect(abs(series.sum - expected) <= 1e-5)
  }

  @Test func `fits of some series are named where the references are those of all`() {
    let benchmark = FittingBenchmark(.logistic, count: 300)
    let names = benchmark.deviations(benchmark.run(workers: 2)).map(\.statistic)
    #expect(names.contains("data_sum"))
    #expect(names.contains("sum_ln_ssr"))
    #expect(!names.contains("not_converged"))
  }
}
