import Scenarios
import Testing

@Suite struct ConstantTextTests {
  /// By hand, as people write them.
  @Test(arguments: [
    ("80_000", 80_000, ""), ("14 bn yuan", 14, "bn yuan"), ("-2.5 %", -2.5, "%"),
    ("1e5", 1e5, ""), ("1e+5 m2", 1e5, "m2"), ("2.5E-3", 0.0025, ""), ("3 e", 3, "e"),
  ])
  func `a number is read with its unit`(text: String, value: Double, unit: String) throws {
    let constant = try #require(ConstantText(text))
    #expect(constant.value == value && constant.unit == unit)
  }

  @Test(arguments: ["2 * x", "1+5", "12 500", "e5", "x", ""])
  func `an expression and what is no number are none`(text: String) {
    #expect(ConstantText(text) == nil)
  }
}
