import Foundation
import Optimization
import Testing
import _TestSupport

@Suite struct EnclosedRootTests {
  /// Functions with one root in the interval, some of them hard for regula falsi.
  static let functions:
    [(name: String, interval: ClosedRange<Double>, f: @Sendable (Double) -> Double)] = [
      ("x³ − x − 2", 1...2, { $0 * $0 * $0 - $0 - 2 }),
      ("exp(x) − 2 with a far end", -50...50, { exp($0) - 2 }),
      ("a step", 0...1, { $0 < 0.3173 ? -1 : 1 }),
      ("x⁹, flat at its root", -1...3, { pow($0 - 0.1, 9) }),
      ("a logit", -10...2, { 1 / (1 + exp(-5 * ($0 + 1))) - 0.8 }),
      ("falling", 0...10, { 1 - log(1 + $0) }),
    ]

  @Test(arguments: functions.indices)
  func `the enclosure meets the tolerance in no more steps than halving and one`(index: Int) {
    let (name, interval, f) = Self.functions[index]
    var root = EnclosedRoot(
      lower: interval.lowerBound, valueAtLower: f(interval.lowerBound),
      upper: interval.upperBound, valueAtUpper: f(interval.upperBound))
    let tolerance = 1e-9
    var steps = 0
    while root.width > tolerance {
      let x = root.next(tolerance: tolerance)
      #expect(root.lower <= x && x <= root.upper, "\(name)")
      root.take(f(x), at: x)
      steps += 1
      if steps > 100 { break }
    }
    let halvings = Int(log2((interval.upperBound - interval.lowerBound) / tolerance).rounded(.up))
    #expect(steps <= halvings + 1, "\(name): \(steps) steps, \(halvings) halvings")
    #expect((f(root.lower) > 0) != (f(root.upper) > 0), "\(name)")
  }

  @Test func `a smooth root takes far fewer steps than halving`() {
    let f: (Double) -> Double = { $0 * $0 * $0 - $0 - 2 }
    var root = EnclosedRoot(lower: 1, valueAtLower: f(1), upper: 2, valueAtUpper: f(2))
    var steps = 0
    while root.width > 1e-12 {
      let x = root.next(tolerance: 1e-12)
      root.take(f(x), at: x)
      steps += 1
    }
    // Halving takes 40.
    #expect(steps <= 12)
    // The only real root of x³ = x + 2, by Cardano's formula.
    let exact = cbrt(1 + (26.0 / 27).squareRoot()) + cbrt(1 - (26.0 / 27).squareRoot())
    #expect(root.lower <= exact + 1e-12 && exact - 1e-12 <= root.upper)
  }

  @Test func `values from elsewhere narrow it, values outside do not`() {
    var root = EnclosedRoot(lower: 0, valueAtLower: -1, upper: 1, valueAtUpper: .infinity)
    #expect(root.interpolated == 0.5)
    root.take(2, at: 0.75)
    root.take(-0.5, at: 0.5)
    root.take(5, at: 0.9)
    #expect(root.lower == 0.5 && root.upper == 0.75)
    #expect(root.interpolated == 0.55)
  }
}
