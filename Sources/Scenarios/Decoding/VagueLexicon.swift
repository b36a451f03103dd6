internal import Quantities
internal import Wording

/// The vague words that thresholds of targets may have, and what each is read as.
enum VagueLexicon {
  /// What a word is read as.
  enum Meaning {
    /// A number that nobody knows: each of these with the same probability.
    case oneOf([Int])
    /// So many times the value before.
    case times(Int)
  }

  /// Each word once; a reading of one's own is `at_least: {several: …}`.
  static let table: [(words: [String], meaning: Meaning)] = [
    (["a couple", "a couple of", "a pair of", "一对"], .oneOf([2])),
    (["a few", "few", "两三个", "三两个"], .oneOf([3, 4, 5])),
    (["several", "some", "若干", "若干个", "数个", "几个", "多个"], .oneOf([3, 4, 5, 6, 7])),
    (
      ["a number of", "a number", "multiple", "a batch of", "一批", "多家", "一批批"],
      .oneOf([3, 4, 5, 6, 7, 8, 9, 10])
    ),
    (["dozens", "dozens of", "数十", "数十个", "几十", "几十个"], .oneOf(rounded(10))),
    (["hundreds", "hundreds of", "数百", "数百个", "几百", "几百个"], .oneOf(rounded(100))),
    (["thousands", "thousands of", "数千", "数千个", "几千", "几千个"], .oneOf(rounded(1000))),
    (["doubling", "double", "doubled", "twofold", "翻番", "翻一番", "倍增"], .times(2)),
    (["tripling", "triple", "tripled", "threefold"], .times(3)),
    (["quadrupling", "quadruple", "quadrupled", "fourfold", "翻两番"], .times(4)),
  ]

  /// Numbers of one digit and zeros, from 2 on.
  private static func rounded(_ unit: Int) -> [Int] { (2...9).map { $0 * unit } }

  /// How far what is about a number may lie to either side of it, as a share of it: evenly.
  static let about = 0.1
  /// How far what is nearly a number may lie below it, as a share of it: evenly.
  static let nearly = 0.1

  /// The levels that people name by a magnitude alone.
  static let levels: [String: String] = [
    "百万级": "100 万", "千万级": "1000 万", "亿级": "1 亿", "十亿级": "10 亿", "百亿级": "100 亿",
    "千亿级": "1000 亿", "万亿级": "10000 亿",
  ]

  /// What a word is read as, perhaps with the things that a unit counts behind it: `数百家`,
  /// `dozens of firms`; nil for every other text.
  static func meaning(of text: String, things unit: Unit) -> Meaning? {
    let text = text.lowercased()
    var spellings = [text]
    if unit.dimension.isNone, unit.scale == .one {
      for thing in unit.labels.map({ $0.lowercased() }) where text.hasSuffix(thing) {
        let word = String(text.dropLast(thing.count)).trimmed
        spellings += [word, word + "个"]
      }
    }
    return table.first { $0.words.contains(where: spellings.contains) }?.meaning
  }

  /// The amount of `100-bn-yuan level`, `千亿级`, `千亿元级`; nil for every other text.
  static func amount(ofLevel text: String) -> String? {
    for money in ["元", "yuan"] {
      let without = text.replacing(money, with: "")
      if let amount = levels[without] { return without == text ? amount : amount + money }
    }
    for ending in ["-level", " level", " tier", "-tier", "级别", "级"] where text.hasSuffix(ending) {
      let amount = text.dropLast(ending.count).map { $0 == "-" ? " " : $0 }
      return String(amount)
    }
    return nil
  }
}
