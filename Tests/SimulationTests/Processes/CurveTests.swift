import Distributions
import Expressions
import Foundation
import GrowthCurves
import Plans
import Simulation
import Testing
import _TestSupport

/// Growth curves of each family beside their closed forms.
@Suite struct CurveTests {
  private static let level = 30.0
  private static let ceiling = 100.0
  private static let growth = 0.2
  private static let shape = 1.6

  /// A few powers and logarithms of a well-conditioned formula.
  private static let rounding = Tolerance.ulps(200)

  /// The value t years after the level L with the relative growth g, under the ceiling K = L/ζ.
  static func closedForm(_ family: CurveFamily, _ t: Double) -> Double {
    let (L, K, g, s) = (level, ceiling, growth, shape)
    let z = L / K
    switch family {
    case .exponential: return L * exp(g * t)
    case .linear: return L * (1 + g * t)
    case .logistic: return K / (1 + (K / L - 1) * exp(-g / (1 - z) * t))
    case .gompertz: return K * pow(z, exp(-g / log(K / L) * t))
    case .richards:
      let rate = g * s / (1 - pow(z, s))
      return K * pow(1 + (pow(z, -s) - 1) * exp(-rate * t), -1 / s)
    case .bass:
      let p = g * z / ((1 - z) * (1 + s * z))
      let u = (1 - z) / (1 + s * z) * exp(-p * (1 + s) * t)
      return K * (1 - u) / (1 + s * u)
    case .weibull:
      let hazard = -log(1 - z)
      let age = s * hazard * (1 - z) / (g * z)
      return K * (1 - exp(-hazard * pow((age + t) / age, s)))
    case .hill:
      let age = s * (1 - z) / g
      let odds = z / (1 - z) * pow((age + t) / age, s)
      return K * odds / (1 + odds)
    default: return .nan
    }
  }

  private func anchored(_ family: CurveFamily, in plan: inout HandMadePlan, noise: Double = 0)
    -> CurvePlan
  {
    CurvePlan(
      family: family, motion: .anchored(growth: plan.number(CurveTests.growth)),
      ceiling: family.hasCeiling ? plan.number(CurveTests.ceiling) : nil,
      shape: family.hasShape ? plan.number(CurveTests.shape) : nil, volatility: plan.number(noise))
  }

  @Test(arguments: CurveFamily.growthModels)
  func `a curve without noise is its closed form`(family: CurveFamily) throws {
    var plan = HandMadePlan(periods: 41, of: .quarter)
    let curve = anchored(family, in: &plan)
    let indicator = plan.add(curve, level: CurveTests.level)
    let path = try plan.path(of: indicator)
    let truth = (0...40).map { CurveTests.closedForm(family, Double($0) / 4) }
    #expect(agree(path, truth, within: CurveTests.rounding))
  }

  @Test(arguments: [CurveFamily.exponential, .logistic, .gompertz])
  func `a rate moves a family along its own equation`(family: CurveFamily) throws {
    let (z, g) = (CurveTests.level / CurveTests.ceiling, CurveTests.growth)
    let rate =
      switch family {
      case .logistic: g / (1 - z)
      case .gompertz: g / log(1 / z)
      default: g
      }
    var plan = HandMadePlan(periods: 41, of: .quarter)
    let curve = CurvePlan(
      family: family, motion: .rate(plan.number(rate)),
      ceiling: family.hasCeiling ? plan.number(CurveTests.ceiling) : nil,
      volatility: plan.number(0))
    let indicator = plan.add(curve, level: CurveTests.level)
    let path = try plan.path(of: indicator)
    let truth = (0...40).map { CurveTests.closedForm(family, Double($0) / 4) }
    #expect(agree(path, truth, within: CurveTests.rounding))
  }

  /// With the rate 0.1 t at the end of each year the logarithm grows by 0.1 (1 + 2 + … + n).
  @Test func `a rate that changes in time is taken anew in every period`() throws {
    var plan = HandMadePlan(periods: 5)
    let rate = plan.graph.binary(.multiply, plan.graph.elapsed(), plan.number(0.1))
    let curve = CurvePlan(
      family: .exponential, motion: .rate(rate), volatility: plan.number(0))
    let indicator = plan.add(curve, level: 2)
    let path = try plan.path(of: indicator)
    let truth = [0.0, 0.1, 0.3, 0.6, 1].map { 2 * exp($0) }
    #expect(agree(path, truth, within: CurveTests.rounding))
  }

  /// A Bass curve with p and q is the anchored one with g = (p + q ζ)(1 − ζ)/ζ.
  @Test func `adoption by p and q is the Bass curve`() throws {
    let z = CurveTests.level / CurveTests.ceiling
    let p = CurveTests.growth * z / ((1 - z) * (1 + CurveTests.shape * z))
    var plan = HandMadePlan(periods: 41, of: .quarter)
    let curve = CurvePlan(
      family: .bass, motion: .adoption(p: plan.number(p), q: plan.number(p * CurveTests.shape)),
      ceiling: plan.number(CurveTests.ceiling), volatility: plan.number(0))
    let indicator = plan.add(curve, level: CurveTests.level)
    let path = try plan.path(of: indicator)
    let truth = (0...40).map { CurveTests.closedForm(.bass, Double($0) / 4) }
    #expect(agree(path, truth, within: CurveTests.rounding))
  }

  /// Two points of the closed form give the closed form back, to the error of the search for it.
  @Test(arguments: [CurveFamily.exponential, .logistic, .gompertz, .weibull, .hill])
  func `a curve through two points goes on through the third`(family: CurveFamily) throws {
    let (first, last) = (-3.0, 0.0)
    let points = try TwoPoints(
      (first, CurveTests.closedForm(family, first)), (last, CurveTests.level))
    var plan = HandMadePlan(periods: 11)
    let curve = CurvePlan(
      family: family, motion: .through(points),
      ceiling: family.hasCeiling ? plan.number(CurveTests.ceiling) : nil,
      shape: family.hasShape ? plan.number(CurveTests.shape) : nil, volatility: plan.number(0))
    let indicator = plan.add(curve, level: CurveTests.level)
    let path = try plan.path(of: indicator)
    let truth = (0...10).map { CurveTests.closedForm(family, Double($0)) }
    #expect(agree(path, truth, within: Tolerance(relative: 1e-9)))
  }

  // MARK: Noise

  /// log(y/centre) is a Brownian motion: increments of variance σ² Δ that are independent.
  @Test func `noise on growth is a Brownian motion of the logarithm`() throws {
    var plan = HandMadePlan(periods: 9, of: .quarter)
    let indicator = plan.add(
      anchored(.exponential, in: &plan, noise: 0.3), level: CurveTests.level)
    let values = try plan.values(of: indicator)
    let noise = values.enumerated().map { step, column in
      column.map { log($0 / CurveTests.closedForm(.exponential, Double(step) / 4)) }
    }
    #expect(noise[8].agree(mean: 0, variance: 0.09 * 2))
    let normal = try Normal(mean: 0, standardDeviation: 0.3 * 2.0.squareRoot())
    #expect(KolmogorovSmirnov.test(noise[8], cdf: normal.cdf).pValue > 1e-6)
    let product = zip(noise[4], zip(noise[3], noise[5])).map { now, beside in
      (now - beside.0) * (beside.1 - now) / (0.09 / 4)
    }
    #expect(product.agree(mean: 0, variance: 1, kurtosis: 9))
  }

  /// E y = L e^{gt + σ²t/2}, Var y = (E y)² (e^{σ²t} − 1).
  @Test func `a noisy exponential has the moments of a lognormal law`() throws {
    var plan = HandMadePlan(periods: 5)
    let indicator = plan.add(
      anchored(.exponential, in: &plan, noise: 0.15), level: CurveTests.level)
    let mean = CurveTests.closedForm(.exponential, 4) * exp(0.0225 * 4 / 2)
    let variance = mean * mean * (exp(0.0225 * 4) - 1)
    // The kurtosis of a lognormal law is w⁴ + 2w³ + 3w² − 3, w = e^{σ²}.
    let w = exp(0.0225 * 4)
    let kurtosis = pow(w, 4) + 2 * pow(w, 3) + 3 * w * w - 3
    #expect(
      try plan.values(of: indicator)[4].agree(mean: mean, variance: variance, kurtosis: kurtosis))
  }

  @Test func `noise stops at the ceiling`() throws {
    var plan = HandMadePlan(periods: 31)
    let indicator = plan.add(
      anchored(.logistic, in: &plan, noise: 0.3), level: CurveTests.level)
    let last = try plan.values(of: indicator, paths: 2000)[30]
    #expect(last.max() == CurveTests.ceiling)
    // The centre is at its ceiling, and half of the noise lies above it.
    let share = Double(last.count { $0 == CurveTests.ceiling }) / 2000
    #expect(share.agrees(with: 0.5, within: .monteCarlo(paths: 2000)))
  }

  @Test func `innovations of two indicators are correlated as the plan says`() throws {
    var plan = HandMadePlan(periods: 3)
    let curve = anchored(.exponential, in: &plan, noise: 0.2)
    let (one, two) = (plan.add(curve, level: 10), plan.add(curve, level: 20))
    plan.correlations = [(one, two, 0.6)]
    let (a, b) = (try plan.values(of: one), try plan.values(of: two))
    let products = a[1].indices.map { i in
      let start = exp(CurveTests.growth)
      return log(a[1][i] / 10 / start) * log(b[1][i] / 20 / start) / 0.04
    }
    // The product of two standard normal numbers with correlation ρ has variance 1 + ρ².
    #expect(products.agree(mean: 0.6, variance: 1.36, kurtosis: 12))
  }

  // MARK: Boost and averages

  /// What levers add to growth moves the logarithm, or below a ceiling the logarithm of the odds.
  @Test func `a boost bends a curve by its own equation`() throws {
    var plan = HandMadePlan(periods: 21, of: .quarter)
    let boost = plan.number(0.08)
    let free = plan.add(
      anchored(.exponential, in: &plan), level: CurveTests.level, boost: boost)
    let bounded = plan.add(anchored(.logistic, in: &plan), level: CurveTests.level, boost: boost)
    let (a, b) = (try plan.path(of: free), try plan.path(of: bounded))
    for step in 0...20 {
      let t = Double(step) / 4
      let level = CurveTests.closedForm(.exponential, t) * exp(0.08 * t)
      #expect(a[step].agrees(with: level, within: CurveTests.rounding))
      let plain = CurveTests.closedForm(.logistic, t)
      let odds = plain / (CurveTests.ceiling - plain) * exp(0.08 * t)
      let bent = CurveTests.ceiling * odds / (1 + odds)
      #expect(b[step].agrees(with: bent, within: CurveTests.rounding))
    }
  }

  @Test func `each path of an average follows one of its models`() throws {
    var plan = HandMadePlan(periods: 4)
    let level = plan.number(CurveTests.level)
    let members = [CurveFamily.exponential, .linear].map {
      GrowthPlan(model: .curve(anchored($0, in: &plan)), level: level)
    }
    let pick = plan.draw(.uniform(try Uniform(min: 0, max: 1)), "pick")
    let indicator = plan.add(
      .output(
        GrowthPlan(
          model: .average(members: members, weights: [0.3, 0.7], pick: pick), level: level)))
    let last = try plan.values(of: indicator)[3]
    let truths = [CurveFamily.exponential, .linear].map { CurveTests.closedForm($0, 3) }
    let counts = truths.map { truth in
      last.count { $0.agrees(with: truth, within: CurveTests.rounding) }
    }
    #expect(counts.reduce(0, +) == last.count)
    let share = Double(counts[0]) / Double(last.count)
    #expect(share.agrees(with: 0.3, within: .monteCarlo(paths: last.count)))
  }
}
