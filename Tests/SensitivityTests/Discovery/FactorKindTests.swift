import Sensitivity
import Testing

struct FactorKindTests {
  @Test func `few values are discrete`() {
    #expect(FactorKind.guessed(from: (0..<100).map { Double($0 % 10) }) == .discrete)
    #expect(FactorKind.guessed(from: (0..<100).map { Double($0 % 11) }) == .continuous)
  }
}
