/// The direction integers of Sobol sequences.
///
/// vₖ holds the binary fraction mₖ/2ᵏ in 52 digits, the first one in bit 51. The first s numbers of
/// a dimension are given; the others follow from its primitive polynomial by
///
///     vₖ = a₁ vₖ₋₁ ⊕ … ⊕ aₛ₋₁ vₖ₋ₛ₊₁ ⊕ vₖ₋ₛ ⊕ ⌊vₖ₋ₛ / 2ˢ⌋
///
/// Source: Bratley and Fox, *Algorithm 659: implementing Sobol's quasirandom sequence generator*
/// (1988); Joe and Kuo (2008) for the given numbers.
enum SobolDirections {
  /// Binary digits of a coordinate, which is also the number of direction integers a dimension:
  /// with half a unit more they still fit into a `Double`.
  static let bits = 52

  /// Where the integers of a dimension stand.
  static func range(of dimension: Int) -> Range<Int> {
    dimension * bits..<(dimension + 1) * bits
  }

  /// The direction integers of the first dimensions, ``bits`` for each.
  static func integers(dimensions: Int) -> [UInt64] {
    var integers: [UInt64] = []
    integers.reserveCapacity(dimensions * bits)
    guard dimensions > 0 else { return integers }
    for k in 1...bits { integers.append(1 << UInt64(bits - k)) }

    var numbers: [UInt64] = []
    var number: UInt64 = 0
    for byte in JoeKuoNumbers.lines.utf8 {
      if integers.count == dimensions * bits { return integers }
      if byte >= UInt8(ascii: "0") {
        number = 10 * number + UInt64(byte - UInt8(ascii: "0"))
        continue
      }
      numbers.append(number)
      number = 0
      guard byte == UInt8(ascii: "\n") else { continue }
      append(numbers, to: &integers)
      numbers.removeAll(keepingCapacity: true)
    }
    precondition(
      integers.count == dimensions * bits, "\(integers.count) integers for \(dimensions) dimensions"
    )
    return integers
  }

  /// Appends the integers of the dimension whose line holds a, then m₁ … mₛ.
  private static func append(_ line: [UInt64], to integers: inout [UInt64]) {
    let coefficients = line[0]
    let degree = line.count - 1
    let first = integers.count
    for k in 1...bits {
      guard k > degree else {
        integers.append(line[k] << UInt64(bits - k))
        continue
      }
      let last = first + k - 1
      var v = integers[last - degree]
      v ^= v >> UInt64(degree)
      for i in 1..<degree where (coefficients >> UInt64(degree - 1 - i)) & 1 == 1 {
        v ^= integers[last - i]
      }
      integers.append(v)
    }
  }
}
