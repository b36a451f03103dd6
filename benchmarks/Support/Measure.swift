import Benchmark

/// A benchmark whose preparation is not timed.
///
/// What is run is about a million of something, unless the name says how many: microseconds ÷ 1,000
/// are nanoseconds for each.
///
/// - Parameters:
///   - name: the name in the table.
///   - prepare: makes what is used.
///   - run: what is timed.
public func measure<Prepared: ~Copyable>(
  _ name: String, prepare: @escaping @Sendable () throws -> Prepared,
  run: @escaping @Sendable (inout Prepared) throws -> Void
) {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock], timeUnits: .microseconds, warmupIterations: 1,
    maxDuration: .milliseconds(500), maxIterations: 1_000)
  Benchmark(name, configuration: configuration) { benchmark in
    var prepared = try prepare()
    benchmark.startMeasurement()
    try run(&prepared)
    benchmark.stopMeasurement()
  }
}
