import Tables
import Testing

@Suite struct DecimalNumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1, "1"), (-120, "-120"), (0.1, "0.1"), (1e15, "1000000000000000"),
    (1e16, "10000000000000000"), (1e20, "100000000000000000000"), (1e21, "1e21"),
    (1.5e300, "1.5e300"), (1e-5, "0.00001"), (1.25e-7, "0.000000125"), (2.5e-9, "2.5e-9"),
    (Double.leastNonzeroMagnitude, "5e-324"), (123456.789, "123456.789"),
    (0x1p53, "9007199254740992"),
    (-2.5e17, "-250000000000000000"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, ""),
  ])
  func `numbers have one form`(value: Double, text: String) {
    #expect(DecimalNumber.text(value) == text)
  }

  /// The second origin is the standard library's `description`, brought into our form.
  @Test func `a million bit patterns have the digits of the standard library`() {
    var stream = BitPatterns(state: 20)
    expectSameText((0..<1_000_000).lazy.map { _ in Double(bitPattern: stream.next()) })
  }

  @Test func `numbers of tables have the digits of the standard library`() {
    var stream = BitPatterns(state: 21)
    expectSameText(
      (0..<200_000).lazy.map { index in
        let mantissa = Double(stream.next() >> 11) * 0x1p-53
        let decimals = Double(stream.next() % 100_000_000)
        switch index % 5 {
        case 0: return mantissa
        case 1: return 2000 * mantissa
        case 2: return decimals / 1000
        case 3: return -decimals / 1_000_000
        // Halves, quarters, … of large integers lie in the middle between shorter numbers.
        default: return (mantissa * 0x1p53).rounded() / Double(1 << (stream.next() % 24))
        }
      })
  }

  @Test func `edges have the digits of the standard library`() {
    expectSameText(
      (-1074...1023).lazy.flatMap {
        neighbours(of: Double(sign: .plus, exponent: $0, significand: 1))
      })
    expectSameText((-324...308).lazy.flatMap { neighbours(of: Double("1e\($0)") ?? .nan) })
    expectSameText(
      (-8...22).lazy.flatMap { power in
        (1...9).lazy.flatMap { neighbours(of: Double("\($0)e\(power)") ?? .nan) }
      })
    expectSameText((1...1000).lazy.map { Double(bitPattern: $0) })
    expectSameText((-1000...1000).lazy.map { 0x1p53 + Double($0) })
    expectSameText((-1000...1000).lazy.map { 0x1p54 + Double(4 * $0) })
    expectSameText((1...1000).lazy.map { Double($0) * Double.leastNormalMagnitude / 512 })
    expectSameText(neighbours(of: .greatestFiniteMagnitude))
  }

  @Test func `integers have the digits of the standard library`() {
    var values = [0, 1, -1, .max, .min]
    var power = 1
    for _ in 0..<18 {
      power *= 10
      values += [power - 1, power, power + 1, -power]
    }
    var writer = CSVWriter(columns: values.map { "\($0)" })
    for value in values { writer.field(value) }
    writer.endRow()
    let lines = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == lines[1])
  }

  private func neighbours(of value: Double) -> [Double] {
    [value, -value, value.nextUp, value.nextDown, value.nextUp.nextUp, value.nextDown.nextDown]
  }

  /// One expectation for all, for each costs more than the comparison.
  private func expectSameText(_ values: some Sequence<Double>) {
    var failures: [Double] = []
    var writer = CSVWriter(columns: ["a", "b"])
    _ = writer.drain()
    var expected: [UInt8] = []
    for value in values where value.isFinite {
      writer.field(value)
      writer.field(0)
      writer.endRow()
      expected.removeAll(keepingCapacity: true)
      appendLibraryText(of: value, to: &expected)
      expected += ",0\n".utf8
      if writer.drain() != expected { failures.append(value) }
    }
    let first = Array(failures.prefix(5))
    #expect(first.isEmpty, "\(failures.count) differ")
  }

  /// The digits of `description` laid out by the rule of our files.
  private func appendLibraryText(of value: Double, to bytes: inout [UInt8]) {
    if value == 0 { return bytes.append(48) }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let (digits, exponent) = libraryDigits(of: abs(value))
    switch exponent {
    case 0..<21:
      for place in 0...max(exponent, digits.count - 1) {
        if place == exponent + 1 { bytes.append(UInt8(ascii: ".")) }
        bytes.append(place < digits.count ? digits[place] : 48)
      }
    case -7..<0:
      bytes += "0.".utf8
      bytes += repeatElement(48, count: -exponent - 1)
      bytes += digits
    default:
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes += digits[1...]
      }
      bytes += "e\(exponent)".utf8
    }
  }

  /// Significant digits and the exponent of the first.
  private func libraryDigits(of value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var (point, power) = (0, 0)
    var (sawPoint, sawPower, isNegative) = (false, false, false)
    for byte in value.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): sawPoint = true
      case UInt8(ascii: "e"): sawPower = true
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "+"): break
      default:
        if sawPower {
          power = 10 * power + Int(byte - 48)
        } else {
          digits.append(byte)
          if !sawPoint { point += 1 }
        }
      }
    }
    while digits.last == 48 { digits.removeLast() }
    let leading = digits.prefix { $0 == 48 }.count
    digits.removeFirst(leading)
    return (digits, point - 1 - leading + (isNegative ? -power : power))
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
private struct BitPatterns {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
