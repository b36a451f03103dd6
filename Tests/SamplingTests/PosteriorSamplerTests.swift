import Random
import Sampling
import Synchronization
import Testing
import _TestSupport

/// A normal law of means 3 and −1, deviations 2 and 0.01, correlation 0.6.
private struct TwoNormals: PosteriorDensity {
  let dimension = 2
  let starts = [SIMD8<Double>(0, -1.02, 0, 0, 0, 0, 0, 0)]
  let scales = SIMD8<Double>(1, 0.01, 1, 1, 1, 1, 1, 1)

  func logDensity(at x: SIMD8<Double>) -> Double {
    let (u, v) = ((x[0] - 3) / 2, (x[1] + 1) / 0.01)
    return -(u * u - 1.2 * u * v + v * v) / (2 * (1 - 0.36))
  }
}

/// Counts how often another law is asked.
private struct Counted: PosteriorDensity {
  let law = TwoNormals()
  let count = Count()
  var dimension: Int { law.dimension }
  var starts: [SIMD8<Double>] { law.starts }
  var scales: SIMD8<Double> { law.scales }

  final class Count: Sendable {
    let calls = Atomic(0)
  }

  func logDensity(at x: SIMD8<Double>) -> Double {
    count.calls.add(1, ordering: .relaxed)
    return law.logDensity(at: x)
  }
}

@Suite struct `Posterior sampler` {
  @Test func `the peak of a normal law is one step of Newton's away`() throws {
    let density = Counted()
    let draws = try #require(
      PosteriorSampler.draws(from: density, key: StreamKey(seed: 1, name: "normal")))
    // 33: differences at the start and at the peak, whose sizes are tried, and the steps. A slope or curvature that
    // is off would take more of them.
    let search = density.count.calls.load(ordering: .relaxed) - draws.diagnosis.evaluations
    #expect(search <= 40)
  }

  @Test func `a normal law comes back, and the first proposal is good enough`() throws {
    let options = PosteriorOptions()
    let draws = try #require(
      PosteriorSampler.draws(
        from: TwoNormals(), key: StreamKey(seed: 1, name: "normal"), options: options))
    #expect(draws.diagnosis.isReliable && draws.diagnosis.modes == 1)
    // Differences of a square are exact: pilots of a quarter of the rows, and twice the rows.
    #expect(draws.diagnosis.evaluations == options.draws / 4 + 2 * options.draws)

    func summary(_ value: (SIMD8<Double>) -> Double) -> WeightedSummary {
      WeightedSummary(draws.points.map(value), weights: draws.weights)
    }
    // The accuracy that is asked of the sampler: two hundredths of a deviation.
    for (place, mean, deviation) in [(0, 3.0, 2.0), (1, -1, 0.01)] {
      let found = summary { $0[place] }
      let accuracy = Tolerance(absolute: 0.02 * deviation)
      #expect(found.mean.agrees(with: mean, within: accuracy))
      #expect(found.standardDeviation.agrees(with: deviation, within: accuracy))
    }
    // Two draws beyond numbers move no quantile in the middle, and the mean and deviation have no number.
    let points = draws.points.map { $0[0] }
    let beyond = WeightedSummary(
      [.infinity, -.infinity] + points, weights: [1e-9, 1e-9] + draws.weights)
    #expect(beyond.mean.isNaN && beyond.standardDeviation.isNaN)
    let known = summary { $0[0] }
    for (found, expected) in [
      (beyond.p5, known.p5), (beyond.median, known.median), (beyond.p95, known.p95),
    ] {
      #expect(found.agrees(with: expected, within: Tolerance(absolute: 1e-4)))
    }
    let product = summary { ($0[0] - 3) / 2 * (($0[1] + 1) / 0.01) }
    #expect(product.mean.agrees(with: 0.6, within: Tolerance(absolute: 0.02)))
  }
}
