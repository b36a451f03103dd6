import Distributions
import Testing
import _TestSupport

@Suite struct LawSamplerTests {
  /// Draws of a sampler and the quantiles that they stand for.
  static func compare(_ law: Law, _ u: [Double]) -> (draws: [Double], quantiles: [Double]) {
    var draws = u
    var span = draws.mutableSpan
    LawSampler(law).fill(&span)
    return (draws, u.map { law.quantile($0) })
  }

  static let uniforms =
    Samples.uniforms(3000, name: "sampler") + [0x1p-53, 1e-12, 1e-6, 1 - 1e-6, 1 - 0x1p-53]

  @Test func `a sampler gives the quantiles of every law`() throws {
    for law in try exampleLaws() {
      let (draws, quantiles) = Self.compare(law, Self.uniforms)
      if law.isDiscrete {
        var blocks = Self.uniforms
        var span = blocks.mutableSpan
        law.fillQuantiles(&span)
        #expect(draws == blocks, "\(law)")
        // The last number is 1 − 2⁻⁵³, where a table ends by rounding.
        #expect(draws.dropLast() == quantiles.dropLast(), "\(law)")
      } else {
        // Where a location takes the value to near 0, what is left of it has fewer digits.
        #expect(
          agree(draws, quantiles, within: Tolerance(relative: 1e-12, absolute: 1e-14)), "\(law)")
      }
    }
  }

  @Test(arguments: [0.1, 0.15, 0.3, 0.6, 1, 1.7, 4, 20, 300, 1e5, 1e8])
  func `gamma laws are interpolated to twelve digits`(shape: Double) throws {
    let (draws, quantiles) = Self.compare(
      .gamma(try Gamma(shape: shape, scale: 3)), Self.uniforms)
    #expect(agree(draws, quantiles, within: Tolerance(relative: 1e-12)))
  }

  @Test(arguments: [0.1, 0.4, 1, 2, 30, 1e4, 1e8], [0.1, 0.4, 0.7, 5, 200, 1e6])
  func `beta laws are interpolated to twelve digits`(a: Double, b: Double) throws {
    let (draws, quantiles) = Self.compare(.beta(try Beta(a: a, b: b)), Self.uniforms)
    #expect(agree(draws, quantiles, within: Tolerance(relative: 1e-12)))
  }

  @Test(arguments: [0.5, 0.8, 1, 2, 3, 4.5, 10, 100, 1e4, 1e8])
  func `student laws are interpolated to twelve digits`(df: Double) throws {
    let (draws, quantiles) = Self.compare(
      .studentT(try StudentT(degreesOfFreedom: df)), Self.uniforms)
    // Beside the median the error is that of the scale.
    let tolerance = Tolerance(relative: 1e-12).orAbsolute(1e-12)
    #expect(agree(draws, quantiles, within: tolerance))
  }

  @Test func `draws do not depend on their block`() throws {
    for law in try exampleLaws() {
      let sampler = LawSampler(law)
      var whole = Self.uniforms
      var span = whole.mutableSpan
      sampler.fill(&span)
      for index in stride(from: 0, to: whole.count, by: 101) {
        var single = [Self.uniforms[index]]
        var span = single.mutableSpan
        sampler.fill(&span)
        #expect(single[0] == whole[index], "\(law)")
      }
    }
  }
}
