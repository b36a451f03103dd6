import Designs
import Random
import Sensitivity
import Testing
import _TestSupport

@Suite struct ElementaryEffectsTests {
  let key = StreamKey(seed: 6, name: "screening")

  func outcomes(_ design: MorrisDesign, _ model: ([Double]) -> Double) -> [Double] {
    let points = design.points(0..<design.points)
    return (0..<design.points).map { model(points[$0]) }
  }

  /// Rounding of differences of outcomes around 10, over a step of 2/3.
  let rounding = Tolerance(absolute: 64 * Double.ulpOfOne)

  @Test func `a linear function has its coefficients as effects, without deviation`() throws {
    let design = try MorrisDesign(trajectories: 6, columns: FactorColumns(factors: 3), key: key)
    let found = ElementaryEffects(
      of: design, outcomes: outcomes(design) { 4 * $0[0] - 3 * $0[1] + 0 * $0[2] + 7 })
    for (effect, coefficient) in zip(found.effects, [4.0, -3, 0]) {
      let effect = try #require(effect)
      #expect(effect.mean.value.agrees(with: coefficient, within: rounding))
      #expect(effect.meanSize.value.agrees(with: abs(coefficient), within: rounding))
      let deviation = try #require(effect.deviation)
      #expect(deviation.value.agrees(with: 0, within: rounding))
      #expect(effect.count == 6)
    }
    #expect(found.dropped == [0, 0, 0])
  }

  /// f = x₁ x₂ on levels 0, 1/3, 2/3, 1: the effect of x₁ is x₂, uniform on the levels, with mean
  /// ½ and variance 5/36.
  @Test func `an interaction shows in the deviation`() throws {
    let design = try MorrisDesign(trajectories: 4000, columns: FactorColumns(factors: 2), key: key)
    let found = ElementaryEffects(of: design, outcomes: outcomes(design) { $0[0] * $0[1] })
    for effect in found.effects {
      let effect = try #require(effect)
      let deviation = (5 / 36.0).squareRoot()
      #expect(
        effect.mean.value.agrees(
          with: 0.5, within: .monteCarlo(standardDeviation: deviation, paths: 4000)))
      let sigma = try #require(effect.deviation)
      // Five standard errors of a standard deviation; κ = 1.64 for four equal levels.
      #expect(abs(sigma.value - deviation) < 5 * deviation * (0.64 / 4 / 4000).squareRoot())
    }
  }

  @Test func `a function that goes up and down has a mean size beyond its mean`() throws {
    let design = try MorrisDesign(trajectories: 500, columns: FactorColumns(factors: 1), key: key)
    let found = ElementaryEffects(
      of: design, outcomes: outcomes(design) { ($0[0] - 0.5) * ($0[0] - 0.5) })
    let effect = try #require(found.effects[0])
    // Effects: from 0 to 2/3 −1/3, from 1/3 to 1 +1/3.
    #expect(effect.meanSize.value.agrees(with: 1 / 3.0, within: rounding))
    #expect(abs(effect.mean.value) < 5 / 3.0 / 500.0.squareRoot())
  }

  @Test func `a group moves as one, and only its size counts`() throws {
    let design = try MorrisDesign(trajectories: 40, columns: FactorColumns([2, 1]), key: key)
    let found = ElementaryEffects(
      of: design, outcomes: outcomes(design) { $0[0] + $0[1] + 5 * $0[2] })
    #expect(design.points == 120)
    let size = try #require(found.effects[0]).meanSize.value
    // Both up, both down: 2; one up and one down: 0.
    #expect(size > 0.3 && size < 1.7)
    #expect(try #require(found.effects[1]).mean.value.agrees(with: 5, within: rounding))
  }

  @Test func `effects that are not finite are left out and counted`() throws {
    let design = try MorrisDesign(trajectories: 3, columns: FactorColumns(factors: 2), key: key)
    var outcomes = outcomes(design) { $0[0] + 2 * $0[1] }
    outcomes[0] = .nan
    let found = ElementaryEffects(of: design, outcomes: outcomes)
    let moved = design.order(of: 0)[0]
    #expect(found.dropped[moved] == 1 && found.dropped[1 - moved] == 0)
    #expect(found.effects[moved]?.count == 2)
    let none = ElementaryEffects(
      of: design, outcomes: [Double](repeating: .infinity, count: design.points))
    #expect(none.effects == [nil, nil] && none.dropped == [3, 3])
  }

  /// Intervals of μ and σ at 20 trajectories of x₁ x₂ + x₁²: of 400 seeds 95 % = 380 should hold
  /// the truth; fewer than 358 come once in 370,000 for an interval that does.
  @Test func `intervals hold the truth as often as they claim`() throws {
    var held = (mean: 0, deviation: 0)
    for seed in 0..<400 {
      let design = try MorrisDesign(
        trajectories: 20, columns: FactorColumns(factors: 2), levels: .withEnds(6),
        key: StreamKey(seed: UInt64(seed), name: "coverage"))
      let found = ElementaryEffects(
        of: design, outcomes: outcomes(design) { $0[0] * $0[1] + $0[0] * $0[0] })
      let effect = try #require(found.effects[0])
      // x₂ + x₁ + x₁' with x₁' = x₁ + 0.6: ½ + 0.2 + 0.8, and 0.35/3 + 4 · 0.08/3.
      if effect.mean.interval?.contains(1.5) == true { held.mean += 1 }
      if effect.deviation?.interval?.contains((0.67 / 3).squareRoot()) == true {
        held.deviation += 1
      }
    }
    #expect(held.mean >= 358 && held.deviation >= 358, "\(held) of 400")
  }
}
