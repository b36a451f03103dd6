/// A histogram as bytes, and back: numbers of 8 bytes with the lowest byte first, then for each occupied bin
/// how many empty ones precede it and its count, in groups of 7 bits with the lowest group first.
extension QuantileHistogram {
  /// The histogram as bytes, the same for the same numbers.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ value: UInt64) {
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))) }
    }
    func putGroups(_ value: UInt64) {
      var rest = value
      while rest > 0x7F {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    let occupied = occupiedBins
    for number in [count, nonFiniteCount, occupied.first?.0 ?? 0] {
      put(UInt64(bitPattern: Int64(number)))
    }
    put(minimum.bitPattern)
    put(maximum.bitPattern)
    bytes.append(isIntegral ? 1 : 0)
    var next = occupied.first?.0 ?? 0
    for (bin, held) in occupied {
      putGroups(UInt64(bin - next))
      putGroups(UInt64(held))
      next = bin + 1
    }
    return bytes
  }

  /// A histogram from bytes.
  ///
  /// - Returns: nil where the bytes are not those of a histogram.
  package init?(bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let count = reader.number(), let nonFinite = reader.number(), let first = reader.number(),
      let low = reader.number(), let high = reader.number(), let integral = reader.byte(),
      integral <= 1
    else { return nil }
    let limit = QuantileHistogram.mostBins
    guard (0...Int64(UInt32.max)).contains(count), (0...Int64(UInt32.max)).contains(nonFinite),
      (-limit...limit).contains(first)
    else { return nil }
    var counts: [UInt32] = []
    var total: UInt64 = 0
    while !reader.isAtEnd {
      guard let empty = reader.groups(), let held = reader.groups(), held > 0,
        held <= UInt64(UInt32.max), empty < UInt64(2 * limit),
        counts.count + Int(empty) < 2 * Int(limit)
      else { return nil }
      counts += [UInt32](repeating: 0, count: Int(empty)) + [UInt32(held)]
      total += held
    }
    let (minimum, maximum) = (
      Double(bitPattern: UInt64(bitPattern: low)), Double(bitPattern: UInt64(bitPattern: high))
    )
    guard total == UInt64(count), count == 0 || minimum.isFinite && maximum.isFinite else {
      return nil
    }
    self.init(
      count: Int(count), nonFiniteCount: Int(nonFinite), minimum: minimum, maximum: maximum,
      isIntegral: integral == 1, counts: counts, firstBin: Int(first))
  }

  /// More bins on either side of zero than numbers have.
  private static let mostBins: Int64 = 2048 * 512

  /// Takes numbers from bytes; nil where they end.
  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() -> UInt8? {
      guard place < bytes.count else { return nil }
      place += 1
      return bytes[place - 1]
    }

    mutating func number() -> Int64? {
      var value: UInt64 = 0
      for shift in 0..<8 {
        guard let byte = byte() else { return nil }
        value |= UInt64(byte) << (8 * UInt64(shift))
      }
      return Int64(bitPattern: value)
    }

    mutating func groups() -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 42, by: 7) {
        guard let byte = byte() else { return nil }
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
      }
      return nil
    }
  }
}
