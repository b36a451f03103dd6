import SpecialFunctions
import Testing

@Suite struct BoundedNumbersTests {
  @Test func `any number has a whole number`() {
    #expect([1.9, -1.9, 0, -0.0, 0x1p62].map { Int(bounded: $0) } == [1, -1, 0, 0, 1 << 62])
    #expect(Int(bounded: .nan) == 0)
    #expect([1e300, .infinity, 0x1p63].allSatisfy { Int(bounded: $0) == .max })
    #expect([-1e300, -.infinity].allSatisfy { Int(bounded: $0) == .min })
  }

  @Test func `any two numbers have a range between them`() {
    #expect(ClosedRange(openFrom: 1, to: 2) == 1...2)
    #expect(ClosedRange(openFrom: 2, to: 1.5) == 2...2)
    #expect(ClosedRange(openFrom: .nan, to: 2) == -.infinity...2)
    #expect(ClosedRange(openFrom: 1, to: .nan) == 1 ... .infinity)
    #expect(ClosedRange(openFrom: .nan, to: .nan) == -.infinity ... .infinity)
  }
}
