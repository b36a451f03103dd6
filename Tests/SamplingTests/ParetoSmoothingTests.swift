import Sampling
import SpecialFunctions
import Testing
import _TestSupport

/// References from tools/references/pareto_smoothing.py.
@Suite struct `Pareto smoothing` {
  @Test(arguments: [
    (-0.3, -0.246778254331, 0.983544389359), (0.2, 0.221509005157, 0.99044911692),
    (0.7, 0.689327067846, 0.998262497863), (1.5, 1.43759153831, 1.01126671363),
  ])
  func `a generalized Pareto law is fitted as by Zhang and Stephens`(
    shape: Double, fitted: Double, scale: Double
  ) {
    let sample = (0..<200).map { i in
      Elementary.expm1(-shape * Elementary.log1p(-(Double(i) + 0.5) / 200)) / shape
    }
    let law = GeneralizedPareto(fitting: sample)
    #expect(law.shape.agrees(with: fitted, within: .printed(digits: 11)))
    #expect(law.scale.agrees(with: scale, within: .printed(digits: 11)))
  }

  @Test(arguments: [
    (0.1, 0.0901606371654, 1975.97318607, 0.000930280820232),
    (0.5, 0.446170965444, 985.479790478, 0.00961572522392),
    (0.9, 0.801792773342, 99.5612757756, 0.0645247647403),
  ])
  func `smoothed weights are those of the reference`(
    shape: Double, fitted: Double, size: Double, largest: Double
  ) {
    let logWeights = (0..<2000).map { i -> Double in
      let turned = Double(i) * 0.618033988749895
      let v = ((turned - turned.rounded(.down)) * 2000 + 0.5) / 2001
      return -shape * Elementary.log1p(-v)
    }
    let smoothing = ParetoSmoothing(logWeights: logWeights)
    #expect(smoothing.shape.agrees(with: fitted, within: .printed(digits: 10)))
    #expect(smoothing.effectiveSize.agrees(with: size, within: .printed(digits: 10)))
    let most = smoothing.weights.max() ?? 0
    #expect(most.agrees(with: largest, within: .printed(digits: 10)))
  }

  /// As where a proposal lies so far from all data that no likelihood is a number above 0.
  @Test(arguments: [-Double.infinity, .nan])
  func `weights of nothing are worth nothing`(weight: Double) {
    let smoothing = ParetoSmoothing(logWeights: Array(repeating: weight, count: 1000))
    #expect(smoothing.effectiveSize == 0 && smoothing.shape == .infinity)
    #expect(smoothing.weights.allSatisfy { $0 == 0.001 })
  }
}
