import Distributions
import Testing
import _TestSupport

@Suite struct CountSamplerTests {
  /// Sums of masses and the incomplete functions differ in the last digits.
  static let slack = 1e-13

  @Test func `poisson draws are quantiles from mean 0 to a thousand million`() throws {
    let u = Samples.uniforms(400, name: "poisson") + [1e-16, 1e-9, 1 - 1e-9, 1 - 0x1p-53]
    for mean in [0, 1e-9, 0.1, 0.9, 4.99, 5, 5.01, 9, 30, 700, 1e3, 1e5, 1e7, 1e9] {
      let law = try Poisson(mean: mean)
      for p in u {
        let k = CountSampler.poisson(p, mean: mean)
        #expect(k >= 0 && k == k.rounded())
        // The relative rounding of a mean moves F by density · mean · ulp.
        let slack = Self.slack + 1e-15 * mean.squareRoot()
        #expect(law.cdf(k) >= p - slack, "mean \(mean), u \(p), k \(k)")
        #expect(law.cdf(k - 1) <= p + slack, "mean \(mean), u \(p), k \(k)")
      }
    }
  }

  @Test func `binomial draws are quantiles`() throws {
    let u = Samples.uniforms(200, name: "binomial") + [1e-16, 1e-9, 1 - 1e-9, 1 - 0x1p-53]
    for trials in [0, 1, 2, 17, 60, 1000, 1e5, 1e9] {
      for probability in [0, 1e-9, 1e-3, 0.05, 0.3, 0.5, 0.73, 0.999, 1 - 1e-9, 1] {
        let law = try Binomial(trials: trials, probability: probability)
        for p in u {
          let k = CountSampler.binomial(p, trials: trials, probability: probability)
          #expect(k >= 0 && k <= trials && k == k.rounded())
          let slack = Self.slack + 1e-15 * trials.squareRoot()
          #expect(law.cdf(k) >= p - slack, "\(law), u \(p), k \(k)")
          #expect(law.cdf(k - 1) <= p + slack, "\(law), u \(p), k \(k)")
        }
      }
    }
  }

  @Test func `negative binomial draws are quantiles`() throws {
    let u = Samples.uniforms(100, name: "negative binomial") + [1e-16, 1e-9, 1 - 1e-9, 1 - 0x1p-53]
    for size in [1e-3, 0.3, 1, 7.5, 40, 1e4, 1e8] {
      for probability in [1e-6, 1e-3, 0.1, 0.5, 0.97, 1 - 1e-7, 1] {
        let law = try NegativeBinomial(size: size, probability: probability)
        for p in u {
          let k = CountSampler.negativeBinomial(
            p, size: size, success: probability, failure: 1 - probability)
          #expect(k >= 0 && k == k.rounded())
          let slack = Self.slack + 1e-15 * law.mean.squareRoot()
          #expect(law.cdf(k) >= p - slack, "\(law), u \(p), k \(k)")
          #expect(law.cdf(k - 1) <= p + slack, "\(law), u \(p), k \(k)")
        }
      }
    }
  }

  @Test func `negative binomial counts that are rare and huge are quantiles`() throws {
    for (size, probability) in [(1e-3, 1e-4), (1e-5, 1e-6), (1e-6, 2e-8), (1e-3, 2e-5)] {
      let law = try NegativeBinomial(size: size, probability: probability)
      for tail in [1e-3, 1e-5, 1e-7, 1e-9, 1e-12] {
        let k = CountSampler.negativeBinomial(
          1 - tail, size: size, success: probability, failure: 1 - probability)
        #expect(law.cdf(k) >= 1 - tail - Self.slack, "\(law), tail \(tail), k \(k)")
        #expect(law.cdf(k - 1) <= 1 - tail + Self.slack, "\(law), tail \(tail), k \(k)")
      }
    }
  }

  @Test func `quantiles far below the reach of streams are found`() throws {
    for p in [1e-300, 1e-100, 1e-30] {
      let laws: [Law] = [
        .poisson(try Poisson(mean: 3000)), .poisson(try Poisson(mean: 1e8)),
        .binomial(try Binomial(trials: 1e6, probability: 0.4)),
        .negativeBinomial(try NegativeBinomial(mean: 1e6, size: 300)),
      ]
      for law in laws {
        let k = law.quantile(p)
        // ln F changes by far less than one from count to count.
        #expect(law.cdf(k) >= p * (1 - 1e-9), "\(law)")
        #expect(law.cdf(k - 1) <= p * (1 + 1e-9), "\(law)")
      }
    }
  }

  @Test func `a higher parameter never lowers a count on the same number`() {
    for p in Samples.uniforms(60, name: "monotone") {
      var previous = -1.0
      for step in 0...600 {
        let mean = 0.05 * Double(step) * (1 + Double(step) / 30)
        let k = CountSampler.poisson(p, mean: mean)
        #expect(k >= previous, "mean \(mean), u \(p)")
        previous = k
      }
      previous = -1
      for step in 0...500 {
        let k = CountSampler.binomial(p, trials: 90, probability: Double(step) / 500)
        #expect(k >= previous, "probability \(step) / 500, u \(p)")
        previous = k
      }
      previous = -1
      for trials in 0...300 {
        let k = CountSampler.binomial(p, trials: Double(trials), probability: 0.37)
        #expect(k >= previous, "trials \(trials), u \(p)")
        previous = k
      }
      previous = -1
      for step in 1...300 {
        let size = 0.2 * Double(step)
        let k = CountSampler.negativeBinomial(p, size: size, success: 0.2, failure: 0.8)
        #expect(k >= previous, "size \(size), u \(p)")
        previous = k
      }
    }
  }

  @Test func `a higher number never lowers a count`() {
    let u = Samples.uniforms(3000, name: "order").sorted()
    for mean in [0.4, 4.9, 5.1, 80, 3e4] {
      let counts = u.map { CountSampler.poisson($0, mean: mean) }
      #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 <= $1 }, "mean \(mean)")
    }
  }

  /// Total variation: the probability that the draw is not the quantile is measured at the jumps.
  @Test func `the jumps stand where the distribution function has its values`() throws {
    for mean in [0.3, 3, 5, 6, 8, 12, 40, 400, 1e4] {
      let law = try Poisson(mean: mean)
      let reach = (8 * mean.squareRoot()).rounded(.up)
      for k in stride(
        from: max(0, mean.rounded() - reach), through: mean + reach, by: max(1, reach / 50))
      {
        let jump = law.cdf(k.rounded())
        guard jump > 1e-13, jump < 1 - 1e-13 else { continue }
        #expect(CountSampler.poisson(jump - 2e-14 * jump.squareRoot(), mean: mean) <= k.rounded())
        #expect(CountSampler.poisson(jump + 2e-14, mean: mean) > k.rounded())
      }
    }
  }

  /// A correct sampler fails one stream in a million.
  @Test func `draws with changing parameters follow their laws`() throws {
    let count = 100_000
    for (mean, size) in [(0.7, 0.5), (20.0, 3), (150, 2.5), (4.0, 1e6)] {
      var u = Samples.uniforms(count, name: "mixed \(mean)")
      let means = [Double](repeating: mean, count: count)
      let sizes = [Double](repeating: size, count: count)
      var span = u.mutableSpan
      CountSampler.negativeBinomial(&span, mean: means.span, size: sizes.span)
      let law = try NegativeBinomial(mean: mean, size: size)
      let top = Int(u.max() ?? 0)
      var counts = [Double](repeating: 0, count: top + 1)
      for k in u { counts[Int(k)] += 1 }
      let expected = (0...top).map { law.density(Double($0)) * Double(count) }
      #expect(Samples.chiSquareTail(counts: counts, expected: expected) > 1e-6, "\(law)")
    }
  }

  @Test func `columns and single draws agree`() {
    let u = Samples.uniforms(500, name: "columns")
    let means = u.map { 40 * $0 * $0 }
    var counts = u
    var span = counts.mutableSpan
    CountSampler.poisson(&span, mean: means.span)
    for i in u.indices { #expect(counts[i] == CountSampler.poisson(u[i], mean: means[i])) }
  }

  @Test func `parameters that make no law give NaN`() {
    #expect(CountSampler.poisson(0.5, mean: -1).isNaN)
    #expect(CountSampler.poisson(0.5, mean: .nan).isNaN)
    #expect(CountSampler.poisson(0.5, mean: .infinity).isNaN)
    #expect(CountSampler.poisson(.nan, mean: 2).isNaN)
    #expect(CountSampler.binomial(0.5, trials: 2.5, probability: 0.1).isNaN)
    #expect(CountSampler.binomial(0.5, trials: -1, probability: 0.1).isNaN)
    #expect(CountSampler.binomial(0.5, trials: 10, probability: 1.1).isNaN)
    #expect(CountSampler.binomial(0.5, trials: 10, probability: .nan).isNaN)
    #expect(CountSampler.negativeBinomial(0.5, size: -1, success: 0.5, failure: 0.5).isNaN)
    #expect(CountSampler.negativeBinomial(0.5, size: 1, success: 0, failure: 1).isNaN)
    #expect(CountSampler.negativeBinomial(0.5, size: .nan, success: 0.5, failure: 0.5).isNaN)
  }

  @Test func `at the ends stand the smallest and the largest count`() {
    #expect(CountSampler.negativeBinomial(0, size: 3, success: 0.5, failure: 0.5) == 0)
    #expect(CountSampler.negativeBinomial(1, size: 3, success: 0.5, failure: 0.5) == .infinity)
    #expect(CountSampler.negativeBinomial(1, size: 0, success: 0.5, failure: 0.5) == 0)
    #expect(CountSampler.negativeBinomial(1, size: 3, success: 1, failure: 0) == 0)
    #expect(CountSampler.binomial(1, trials: 7, probability: 0.3) == 7)
    #expect(CountSampler.poisson(1, mean: 3) == .infinity)
  }

  @Test func `degenerate laws are certain`() {
    for u in [1e-16, 0.5, 1 - 0x1p-53] {
      #expect(CountSampler.poisson(u, mean: 0) == 0)
      #expect(CountSampler.binomial(u, trials: 0, probability: 0.3) == 0)
      #expect(CountSampler.binomial(u, trials: 7, probability: 0) == 0)
      #expect(CountSampler.binomial(u, trials: 7, probability: 1) == 7)
      #expect(CountSampler.negativeBinomial(u, size: 0, success: 0.3, failure: 0.7) == 0)
      #expect(CountSampler.negativeBinomial(u, size: 9, success: 1, failure: 0) == 0)
    }
  }

  @Test func `the mirrored law of a likely success has its jumps in their places`() {
    // Binomial(2, 3/4): F = 1/16, 7/16, 1.
    #expect(CountSampler.binomial(0.0625 - 1e-15, trials: 2, probability: 0.75) == 0)
    #expect(CountSampler.binomial(0.0625 + 1e-15, trials: 2, probability: 0.75) == 1)
    #expect(CountSampler.binomial(0.4375 - 1e-15, trials: 2, probability: 0.75) == 1)
    #expect(CountSampler.binomial(0.4375 + 1e-15, trials: 2, probability: 0.75) == 2)
  }
}
