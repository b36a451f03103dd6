import Benchmark
import Distributions
import Support

/// Quantiles one by one, and draws of a law by columns.
let benchmarks: @Sendable () -> Void = {
  let laws: [(name: String, make: @Sendable () throws -> Law)] = [
    ("normal", { .normal(try Normal(mean: 0, standardDeviation: 1)) }),
    ("gamma", { .gamma(try Gamma(shape: 2.5, scale: 1)) }),
    ("beta", { .beta(try Beta(a: 2, b: 3)) }),
    ("student t", { .studentT(try StudentT(degreesOfFreedom: 6)) }),
    ("poisson", { .poisson(try Poisson(mean: 12)) }),
    ("binomial", { .binomial(try Binomial(trials: 200, probability: 0.1)) }),
  ]
  for (name, make) in laws {
    measure("quantiles: \(name) (10,000)") {
      (try make(), uniforms(10_000))
    } run: { prepared in
      var sum = 0.0
      for u in prepared.1 { sum += prepared.0.quantile(u) }
      blackHole(sum)
    }
  }
  let draws = [
    "uniform(2, 3)", "lognormal(p10: 1, p90: 3)", "triangular(1, 2, 4)", "pert(1, 2, 4)",
    "gamma(mean: 3, sd: 1)", "beta(2, 3)", "poisson(12)", "poisson(900)", "binomial(200, 0.1)",
  ]
  for draw in draws {
    measure("draws: \(draw)") {
      try ColumnLoop("each(\(draw))")
    } run: {
      $0.run()
    }
  }
}
