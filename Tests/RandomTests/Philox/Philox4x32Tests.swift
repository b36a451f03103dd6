import Random
import Testing

/// Known answers of the generator's authors.
///
/// Source: all `philox4x32` lines of `tests/kat_vectors` in Random123 (Salmon, Moraes, Dror and
/// Shaw), copied unchanged: rounds, counter, key, expected words.
private let knownAnswers = """
  philox4x32 7 00000000 00000000 00000000 00000000 00000000 00000000   5f6fb709 0d893f64 4f121f81 4f730a48
  philox4x32 7 ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   5207ddc2 45165e59 4d8ee751 8c52f662
  philox4x32 7 243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   4dfccaba 190a87f0 c47362ba b6b5242a
  philox4x32 10 00000000 00000000 00000000 00000000 00000000 00000000   6627e8d5 e169c58d bc57ac4c 9b00dbd8
  philox4x32 10 ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   408f276d 41c83b0e a20bc7c6 6d5451fd
  philox4x32 10 243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   d16cfe09 94fdcceb 5001e420 24126ea1
  """

@Suite struct Philox4x32Tests {
  struct KnownAnswer {
    let rounds: Int
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let words: SIMD4<UInt32>

    init(line: Substring) throws {
      let fields = line.split(separator: " ")
      try #require(fields.count == 12)
      rounds = try #require(Int(fields[1]))
      let w = try fields[2...].map { try #require(UInt32($0, radix: 16)) }
      counter = SIMD4(w[0], w[1], w[2], w[3])
      key = SIMD2(w[4], w[5])
      words = SIMD4(w[6], w[7], w[8], w[9])
    }
  }

  @Test func `every published vector is met`() throws {
    let answers = try knownAnswers.split(separator: "\n").map { try KnownAnswer(line: $0) }
    #expect(answers.count == 6)
    for answer in answers {
      let words = Philox4x32.block(
        counter: answer.counter, key: answer.key, rounds: answer.rounds)
      #expect(words == answer.words)
    }
    for answer in answers where answer.rounds == 10 {
      #expect(Philox4x32.block(counter: answer.counter, key: answer.key) == answer.words)
    }
  }
}
