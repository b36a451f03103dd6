import CurveFitting
import Distributions
import GrowthCurves
import GrowthPosteriors
import Random
import Sampling
import Testing
import _TestSupport

@Suite struct `Growth posterior` {
  static let series = zip(
    [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022], [120, 150, 190, 240, 280, 330, 380, 405]
  ).map { GrowthObservation(time: Double($0), value: Double($1)) }

  /// Two hundredths of a standard deviation, the accuracy that is asked of the sampler.
  static func accuracy(_ standardDeviation: Double) -> Tolerance {
    Tolerance(absolute: 0.02 * standardDeviation)
  }

  @Test func `with a known volatility exponential growth is normal`() throws {
    var priors = GrowthPriors()
    priors.volatility = .known(0.08)
    let posterior = try GrowthPosterior(
      .exponential, observations: Self.series, priors: priors,
      key: StreamKey(seed: 3, name: "growth"))
    // N(0.03, 0.10²) and an increment of log(405/120) over 7 years with 0.08² a year.
    let precision = 1 / 0.01 + 7 / 0.0064
    let mean = (0.03 / 0.01 + 1.216_395_324_324_493 / 0.0064) / precision
    let deviation = 1 / precision.squareRoot()
    let growth = posterior.summary(\.growth)
    let accuracy = Self.accuracy(deviation)
    #expect(growth.mean.agrees(with: mean, within: accuracy))
    #expect(growth.standardDeviation.agrees(with: deviation, within: accuracy))
    #expect(growth.p5.agrees(with: mean - 1.644_853_627 * deviation, within: accuracy))
    #expect(growth.p95.agrees(with: mean + 1.644_853_627 * deviation, within: accuracy))
  }

  @Test(arguments: CurveFamily.growthModels)
  func `every family has a posterior`(_ family: CurveFamily) throws {
    let posterior = try GrowthPosterior(
      family, observations: Self.series, key: StreamKey(seed: 1, name: "\(family)"))
    #expect(posterior.diagnosis.isReliable)
    #expect(posterior.rows.growth == posterior.rows.growth.sorted())
    #expect(posterior.rows.growth.count == PosteriorOptions().draws)
    if family.hasCeiling { #expect(posterior.rows.ceiling.allSatisfy { $0 > 405 }) }
    let again = try GrowthPosterior(
      family, observations: Self.series, key: StreamKey(seed: 1, name: "\(family)"))
    #expect(again.rows.share == posterior.rows.share)
  }

  @Test func `ceilings by experience have the law of experience, whatever the likelihood`() throws {
    let experience = try #require(
      CeilingExperience(times: Self.series.map(\.time), values: Self.series.map(\.value)))
    let posterior = try GrowthPosterior(
      .logistic, observations: Self.series, ceilingBy: experience,
      key: StreamKey(seed: 1, name: "experience"))
    #expect(posterior.diagnosis.isReliable)
    #expect(posterior.rows.growth == posterior.rows.growth.sorted())
    let ceilings = posterior.rows.ceiling.sorted()
    for probability in [0.1, 0.25, 0.5, 0.75, 0.9] {
      let found = ceilings[Int(probability * Double(ceilings.count))]
      let expected = experience.quantile(probability)
      // Resampling moves a quantile by a small part of one of 32 strata.
      #expect(abs(found / expected - 1) < 0.04)
    }
    let sum = zip(posterior.rows.share, posterior.rows.ceiling).map { $0 * $1 }
    #expect(sum.allSatisfy { abs($0 / 405 - 1) < 1e-10 })
    // The rest is learnt from the observations: the higher the ceiling, the less the past bends.
    func growth(_ isHigh: Bool) -> Double {
      let rows = zip(posterior.rows.growth, posterior.rows.ceiling)
        .filter { ($0.1 > experience.quantile(0.5)) == isHigh }
      return rows.reduce(0) { $0 + $1.0 } / Double(rows.count)
    }
    #expect(growth(true) > growth(false))
  }

  /// One observation says nothing of a bend: uniform(0.5, 2) has mean 1.25 and deviation 1.5/√12.
  @Test func `a shape of which nothing is seen keeps its law`() throws {
    var priors = GrowthPriors()
    priors.shape = .law(try Law.make("uniform", arguments: [(nil, 0.5), (nil, 2)]))
    let posterior = try GrowthPosterior(
      .richards, observations: Array(Self.series.prefix(1)), priors: priors,
      key: StreamKey(seed: 1, name: "shape"))
    let (shape, deviation) = (posterior.summary(\.shape), 1.5 / 12.0.squareRoot())
    #expect(shape.mean.agrees(with: 1.25, within: Self.accuracy(deviation)))
    #expect(shape.standardDeviation.agrees(with: deviation, within: Self.accuracy(deviation)))
  }

  /// The recursion over bounds that follow each other, beside the one bound that says something.
  @Test func `a bound that says nothing changes nothing`() throws {
    func growth(_ bounds: [GrowthObservation]) throws -> WeightedSummary {
      let ends = [Self.series[0], Self.series[7]]
      return try GrowthPosterior(
        .exponential, observations: [ends[0]] + bounds + [ends[1]],
        key: StreamKey(seed: 1, name: "bounds")
      ).summary(\.growth)
    }
    let bound = GrowthObservation(time: 2018, value: 320, kind: .atLeast)
    let none = GrowthObservation(time: 2019, value: 300, kind: .between(1e-6, 1e9))
    let (one, two) = (try growth([bound]), try growth([bound, none]))
    let accuracy = Self.accuracy(one.standardDeviation)
    #expect(two.mean.agrees(with: one.mean, within: accuracy))
    #expect(two.standardDeviation.agrees(with: one.standardDeviation, within: accuracy))
    // It says something: the unbounded answer is another one.
    #expect(abs(try growth([]).mean - one.mean) > 3 * accuracy.absolute)
  }

  @Test func `a law of countable values is refused by its name`() throws {
    var priors = GrowthPriors()
    priors.ceiling = .law(try Law.make("poisson", arguments: [(nil, 900)]))
    #expect(throws: GrowthPosteriorError.noDensity(parameter: "ceiling", law: "poisson")) {
      try GrowthPosterior(
        .logistic, observations: Self.series, priors: priors, key: StreamKey(seed: 1, name: "k"))
    }
  }
}
