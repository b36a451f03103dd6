import Distributions
import Random
import Sensitivity
import Testing
import _TestSupport

struct RankCorrelationAnalysisTests {
  /// The sample of tools/references/rank_correlations.py.
  static func sample() -> FactorSample {
    let n = 120
    let (a, b) = (BoxSamples.weyl(n, 2), BoxSamples.weyl(n, 3))
    let factors = [
      a, zip(a, b).map { 0.7 * $0 + $1 },
      BoxSamples.weyl(n, 5).map { ($0 * 6).rounded(.down) }, BoxSamples.weyl(n, 7),
    ]
    let noise = BoxSamples.weyl(n, 11)
    let output = (0..<n).map { row in
      let (u, v) = (factors[0][row], factors[1][row])
      return 3 * u * u * u - v * v + 0.1 * factors[2][row] + 0.3 * noise[row]
    }
    return FactorSample(factors: factors, output: output)
  }

  @Test func `correlations, tests and coefficients are those of SciPy`() throws {
    let analysis = try RankCorrelationAnalysis(Self.sample())
    for (factor, row) in zip(analysis.factors, RankReferences.rows) {
      let partial = try #require(factor.partial)
      let own = [
        factor.spearman.value, factor.spearman.pValue, partial.value, partial.t, partial.pValue,
        partial.interval95.lowerBound, partial.interval95.upperBound, factor.coefficient,
        factor.coefficientError,
      ]
      for (number, (value, reference)) in zip(own, row).enumerated() {
        #expect(value.agrees(with: reference, within: .printed(digits: 11)), "number \(number)")
      }
    }
    #expect(analysis.rSquared.agrees(with: RankReferences.rSquared, within: .printed(digits: 11)))
  }

  /// More rows than are factored at a time: the same as one regression of all.
  @Test func `a sample in several chunks has the correlations of the definition`() throws {
    let n = 5_000
    let (a, b) = (BoxSamples.weyl(n, 2), BoxSamples.weyl(n, 3))
    let output = zip(a, b).map { $0 - 0.5 * $1 }
    let analysis = try RankCorrelationAnalysis(FactorSample(factors: [a, b], output: output))
    // With two factors: (r₁ᵧ − r₁₂ r₂ᵧ) / √((1 − r₁₂²)(1 − r₂ᵧ²)).
    let pair = try RankCorrelationAnalysis(FactorSample(factors: [a], output: b))
    let (r1, r2) = (analysis.factors[0].spearman.value, analysis.factors[1].spearman.value)
    let r12 = pair.factors[0].spearman.value
    let expected = (r1 - r12 * r2) / ((1 - r12 * r12) * (1 - r2 * r2)).squareRoot()
    #expect(
      try #require(analysis.factors[0].partial).value.agrees(
        with: expected, within: .conditioned(by: 1_000)))
  }

  @Test func `a factor that fixes the output leaves the others nothing to explain`() throws {
    let a = BoxSamples.weyl(50, 2)
    let analysis = try RankCorrelationAnalysis(
      FactorSample(factors: [a, BoxSamples.weyl(50, 3)], output: a.map { $0 * $0 * $0 }))
    let own = try #require(analysis.factors[0].partial)
    #expect(own.value.agrees(with: 1, within: .ulps(16)))
    #expect(own.pValue < 1e-100)
    #expect(analysis.factors[1].partial == nil)
    #expect(analysis.rSquared.agrees(with: 1, within: .ulps(16)))
  }

  @Test func `factors that fix each other are refused by number`() {
    let (a, b) = (BoxSamples.weyl(50, 2), BoxSamples.weyl(50, 3))
    // Ranks of a falling function of a are those of a, turned round.
    let twin = a.map { 5 - $0 * $0 }
    let error = #expect(throws: SensitivityError.self) {
      try RankCorrelationAnalysis(FactorSample(factors: [a, b, twin], output: b))
    }
    #expect(
      error == .collinear(factor: 2, with: [0]) || error == .collinear(factor: 0, with: [2]))
  }

  @Test func `constants and short samples are refused`() {
    let a = BoxSamples.weyl(10, 2)
    let constant = [Double](repeating: 1, count: 10)
    #expect(throws: SensitivityError.constantFactor(1)) {
      try RankCorrelationAnalysis(FactorSample(factors: [a, constant], output: a))
    }
    #expect(throws: SensitivityError.constantOutput) {
      try RankCorrelationAnalysis(FactorSample(factors: [a], output: constant))
    }
    #expect(throws: SensitivityError.tooFewRows(rows: 4, required: 5)) {
      try RankCorrelationAnalysis(
        FactorSample(factors: [Array(a[..<4])], output: Array(a[..<4])))
    }
  }

  /// Normal pairs with correlation 0.5 have Spearman's (6/π) arcsin(0.25) = 0.482584.
  ///
  /// Of 1,000 intervals of 95 % a correct program has fewer than 924 or more than 974 that hold the
  /// truth for about one seed in a thousand.
  @Test func `intervals of Spearman's correlation hold the truth as often as they say`() throws {
    let held = try (0..<1_000).count { replication in
      let (a, b) = try Normals.pair(rows: 60, correlation: 0.5, replication: replication)
      let analysis = try RankCorrelationAnalysis(FactorSample(factors: [a], output: b))
      return analysis.factors[0].spearman.interval95.contains(0.482584)
    }
    #expect((924...974).contains(held), "\(held)")
  }

  /// Without influence p-values are spread evenly: Kolmogorov–Smirnov, a correct program fails one
  /// seed in a thousand.
  @Test func `p-values of a factor without influence are spread evenly`() throws {
    let pValues = try (0..<500).map { replication in
      let (a, b) = try Normals.pair(rows: 40, correlation: 0, replication: replication)
      let (c, _) = try Normals.pair(rows: 40, correlation: 0, replication: replication + 10_000)
      let output = zip(a, c).map { $0 + 0.5 * $1 }
      let analysis = try RankCorrelationAnalysis(FactorSample(factors: [a, b], output: output))
      return try #require(analysis.factors[1].partial).pValue
    }
    #expect(KolmogorovSmirnov.test(pValues) { $0 }.pValue > 0.001)
  }
}

/// Normal samples for laws.
enum Normals {
  static func column(rows: Int, name: String) throws -> [Double] {
    let key = StreamKey(seed: 20_261_121, name: name)
    let normal = try Normal(mean: 0, standardDeviation: 1)
    return (0..<rows).map { normal.quantile(key.uniform(path: UInt64($0), step: 0)) }
  }

  static func pair(
    rows: Int, correlation: Double, replication: Int
  ) throws -> ([Double], [Double]) {
    let a = try column(rows: rows, name: "a \(replication)")
    let e = try column(rows: rows, name: "e \(replication)")
    let rest = (1 - correlation * correlation).squareRoot()
    return (a, zip(a, e).map { correlation * $0 + rest * $1 })
  }
}
