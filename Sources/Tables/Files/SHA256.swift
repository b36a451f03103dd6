/// The SHA-256 digest of bytes that come in pieces.
///
/// Source: National Institute of Standards and Technology, FIPS 180-4, §6.2.
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// The words of the block that is being filled.
  private var words = InlineArray<16, UInt32>(repeating: 0)
  private var count = 0

  private static let blockSize = 64

  /// Has seen nothing yet.
  public init() {}

  /// Takes more bytes.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  private mutating func update(_ bytes: Span<UInt8>) {
    var next = 0
    while next < bytes.count, count % SHA256.blockSize != 0 {
      add(bytes[next])
      next += 1
    }
    while bytes.count - next >= SHA256.blockSize {
      for word in 0..<16 {
        let byte = next + 4 * word
        words[word] =
          UInt32(bytes[byte]) << 24 | UInt32(bytes[byte + 1]) << 16
          | UInt32(bytes[byte + 2]) << 8 | UInt32(bytes[byte + 3])
      }
      compress()
      next += SHA256.blockSize
      count += SHA256.blockSize
    }
    while next < bytes.count {
      add(bytes[next])
      next += 1
    }
  }

  private mutating func add(_ byte: UInt8) {
    let word = count % SHA256.blockSize / 4
    words[word] = words[word] << 8 | UInt32(byte)
    count += 1
    if count % SHA256.blockSize == 0 { compress() }
  }

  /// Takes a whole number, its lowest byte first.
  public mutating func update(_ number: Int) {
    let bits = UInt64(bitPattern: Int64(number))
    for byte in 0..<8 { add(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte)))) }
  }

  /// The digest of what was taken.
  ///
  /// - Returns: eight words, the first of which stands first in the digest.
  private consuming func finished() -> InlineArray<8, UInt32> {
    let bits = UInt64(count) * 8
    add(0x80)
    while count % SHA256.blockSize != SHA256.blockSize - 8 { add(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      add(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    return state
  }

  /// The digest as 64 hexadecimal digits, lower case.
  public var hexadecimal: String {
    let words = finished()
    return words.indices.map { index in
      let digits = String(words[index], radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The first 64 bits of the digest, which are enough to see damage.
  public var firstBits: Int {
    let words = finished()
    return Int(truncatingIfNeeded: UInt64(words[0]) << 32 | UInt64(words[1]))
  }

  /// The digest of some bytes as 64 hexadecimal digits.
  ///
  /// - Returns: the digest, lower case.
  public static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hexadecimal
  }

  /// The digest of a text as the policy of a page names a script or a style sheet by it.
  ///
  /// - Returns: `sha256-` and the digest in base 64 (RFC 4648, §4).
  public static func source(of text: String) -> String {
    var digest = SHA256()
    digest.update(Array(text.utf8))
    let words = digest.finished()
    func bit(_ index: Int) -> Int {
      index < 256 ? Int(words[index / 32] >> (31 - UInt32(index % 32)) & 1) : 0
    }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let text = stride(from: 0, to: 256, by: 6).map { start in
      letters[(0..<6).reduce(0) { 2 * $0 + bit(start + $1) }]
    }
    return "sha256-\(String(text))="
  }

  private mutating func compress() {
    var w = InlineArray<64, UInt32>(repeating: 0)
    for t in 0..<16 { w[t] = words[t] }
    for t in 16..<64 {
      let s0 = SHA256.rotate(w[t - 15], 7) ^ SHA256.rotate(w[t - 15], 18) ^ w[t - 15] >> 3
      let s1 = SHA256.rotate(w[t - 2], 17) ^ SHA256.rotate(w[t - 2], 19) ^ w[t - 2] >> 10
      w[t] = w[t - 16] &+ s0 &+ w[t - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = SHA256.rotate(e, 6) ^ SHA256.rotate(e, 11) ^ SHA256.rotate(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ s1 &+ choice &+ SHA256.constants[t] &+ w[t]
      let s0 = SHA256.rotate(a, 2) ^ SHA256.rotate(a, 13) ^ SHA256.rotate(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ s0 &+ majority)
    }
    state[0] = state[0] &+ a
    state[1] = state[1] &+ b
    state[2] = state[2] &+ c
    state[3] = state[3] &+ d
    state[4] = state[4] &+ e
    state[5] = state[5] &+ f
    state[6] = state[6] &+ g
    state[7] = state[7] &+ h
  }

  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
