import Foundation

/// The C library's logarithm: a second origin for ours.
func logarithm(_ x: Double) -> Double { log(x) }
