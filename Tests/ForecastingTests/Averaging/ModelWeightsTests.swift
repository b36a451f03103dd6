import Forecasting
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ModelWeightsTests {
  private static let sumsOfFew = Tolerance(relative: 1e-14)

  private func weights(_ count: Int, _ logDensity: (Int, Int) -> Double?) -> ModelWeights {
    ModelWeights(
      prior: [2, 1, 1], times: (0..<count).map(Double.init),
      values: [Double](repeating: 1, count: count), logDensity: logDensity)
  }

  @Test func `seven observations leave the prior weights`() {
    let weights = weights(7) { _, _ in
      Issue.record("no model is to be asked")
      return 0
    }
    #expect(weights.values == [0.5, 0.25, 0.25])
    #expect(weights.basis == .prior)
  }

  @Test func `from eight on five forecasts update the prior as evidence does`() {
    var asked: Set<Int> = []
    let weights = weights(8) { model, seen in
      asked.insert(seen)
      return model == 1 ? 0.2 : 0
    }
    #expect(asked == [3, 4, 5, 6, 7])
    #expect(weights.basis == .foresight(origins: 5))
    // e^(5 · 0.2) = e
    let e = Elementary.exp(1)
    for (value, expected) in zip(weights.values, [2 / (3 + e), e / (3 + e), 1 / (3 + e)]) {
      #expect(value.agrees(with: expected, within: Self.sumsOfFew))
    }
  }

  @Test func `an origin at which a model is silent does not count`() {
    let weights = weights(9) { model, seen in
      seen == 6 && model == 2 ? nil : model == 0 ? 0 : -1
    }
    #expect(weights.basis == .foresight(origins: 4))
    #expect(weights.values[0] > 0.97)
    let silent = self.weights(9) { model, _ in model == 1 ? nil : 0 }
    #expect(silent.basis == .prior)
  }

  @Test func `stacked weights are at the top of their objective`() {
    let logDensities = (0..<12).map { (t: Int) -> [Double] in
      [Elementary.sin(Double(t)), Elementary.cos(2 * Double(t)), t % 3 == 0 ? 1 : -1]
    }
    let prior = [0.5, 0.25, 0.25]
    func objective(_ w: [Double]) -> Double {
      let foresight = logDensities.reduce(0) { sum, row in
        sum + Elementary.log(zip(w, row).reduce(0) { $0 + $1.0 * Elementary.exp($1.1) })
      }
      return foresight + zip(w, prior).reduce(0) { $0 + 3 * $1.1 * Elementary.log($1.0) }
    }
    let best = ModelWeights.stacked(logDensities, prior: prior)
    #expect(abs(best.reduce(0, +) - 1) < 1e-12, "twelve digits of the iteration")
    let top = objective(best)
    // The objective is concave, so a point above all its neighbours is the maximum.
    for i in 0..<3 {
      for j in 0..<3 where i != j {
        var moved = best
        moved[i] += 1e-4
        moved[j] -= 1e-4
        #expect(objective(moved) < top)
      }
    }
  }

  @Test func `a model that always foresaw better gets most, a hopeless one keeps a little`() {
    let weights = weights(20) { model, _ in model == 2 ? 0 : -50 }
    #expect(weights.basis == .stacking(origins: 12))
    // (12 + 0.75) / 15 of the pseudo-observations and observations together.
    #expect(weights.values[2].agrees(with: 12.75 / 15, within: Tolerance(relative: 1e-9)))
  }
}
