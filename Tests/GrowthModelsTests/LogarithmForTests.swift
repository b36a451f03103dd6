import Foundation
import SpecialFunctions

/// The C library's logarithm: a second origin for ours.
func logarithm(_ x: Double) -> Double { log(x) }

/// Standard normal values for tests of laws.
enum StandardNormalForTests {
  static func quantile(_ p: Double) -> Double { StandardNormal.quantile(p) }
}

/// The C library's exponential.
func exponential(_ x: Double) -> Double { exp(x) }
