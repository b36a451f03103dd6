/// Where the set bits of a byte are.
public enum SetBits {
  /// For each byte the places of its set bits, a byte each, lowest first.
  public static let places: [UInt64] = (0..<256).map { bits in
    var places: UInt64 = 0
    var count: UInt64 = 0
    for lane in 0..<8 where bits >> lane & 1 == 1 {
      places |= UInt64(lane) << (8 * count)
      count += 1
    }
    return places
  }
}
