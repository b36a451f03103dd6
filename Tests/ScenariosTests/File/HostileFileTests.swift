import Scenarios
import Testing

/// Files that nobody would write by hand must end in a report: a crash fails the whole run.
@Suite struct HostileFileTests {
  /// SplitMix64 (Steele, Lea, Flood 2014).
  private struct Generator {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(bound))
    }
  }

  @Test(arguments: [
    ([0x50, 0x4B, 0x03, 0x04, 0x14, 0xFF] as [UInt8], "this is a Word or Excel file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "this is an old Word or Excel file"),
    (Array("%PDF-1.7\n".utf8), "this is a PDF"), ([0x61, 0xFF], "the file is not UTF-8"),
  ])
  func `a document that is no text is called by its name`(bytes: [UInt8], problem: String) {
    #expect {
      try Scenario(bytes: bytes, name: "plan.docx", folder: ".")
    } throws: { "\($0)".contains(problem) }
  }

  /// To tell whether it is a flow, each term is asked once; twice would be a million times for twenty terms.
  @Test(.timeLimit(.minutes(1)), arguments: ["b + b - ", "b * 2 + t - ", "flow - b + "])
  func `a long sum is read at once`(terms: String) throws {
    let sum = String(repeating: terms, count: 200) + "b"
    let scenario = try Scenario(
      bytes: Array(
        """
        waymark: 1
        time: {start: 2015, end: 2030}
        indicators:
          b: {kind: output, initial: 5, growth: 5 % a year}
          flow: {kind: output, measure: flow, initial: 5, growth: 5 % a year}
          a: {kind: derived, expression: \(sum)}
        """.utf8), name: "sum.yaml", folder: ".")
    #expect(scenario.indicators.map(\.isFlow) == [false, true, false])
  }

  @Test(arguments: 1...8)
  func `a damaged scenario is read or reported`(seed: Int) {
    var random = Generator(state: UInt64(seed))
    let noncharacter = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)  // U+FDD0
    let pieces = [
      ":", ",", "{", "}", "[", "]", "(", ")", "\"", "'", "\n", " ", "  ", "- ", "#", "&a ", "*a",
      "<<: ", "~", "null", "0", "-1", "1e400", "nan", ">", "|", "%", "@", "\t", "年", "\u{1F600}",
      "..", "2020", "2022-13", "extends: x", "lag(revenue, 1)", "revenue", noncharacter, "? ", "!!",
    ]
    let originals = [ScenarioTests.luohu, ScenarioTests.stations].map { Array($0) }
    for round in 0..<150 {
      var text = originals[round % 2]
      for _ in 0...random.below(4) {
        let place = random.below(text.count)
        switch random.below(3) {
        case 0: text.insert(contentsOf: Array(pieces[random.below(pieces.count)]), at: place)
        case 1: text.removeSubrange(place..<min(text.count, place + 1 + random.below(12)))
        default: text[place] = pieces[random.below(pieces.count)].first ?? " "
        }
      }
      do throws(ScenarioError) {
        _ = try Scenario(text: String(text), name: "damaged.yaml")
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  /// U+F700, an arrow key of some editors, and neighbours of the ``StandIn`` characters.
  @Test(arguments: ["\u{F700}", "\u{FFE00}", "\u{FDCF}", "\u{FDF0}"])
  func `a rare character is neither another one nor nothing`(character: String) throws {
    func named(_ name: String) -> String {
      ScenarioTests.luohu.replacing("Luohu high-tech enterprises to 2025", with: name)
    }
    #expect(try Scenario(text: named("\(character)(a)"), name: "a.yaml").title == "\(character)(a)")
    let error = #expect(throws: ScenarioError.self) {
      try Scenario(text: named("a") + "\n\(character)years: 2020..2030\n", name: "a.yaml")
    }
    #expect(error.map { "\($0)".contains("\(character)years") } == true)
  }

  @Test func `a hundred thousand mistakes are counted in seconds`() {
    let text =
      "waymark: 1\n" + (0..<45_000).map { "mistake_\($0): {of: [x]}\n" }.joined().prefix(3 << 20)
    let clock = ContinuousClock()
    let time = clock.measure {
      do throws(ScenarioError) {
        _ = try Scenario(text: String(text), name: "a.yaml")
      } catch {
        #expect("\(error)".utf8.count < 100_000)
      }
    }
    #expect(time < .seconds(20))
  }

  @Test func `one long line is no slower than many`() {
    let items = (0..<20_000).map { "\"mistake_\($0)\": \($0)" }.joined(separator: ", ")
    let clock = ContinuousClock()
    let time = clock.measure {
      do throws(ScenarioError) {
        _ = try Scenario(text: "{\(items)}", name: "a.json")
      } catch {
        #expect("\(error)".utf8.count < 100_000)
      }
    }
    #expect(time < .seconds(20))
  }
}
