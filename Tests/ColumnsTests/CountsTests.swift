import Columns
import Distributions
import Testing

extension EveryInstructionSet {
  /// The laws of the single draws are tested in `CountSamplerTests`.
  @Suite struct CountsTests {
    static let uniforms: [Double] = [
      0x1p-53, 1e-300, 1e-16, 1e-9, 0.5, 1 - 1e-9, 1 - 0x1p-52, 1 - 0x1p-53, 0, -0.0, 1, -0.25,
      1.5, .nan, -.nan, .infinity, -.infinity,
    ]

    private func uniform(_ arguments: inout Arguments) -> Double {
      arguments.index(below: 40) == 0
        ? Self.uniforms[arguments.index(below: Self.uniforms.count)] : arguments.uniform()
    }

    private func expectPoisson(_ u: [Double], _ means: [Double], _ set: InstructionSet) {
      var result = u
      var span = result.mutableSpan
      CountSampler.poisson(&span, mean: means.span)
      let expected = zip(u, means).map { CountSampler.poisson($0, mean: $1) }
      #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
    }

    private func expectBinomial(
      _ u: [Double], _ trials: [Double], _ probability: [Double], _ set: InstructionSet
    ) {
      var result = u
      var span = result.mutableSpan
      CountSampler.binomial(&span, trials: trials.span, probability: probability.span)
      let expected = u.indices.map {
        CountSampler.binomial(u[$0], trials: trials[$0], probability: probability[$0])
      }
      #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
    }

    static let means: [Double] = [
      0, -0.0, 0x1p-1060, 1e-9, 0.3, 1, 4.9, Double(5).nextDown, 5, Double(5).nextUp, 5.2, 9, 30,
      4e3,
      1e9, 1e15, Double(1e15).nextUp, -1, .nan, .infinity, -.infinity,
    ]

    @Test func `poisson counts of a column are those of single draws`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(9)
        for count in EveryInstructionSet.lengths {
          let u = (0..<count).map { _ in uniform(&arguments) }
          // Small means only, around the limit of the two ways, of every size, and edges.
          expectPoisson(u, u.map { _ in 5 * arguments.uniform() }, set)
          expectPoisson(u, u.map { _ in 4.5 + arguments.uniform() }, set)
          let spread = u.map { _ in arguments.uniform() }.map { 1e6 * $0 * $0 * $0 * $0 }
          expectPoisson(u, spread, set)
          let edges = u.map { _ in Self.means[arguments.index(below: Self.means.count)] }
          expectPoisson(u, edges, set)
        }
      }
    }

    static let trials: [Double] = [
      0, -0.0, 1, 2, 17, 20, 21, 60, 1000, 1e5, 1e9, 1e15, 1e15 + 1, -1, 2.5, .nan, .infinity,
    ]
    static let probabilities: [Double] = [
      0, -0.0, 0x1p-1074, 1e-15, 1e-3, 0.05, 0.3, Double(0.5).nextDown, 0.5, Double(0.5).nextUp,
      0.73,
      0.999, 1 - 0x1p-53, 1, Double(1).nextUp, -0.1, .nan, .infinity,
    ]

    @Test func `binomial counts of a column are those of single draws`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(10)
        for count in EveryInstructionSet.lengths {
          let u = (0..<count).map { _ in uniform(&arguments) }
          // Rare successes and rare failures, a variance around 5, and edges of both parameters.
          let few = u.map { _ in Double(arguments.index(below: 20)) }
          expectBinomial(u, few, u.map { _ in arguments.uniform() }, set)
          let around = u.map { _ in Double(18 + arguments.index(below: 5)) }
          expectBinomial(u, around, u.map { _ in 0.35 + 0.3 * arguments.uniform() }, set)
          let many = u.map { _ in Double(arguments.index(below: 1_000_000)) }
          expectBinomial(u, many, u.map { _ in arguments.uniform() }, set)
          expectBinomial(
            u, u.map { _ in Self.trials[arguments.index(below: Self.trials.count)] },
            u.map { _ in Self.probabilities[arguments.index(below: Self.probabilities.count)] },
            set)
        }
      }
    }

    @Test func `every pair of edges has the counts of single draws`() {
      let pairs = Self.trials.flatMap { n in Self.probabilities.map { (n, $0) } }
      EveryInstructionSet.each { set in
        for u in Self.uniforms + [0.2, 0.8] {
          let column = [Double](repeating: u, count: pairs.count)
          expectBinomial(column, pairs.map(\.0), pairs.map(\.1), set)
          expectPoisson([Double](repeating: u, count: Self.means.count), Self.means, set)
        }
      }
    }

    /// Neighbours in a vector must not change what a lane finds: searches go on until the last ends.
    @Test func `a count does not depend on its neighbours`() {
      EveryInstructionSet.each { set in
        for (index, mean) in Self.means.enumerated() {
          for lane in 0..<8 {
            var u = (0..<8).map { Double($0) / 8 + 0.06 }
            var means = (0..<8).map { Self.means[(index + 3 * $0) % Self.means.count] }
            means[lane] = mean
            u[lane] = 0.999_999
            expectPoisson(u, means, set)
          }
        }
      }
    }
  }
}
