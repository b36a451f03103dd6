import Distributions
import Testing
import _TestSupport

/// One example of every law, each as a scenario writes it.
func exampleLaws() throws -> [Law] {
  var laws: [Law] = []
  for reference in LawReference.all { laws.append(try reference.law) }
  laws.append(try Law.make("discrete", arguments: [("0", 0.3), ("2.5", 0.5), ("-4", 0.2)]))
  laws.append(
    try Law.make("empirical", arguments: [(nil, 3), (nil, 1), (nil, 1), (nil, 7), (nil, -2)]))
  laws.append(try .truncated(laws[0], min: 2.75, max: 3.75))
  laws.append(try .truncated(.normal(Normal(mean: 0, standardDeviation: 1)), min: 6))
  laws.append(try .truncated(.poisson(Poisson(mean: 3)), min: 1, max: 5))
  return laws
}

extension LawReference {
  var law: Law {
    get throws { try Law.make(name, arguments: arguments.map { (label: $0.0, value: $0.1) }) }
  }
}

@Suite struct LawTests {
  @Test(arguments: LawReference.all)
  func `density, tails and mean agree with SciPy`(reference: LawReference) throws {
    let law = try reference.law
    // SciPy's own tails are good to about twelve digits.
    let twelveDigits = Tolerance(relative: 2e-12)
    for (x, density, lower, upper) in reference.points {
      #expect(law.density(x).agrees(with: density, within: twelveDigits), "density at \(x)")
      #expect(law.cdf(x).agrees(with: lower, within: twelveDigits), "cdf at \(x)")
      #expect(law.survival(x).agrees(with: upper, within: twelveDigits), "survival at \(x)")
    }
    #expect(law.mean.ulpDistance(to: reference.mean) < 64)
    #expect(law.name == reference.name)
  }

  @Test func `the quantile turns the distribution function round`() throws {
    // These two subtract probabilities, which costs digits of small ones.
    let subtracts = ["triangular", "truncated"]
    for law in try exampleLaws() {
      for p in [1e-15, 1e-6, 0.001, 0.1, 0.3, 0.5, 0.77, 0.999, 1 - 1e-6, 1 - 0x1p-52] {
        let x = law.quantile(p)
        if law.isDiscrete {
          // Sums of masses and the incomplete functions differ in the last digits.
          let slack = 1e-13
          #expect(law.cdf(x) >= p - slack, "\(law) at \(p)")
          #expect(law.cdf(x.nextDown) <= p + slack, "\(law) at \(p)")
        } else {
          // x is rounded: that moves the probability by density · ulp of x.
          let size = max(abs(x), law.support.lowerBound.magnitudeOrZero)
          let rounding = 4 * law.density(x) * size.ulp + (subtracts.contains(law.name) ? 2e-16 : 0)
          let (tail, target) = p <= 0.5 ? (law.cdf(x), p) : (law.survival(x), 1 - p)
          let tolerance = Tolerance(relative: 2e-12).orAbsolute(rounding)
          #expect(tail.agrees(with: target, within: tolerance), "\(law) at \(p)")
        }
      }
    }
  }

  @Test func `the quantiles at 0 and 1 are the ends of the support`() throws {
    for law in try exampleLaws() {
      #expect(law.quantile(0) == law.support.lowerBound, "\(law)")
      #expect(law.quantile(1) == law.support.upperBound, "\(law)")
      #expect(law.quantile(-0.1).isNaN, "\(law)")
      #expect(law.quantile(1.1).isNaN, "\(law)")
      #expect(law.quantile(.nan).isNaN, "\(law)")
    }
  }

  @Test func `outside the support there is nothing`() throws {
    for law in try exampleLaws() {
      #expect(law.cdf(-.infinity) == 0, "\(law)")
      #expect(law.cdf(.infinity) == 1, "\(law)")
      #expect(law.survival(-.infinity) == 1, "\(law)")
      #expect(law.survival(.infinity) == 0, "\(law)")
      for x in [law.support.lowerBound - 1, law.support.upperBound + 1, -1e300, 1e300] {
        if law.support.contains(x) { continue }
        #expect(law.density(x) == 0, "\(law) at \(x)")
      }
      #expect(law.density(.nan).isNaN, "\(law)")
      #expect(law.cdf(.nan).isNaN, "\(law)")
    }
  }

  @Test func `tails add up to one and quantiles increase`() throws {
    for law in try exampleLaws() {
      var previous = -Double.infinity
      for i in 1..<400 {
        let p = Double(i) / 400
        let x = law.quantile(p)
        #expect(x >= previous, "\(law) at \(p)")
        #expect((law.cdf(x) + law.survival(x)).agrees(with: 1, within: .ulps(16)), "\(law) at \(x)")
        previous = x
      }
    }
  }

  @Test func `moments are those of the quantile function`() throws {
    for (index, law) in try exampleLaws().enumerated() {
      let reference = index < LawReference.all.count ? LawReference.all[index].variance : nil
      guard reference?.isFinite ?? true else { continue }
      let mean = law.mean
      // Midpoint rule over p = t³ (10 − 15 t + 6 t²), which takes weight off the ends.
      let steps = 20_000
      var (first, second) = (0.0, 0.0)
      for i in 0..<steps {
        let t = (Double(i) + 0.5) / Double(steps)
        let square = t * t
        let p = square * t * (10 - 15 * t + 6 * square)
        let weight = 30 * square * (1 - t) * (1 - t) / Double(steps)
        let x = law.quantile(min(p, 1 - 0x1p-53)) - mean
        first += weight * x
        second += weight * x * x
      }
      // Jumps of discrete laws and the far tails of heavy ones bound what the rule can show.
      #expect(abs(first) < 1e-4 * second.squareRoot(), "\(law)")
      if let reference {
        #expect(second.agrees(with: reference, within: Tolerance(relative: 2e-3)), "\(law)")
      }
    }
  }

  @Test func `block draws agree with quantiles whatever the blocks`() throws {
    let u = Samples.uniforms(1000, name: "blocks")
    for law in try exampleLaws() {
      var whole = u
      var span = whole.mutableSpan
      law.fillQuantiles(&span)
      var parts: [Double] = []
      for start in stride(from: 0, to: u.count, by: 37) {
        var part = Array(u[start..<min(start + 37, u.count)])
        var span = part.mutableSpan
        law.fillQuantiles(&span)
        parts += part
      }
      #expect(whole == parts, "\(law)")
      let single = u.map { law.quantile($0) }
      #expect(agree(whole, single, within: Tolerance(relative: 1e-11)), "\(law)")
    }
  }

  /// Kolmogorov–Smirnov or chi-square: a correct sampler fails one stream in a million.
  @Test func `block draws follow the law`() throws {
    for (index, law) in try exampleLaws().enumerated() {
      let u = Samples.uniforms(20_000, name: "law \(index)")
      var draws = u
      var span = draws.mutableSpan
      law.fillQuantiles(&span)
      if law.isDiscrete {
        let values = Set(draws).sorted()
        let counts = values.map { value in Double(draws.count { $0 == value }) }
        let expected = values.map { law.density($0) * Double(draws.count) }
        #expect(Samples.chiSquareTail(counts: counts, expected: expected) > 1e-6, "\(law)")
      } else {
        let distance = Samples.kolmogorovDistance(draws, law.cdf)
        #expect(distance < Samples.kolmogorovLimit(draws.count), "\(law)")
      }
    }
  }

  @Test func `a scaled law is the law of the multiplied variable`() throws {
    for law in try exampleLaws() {
      do throws(DistributionError) {
        let scaled = try law.scaled(by: 12)
        for p in [0.01, 0.4, 0.9] {
          let tolerance = Tolerance(relative: 1e-11)
          #expect(scaled.quantile(p).agrees(with: 12 * law.quantile(p), within: tolerance))
        }
        #expect(scaled.isDiscrete == law.isDiscrete)
      } catch {
        #expect(law.isDiscrete, "\(law)")
        #expect(error == .notScalable(law: law.truncatedName), "\(law)")
      }
    }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "factor", value: 0, required: "> 0 and finite")
    ) {
      try Law.uniform(Uniform(min: 0, max: 1)).scaled(by: 0)
    }
  }

  @Test func `an interval is lognormal above zero and otherwise normal`() throws {
    let positive = try Law.interval(level: 0.9, from: 250, to: 900)
    #expect(positive.name == "lognormal")
    #expect(positive.cdf(250).agrees(with: 0.05, within: .ulps(64)))
    #expect(positive.survival(900).agrees(with: 0.05, within: .ulps(64)))
    let signed = try Law.interval(level: 0.8, from: -1, to: 3)
    #expect(signed.name == "normal")
    #expect(signed.mean.agrees(with: 1, within: .fewUlps))
    #expect(signed.cdf(-1).agrees(with: 0.1, within: .ulps(64)))
    #expect(
      throws: DistributionError.notIncreasing(
        lower: "from", lowerValue: 3, upper: "to", upperValue: 2)
    ) {
      try Law.interval(level: 0.9, from: 3, to: 2)
    }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "level", value: 90, required: "between 0 % and 100 %")
    ) {
      try Law.interval(level: 90, from: 1, to: 2)
    }
  }
}

extension Double {
  /// The size, 0 for an infinity.
  fileprivate var magnitudeOrZero: Double { isFinite ? magnitude : 0 }
}

extension Law {
  /// The law that refuses to be scaled: the one inside a truncated law.
  fileprivate var truncatedName: String {
    if case .truncated(let truncated) = self { truncated.law.name } else { name }
  }
}
