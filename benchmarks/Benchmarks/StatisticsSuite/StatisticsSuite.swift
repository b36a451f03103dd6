import Benchmark
import Statistics
import Support

/// What a run keeps of its paths: a million values in columns of 500.
let benchmarks: @Sendable () -> Void = {
  let values: @Sendable () -> [Double] = { uniforms(500).map { 500 + 1_000 * $0 } }
  measure("moments") {
    values()
  } run: { column in
    var kept = Moments()
    for _ in 0..<2_000 { kept.add(column.span) }
    blackHole(kept.mean)
  }
  measure("histogram") {
    values()
  } run: { column in
    var kept = QuantileHistogram()
    for _ in 0..<2_000 { kept.add(column.span) }
    blackHole(kept.count)
  }
  measure("exact sum") {
    values()
  } run: { column in
    var kept = ExactSum()
    for _ in 0..<2_000 { kept.add(column.span) }
    blackHole(kept.value)
  }
  measure("quantile of a histogram (1,000)") {
    var histogram = QuantileHistogram()
    histogram.add(values().span)
    return histogram
  } run: { histogram in
    for i in 1...1_000 { blackHole(histogram.quantile(Double(i) / 1_001)) }
  }
}
