import Distributions
import Foundation
import Plans
import Simulation
import Testing
import _TestSupport

/// Integer stocks beside the laws of birth, death and immigration.
@Suite struct CountTests {
  private func flows(
    births: Double, entries: Double, exits: Double, initial: Double, in plan: inout HandMadePlan
  ) -> Int {
    let driver = CountPlan.Driver.flows(
      births: plan.number(births), entries: plan.number(entries))
    return plan.add(
      .count(
        CountPlan(driver: driver, initial: plan.number(initial), exits: plan.number(exits))))
  }

  /// With β and δ the hazards and λ = β − δ: n e^{λt} + ν (e^{λt} − 1)/λ, and the variances of
  /// n families and of the immigrants' negative binomial law.
  ///
  /// Source: Kendall (1948), *Annals of Mathematical Statistics* 19, 1–15.
  @Test func `births, deaths and immigrants have Kendall's mean and variance`() throws {
    var plan = HandMadePlan(periods: 13, of: .quarter)
    let indicator = flows(births: 0.3, entries: 8, exits: 0.2, initial: 40, in: &plan)
    let last = try plan.values(of: indicator)[12]
    let (death, rate) = (-log(0.8), log(1.1))
    let birth = rate + death
    let growth = exp(rate * 3)
    let came = 8 * (growth - 1) / rate
    let families = 40 * (birth + death) / rate * growth * (growth - 1)
    let immigrants = came * (1 + birth * (growth - 1) / rate)
    #expect(last.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
    #expect(last.agree(mean: 40 * growth + came, variance: families + immigrants))
  }

  /// From nothing, without births: Poisson with the mean ν (1 − e^{−δt})/δ.
  @Test func `immigrants that die are a Poisson number`() throws {
    var plan = HandMadePlan(periods: 9, of: .quarter)
    let indicator = flows(births: 0, entries: 3, exits: 0.3, initial: 0, in: &plan)
    let last = try plan.values(of: indicator)[8]
    let death = -log(0.7)
    let law = try Poisson(mean: 3 * (1 - exp(-death * 2)) / death)
    let cells = 0...10
    var expected = cells.map { law.density(Double($0)) * Double(last.count) }
    expected.append(Double(last.count) - expected.reduce(0, +))
    var counts = cells.map { cell in last.count { $0 == Double(cell) } }
    counts.append(last.count - counts.reduce(0, +))
    // One correct program in a million.
    #expect(ChiSquare.test(counts: counts, expected: expected).pValue > 1e-6)
  }

  @Test func `who is alone leaves with the yearly share`() throws {
    var plan = HandMadePlan(periods: 25, of: .month)
    let indicator = flows(births: 0, entries: 0, exits: 0.25, initial: 1, in: &plan)
    let values = try plan.values(of: indicator)
    for (step, left) in [(12, 0.75), (24, 0.5625)] {
      #expect(values[step].mean.agrees(with: left, within: .monteCarlo(paths: values[step].count)))
    }
  }

  private func grown(
    rate: Double, exits: Double, reference: Double, in plan: inout HandMadePlan
  ) -> Int {
    let level = plan.number(50)
    let curve = CurvePlan(
      family: .exponential, motion: .anchored(growth: plan.number(rate)),
      volatility: plan.number(0))
    let driver = CountPlan.Driver.growth(
      GrowthPlan(model: .curve(curve), level: level), referenceExits: plan.number(reference))
    return plan.add(
      .count(CountPlan(driver: driver, initial: level, exits: plan.number(exits))))
  }

  /// N′ = Bin(N, s) + Poisson(y′ − s y) has the mean y′ and the variance s² V + s (1 − s) y + y′ − s y.
  ///
  /// Where the model shrinks faster than exits take, s is the model's own factor.
  @Test(arguments: [0.1, -0.4])
  func `a model gives the mean, exits and entries the variance`(rate: Double) throws {
    var plan = HandMadePlan(periods: 7)
    let indicator = grown(rate: rate, exits: 0.2, reference: 0.2, in: &plan)
    let stay = min(0.8, exp(rate))
    var (mean, variance) = (50.0, 0.0)
    for _ in 1...6 {
      let next = mean * exp(rate)
      variance = stay * stay * variance + stay * (1 - stay) * mean + next - stay * mean
      mean = next
    }
    #expect(try plan.values(of: indicator)[6].agree(mean: mean, variance: variance))
  }

  /// Who stays does so with 0.8 · 0.7/0.8 = 0.7, and who comes is the same share of the stock as ever:
  /// the mean is multiplied by 0.7 + e^{0.1} − 0.8 in a year.
  @Test func `exits that a case raises lower the mean by the difference`() throws {
    var plan = HandMadePlan(periods: 6)
    let indicator = grown(rate: 0.1, exits: 0.3, reference: 0.2, in: &plan)
    let last = try plan.values(of: indicator)[5]
    let mean = 50 * pow(exp(0.1) - 0.1, 5)
    #expect(
      last.mean.agrees(
        with: mean,
        within: .monteCarlo(standardDeviation: last.variance.squareRoot(), paths: last.count)))
  }

  @Test func `a stock never passes the whole part of its ceiling`() throws {
    var plan = HandMadePlan(periods: 21)
    let level = plan.number(20)
    let curve = CurvePlan(
      family: .logistic, motion: .anchored(growth: plan.number(0.4)), ceiling: plan.number(30.7),
      volatility: plan.number(0.2))
    let driver = CountPlan.Driver.growth(
      GrowthPlan(model: .curve(curve), level: level), referenceExits: plan.number(0.3))
    let indicator = plan.add(
      .count(CountPlan(driver: driver, initial: level, exits: plan.number(0.3))))
    let values = try plan.values(of: indicator, paths: 2000)
    #expect(values.joined().max() == 30)
  }
}
