import Columns
import Testing

/// The suites that try the loops of every instruction set, one after the other.
///
/// They change the set in use for all threads. Other tests do not mind: all sets give the same bits.
@Suite(.serialized) enum EveryInstructionSet {
  /// Does something with each instruction set that this processor has.
  static func each(_ body: (InstructionSet) throws -> Void) rethrows {
    for set in InstructionSet.available {
      try InstructionSet.with(set) { try body(set) }
    }
  }

  /// Lengths that leave every rest after vectors of eight and after chunks of 256, odd and even.
  static let lengths = Array(0...40) + Array(250...270)
}

/// Whether two columns have the same bits; one NaN is as good as another.
func haveSameBits(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}

/// The first place in which two columns differ, for the message of a failure.
func difference(_ result: [Double], _ expected: [Double]) -> String {
  for i in result.indices where !haveSameBits([result[i]], [expected[i]]) {
    return "[\(i)] is \(result[i]), not \(expected[i])"
  }
  return "\(result.count) and \(expected.count) numbers"
}

/// Arguments of tests by a fixed generator (splitmix64).
struct Arguments {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// Zeros, subnormal and huge numbers, infinities, NaN, and what stands on either side of the
  /// limits of exp, log and floor.
  static let edges: [Double] = {
    let limits: [Double] = [
      708, 709.782712893384, 709.7827128933841, 710, -708, -708.3964185322641, -745.1, -745.1332,
      -745.14, -746, 40, -36.7, 0x1p-54, 1e-17, 0.5, 1, 2, 0x1p51, 0x1p52, 0x1p53, 1e300, 0.075,
      0.925, 1e-300, 1.39e-11, 1 - 0x1p-53, 1e15, 0x1p-1022, 0x1p-1074, 0x1.ff8p-41, 0x1p-40,
      .greatestFiniteMagnitude, 1.5, 2.5, 4_503_599_627_370_495.5, 0x1.6a09e667f3bcdp-1,
    ]
    let sides = limits.flatMap { [$0, $0.nextUp, $0.nextDown] }
    return sides + sides.map { -$0 } + [0, -0.0, .infinity, -.infinity, .nan, -.nan]
  }()

  /// Every edge in every lane of a vector, among its like and among ordinary numbers.
  static let edgesInEveryLane: [[Double]] = [
    edges.flatMap { [Double](repeating: $0, count: 8) },
    edges.flatMap { edge in
      (0..<8).flatMap { lane in
        (0..<8).map { (other: Int) -> Double in other == lane ? edge : Double(other) - 3.5 }
      }
    },
  ]

  mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in (0, 1).
  mutating func uniform() -> Double { (Double(word() >> 12) + 0.5) * 0x1p-52 }

  mutating func index(below count: Int) -> Int { Int(word() % UInt64(count)) }

  /// Any bit pattern, an ordinary number or an edge.
  mutating func number() -> Double {
    switch index(below: 8) {
    case 0: Double(bitPattern: word())
    case 1, 2: Arguments.edges[index(below: Arguments.edges.count)]
    case 3: 1500 * (uniform() - 0.5)
    case 4: Double(index(below: 21)) - 10
    default: 40 * (uniform() - 0.5)
    }
  }

  /// Ordinary numbers only, so that whole vectors take the short way.
  mutating func ordinary() -> Double { 40 * (uniform() - 0.5) }

  /// A column of a length; every third has nothing but ordinary numbers.
  mutating func column(_ count: Int) -> [Double] {
    count % 3 == 0
      ? (0..<count).map { _ in ordinary() } : (0..<count).map { _ in number() }
  }
}
