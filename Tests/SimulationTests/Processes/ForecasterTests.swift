import Distributions
import Expressions
import Forecasting
import Plans
import Simulation
import Testing
import _TestSupport

/// The automatic forecaster's paths beside the law of its values.
@Suite struct ForecasterTests {
  private static let history = [40.0, 47, 58, 66, 75, 92]

  private func forecaster(below ceiling: Double?) throws -> Forecaster {
    try Forecaster(
      times: [-5, -4, -3, -2, -1, 0], values: ForecasterTests.history, kind: .stock,
      ceiling: ceiling)
  }

  private func simulated(
    _ forecaster: Forecaster, below ceiling: Double?, on plan: inout HandMadePlan
  ) throws -> [[Double]] {
    let normal = Law.normal(try Normal(mean: 0, standardDeviation: 1))
    let model = ForecasterPlan(
      laws: [ForecastLaw(angle: 0, members: forecaster.members)],
      ceiling: ceiling.map { plan.number($0) },
      pick: plan.draw(.uniform(try Uniform(min: 0, max: 1)), "pick"),
      deviation: plan.draw(normal, "deviation"), levelDeviation: plan.draw(normal, "level"))
    let growth = GrowthPlan(model: .forecaster(model), level: plan.number(92))
    let indicator = plan.add(.output(growth))
    return try plan.values(of: indicator)
  }

  /// Kolmogorov–Smirnov at whole years and between them; each fails for one correct program in a
  /// million.
  @Test(arguments: [nil, 150.0])
  func `the values of a period have the forecaster's law`(ceiling: Double?) throws {
    var plan = HandMadePlan(periods: 10, of: .quarter)
    let forecaster = try forecaster(below: ceiling)
    let values = try simulated(forecaster, below: ceiling, on: &plan)
    for step in [1, 2, 4, 7, 8] {
      let test = KolmogorovSmirnov.test(values[step]) {
        1 - forecaster.probability(ofAtLeast: $0, after: Double(step) / 4)
      }
      #expect(test.pValue > 1e-6, "step \(step): \(test)")
    }
  }

  /// A quarter's value is no other law on a grid of years.
  @Test func `whole years have the same law on every grid`() throws {
    var years = HandMadePlan(periods: 3)
    let forecaster = try forecaster(below: nil)
    let values = try simulated(forecaster, below: nil, on: &years)
    let test = KolmogorovSmirnov.test(values[2]) {
      1 - forecaster.probability(ofAtLeast: $0, after: 2)
    }
    #expect(test.pValue > 1e-6)
  }
}
