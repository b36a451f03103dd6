import Foundation
import Optimization
import Testing
import _TestSupport

@Suite struct RootFinderTests {
  private struct Refusal: Error, Equatable {}

  /// The Dottie number, cos x = x (OEIS A003957), and Wallis's root of x³ − 2x − 5 (A007493).
  @Test func `roots of known equations are found to rounding`() {
    #expect(
      (RootFinder.brent(in: 0...1) { cos($0) - $0 }.argument ?? 0)
        .agrees(with: 0.7390851332151607, within: .fewUlps))
    #expect(
      (RootFinder.brent(in: 2...3) { $0 * $0 * $0 - 2 * $0 - 5 }.argument ?? 0)
        .agrees(with: 2.0945514815423265, within: .fewUlps))
  }

  @Test(arguments: [1e-2, 1e-6, 1e-12])
  func `the enclosure is as narrow as asked`(tolerance: Double) throws {
    let outcome = RootFinder.brent(in: 0...3, tolerance: tolerance) { exp($0) - 2 }
    guard case .found(let root) = outcome else {
      Issue.record("no root: \(outcome)")
      return
    }
    #expect(abs(root.argument - log(2)) <= tolerance + 4 * .ulpOfOne)
    #expect(root.uncertainty <= tolerance + 4 * .ulpOfOne)
    #expect(root.evaluations <= 15)
  }

  @Test func `a step and a pole are halved down to their jump`() {
    let jump = RootFinder.brent(in: -7...5) { $0 < 0.3 ? -1 : 1 }.argument ?? 0
    #expect(jump.agrees(with: 0.3, within: .fewUlps))
    let pole = RootFinder.brent(in: -1...5) { $0 == 1 ? .infinity : 1 / ($0 - 1) }.argument ?? 0
    #expect(pole.agrees(with: 1, within: .fewUlps))
    let overflow = RootFinder.brent(in: 0...2000) { exp($0) - 10 }.argument ?? 0
    #expect(overflow.agrees(with: log(10), within: .fewUlps))
  }

  @Test func `what is met exactly is certain`() throws {
    guard case .found(let root) = RootFinder.brent(in: -1...3, { $0 - 1 }) else {
      Issue.record("no root")
      return
    }
    #expect(root.argument == 1 && root.uncertainty == 0)
  }

  @Test func `a root at an end is found at once`() {
    #expect(RootFinder.brent(in: 0...1) { $0 }.argument == 0)
    #expect(RootFinder.brent(in: -1...0) { $0 }.argument == 0)
    #expect(RootFinder.brent(in: 2...2) { $0 - 2 }.argument == 2)
  }

  @Test func `no sign change, NaN and the limit are outcomes`() {
    #expect(
      RootFinder.brent(in: 1...2) { $0 }
        == .noSignChange(interval: 1...2, valueAtLower: 1, valueAtUpper: 2))
    #expect(RootFinder.brent(in: -1...1) { $0 == 1 ? .nan : $0 } == .notANumber(argument: 1))
    let few = RootFinder.brent(in: 0...3, maxEvaluations: 4) { exp($0) - 2 }
    guard case .evaluationLimit(let root) = few else {
      Issue.record("\(few)")
      return
    }
    #expect(root.evaluations == 4)
    #expect(abs(root.argument - log(2)) <= root.uncertainty)
  }

  @Test func `what the function throws passes through`() {
    #expect(throws: Refusal.self) {
      try RootFinder.brent(in: 0...1) { (_: Double) throws(Refusal) -> Double in throw Refusal() }
    }
  }
}
