import CurveFitting
import GrowthCurves
import Testing
import _TestSupport

@Suite struct CeilingExperienceTests {
  private struct Reference: CustomTestStringConvertible {
    let testDescription: String
    let times: [Double]
    let values: [Double]
    let chanceFar: Double
    /// At 5, 50 and 95 %.
    let quantiles: [Double]
  }

  // tools/references/ceiling_experience.py; SciPy's fits end a hundred millionth away.
  private static let references = [
    Reference(
      testDescription: "seen to two thirds", times: (2010...2017).map(Double.init),
      values: [1.2, 2.1, 3.7, 6.2, 9.7, 14.4, 19.5, 25.1], chanceFar: 0.5540831245,
      quantiles: [31.4082904813, 59.7771620664, 215.723049547]),
    Reference(
      testDescription: "nearly done", times: (2005...2019).map(Double.init),
      values: [3, 5, 9, 14, 24, 36, 50, 63, 75, 83, 89, 93, 95.5, 97, 97.8],
      chanceFar: 0.0579545502, quantiles: [99.2563006494, 111.53781, 227.393723418]),
    Reference(
      testDescription: "wavering", times: [2000, 2003, 2004, 2006, 2007, 2010],
      values: [40, 52, 70, 66, 90, 88], chanceFar: 0.4293887311,
      quantiles: [96.9666252227, 171.007076532, 856.424527986]),
    Reference(
      testDescription: "three", times: [2018, 2020, 2021], values: [10, 30, 38],
      chanceFar: 0.5318230250, quantiles: [45.2654622349, 88.0803235007, 383.200170457]),
  ]

  @Test(arguments: references)
  private func `the law is that of an independent computation`(_ reference: Reference) throws {
    let found = try #require(
      CeilingExperience(times: reference.times, values: reference.values))
    #expect(found.chanceFar.agrees(with: reference.chanceFar, within: Tolerance(relative: 1e-7)))
    for (probability, expected) in zip([0.05, 0.5, 0.95], reference.quantiles) {
      #expect(found.quantile(probability).agrees(with: expected, within: Tolerance(relative: 1e-7)))
    }
    #expect(found.isShown == (reference.testDescription == "nearly done"))
    // P(K > 2.2 y) is that of its quantiles.
    let far = CeilingExperience.far * found.last
    let same = found.quantile(1 - found.chanceFar)
    #expect(same.agrees(with: far, within: Tolerance(relative: 1e-12)))
  }

  @Test(arguments: references)
  private func `units, other dates and the order of rows change nothing`(_ reference: Reference)
    throws
  {
    let found = try #require(
      CeilingExperience(times: reference.times, values: reference.values))
    let other = try #require(
      CeilingExperience(
        times: reference.times.reversed().map { $0 - 1900 },
        values: reference.values.reversed().map { $0 * 1000 }))
    #expect(other.chanceFar.agrees(with: found.chanceFar, within: Tolerance(relative: 1e-6)))
    let scaled = 1000 * found.quantile(0.3)
    #expect(other.quantile(0.3).agrees(with: scaled, within: Tolerance(relative: 1e-6)))
  }

  @Test func `the likely interval holds 92 of 100 ceilings that are not far`() throws {
    let reference = Self.references[1]
    let found = try #require(
      CeilingExperience(times: reference.times, values: reference.values))
    let likely = found.likely
    func below(_ value: Double) -> Double {
      var (low, high) = (0.0, 1.0)
      for _ in 0..<50 {
        let middle = (low + high) / 2
        if found.quantile(middle) < value { low = middle } else { high = middle }
      }
      return low
    }
    let near = 1 - found.chanceFar
    // The low end stands 2 % below the last value, where nothing is left below it.
    #expect(likely.lowerBound == 0.98 * found.last)
    #expect(below(likely.upperBound) / near >= 0.92 - 1e-9)
    #expect(likely.upperBound < 2 * likely.lowerBound)
  }

  @Test func `what does not rise has no ceiling to come`() {
    #expect(CeilingExperience(times: [2018, 2020], values: [10, 30]) == nil)
    #expect(CeilingExperience(times: [2018, 2020, 2021], values: [40, 30, 38]) == nil)
    #expect(CeilingExperience(times: [2018, 2020, 2020], values: [10, 30, 38]) == nil)
    #expect(CeilingExperience(times: [2018, 2019, 2020, 2021], values: [0, 0, 30, 38]) == nil)
    #expect(
      CeilingExperience(times: [2018, 2020, 2021], values: [1e-300, 1e300, 1e-299]) == nil)
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz, .richards, .weibull])
  func `every curve is judged alike, alone and among others`(_ family: CurveFamily) throws {
    let reference = Self.references[1]
    let expected = try #require(
      CeilingExperience(times: reference.times, values: reference.values))
    let alone = try CurveFit(family, times: reference.times, values: reference.values)
    let among = try CurveFit.fits(
      family, times: Self.references.map(\.times), values: Self.references.map(\.values))[1].get()
    for fit in [alone, among] {
      let chance = try #require(fit.experience?.chanceFar)
      #expect(chance.agrees(with: expected.chanceFar, within: Tolerance(relative: 1e-6)))
      #expect(fit.grade >= expected.grade)
    }
    let increments = try CurveFit(
      .bass, times: [1, 2, 3, 4, 5, 6], values: [1, 3, 5, 6, 5, 3],
      options: {
        var options = CurveFitOptions()
        options.observation = .increment
        return options
      }())
    #expect(increments.experience == nil)
  }
}
