import Testing
import Wording

@Suite struct ChanceTests {
  @Test(
    arguments: [
      (0.31, "about 3 in 10"), (0.5, "about 5 in 10"), (0.08, "about 1 in 10"),
      (0.92, "about 9 in 10"), (0.07, "about 1 in 14"), (0.05, "about 1 in 20"),
      (0.0049, "about 1 in 200"), (0.0001, "about 1 in 10,000"), (0.95, "about 19 in 20"),
      (0.995, "all but about 1 in 200"), (0.9999, "all but about 1 in 10,000"),
    ])
  func `a probability is said as so many in so many`(share: Double, words: String) {
    #expect(Chance.inWords(share).english == words)
  }

  @Test func `it is said in Chinese too`() {
    #expect(Chance.inWords(0.31).chinese == "约 10 次中 3 次")
    #expect(Chance.inWords(0.0049).chinese == "约 200 次中 1 次")
  }

  @Test func `one percentage has one sentence`() {
    var said: [Int: Set<String>] = [:]
    for thousandth in 75...925 {
      let share = Double(thousandth) / 1000
      said[Int((share * 100).rounded()), default: []].insert(Chance.inWords(share).chinese)
    }
    #expect(said.filter { $0.value.count > 1 }.keys.sorted() == [])
    #expect(Chance.inWords(0.246) == Chance.inWords(0.254))
  }

  /// Half a per cent on either side of where the words change.
  @Test func `what is said is never far from what is meant`() {
    for thousandth in 1...999 {
      let share = Double(thousandth) / 1000
      let numbers = Chance.inWords(share).english.filter { $0 != "," }
        .split(separator: " ").compactMap { Double($0) }
      let ratio = numbers[0] / numbers[1]
      let said = Chance.inWords(share).english.hasPrefix("all but") ? 1 - ratio : ratio
      // To the nearest tenth of the whole percent in the middle, to a third of the smaller side at the ends.
      let rest = min(share, 1 - share)
      #expect(
        abs(said - share) <= max(0.0551 * (rest >= 0.075 ? 1 : 0), rest / 3) + 1e-12, "\(share)")
    }
  }
}

@Suite struct DateWordsTests {
  @Test(
    arguments: [
      ("2025", "2025 年"), ("2025-03", "2025 年 3 月"), ("2025-Q3", "2025 年第 3 季度"),
      ("2024..2030", "2024..2030"), ("", ""),
    ])
  func `a date is said in Chinese`(date: String, words: String) {
    #expect(DateWords.phrase(date).chinese == words)
    #expect(DateWords.phrase(date).english == date)
  }
}
