internal import Foundation

/// The C library's logarithm: a second origin for ours.
public func logarithm(_ x: Double) -> Double { log(x) }

/// The C library's exponential.
public func exponential(_ x: Double) -> Double { exp(x) }
