/// What names say of growth: words as a whole, for stock exchanges do not grow by their change.
enum GrowthWords {
  /// Whether a name says that values are rates of growth, or growth of something.
  ///
  /// A share of companies of high growth is none, nor a number of companies that came in addition.
  static func areGrowth(_ name: String) -> Bool {
    if indexBase(of: name) != nil { return true }
    let stem = stem(of: name)
    if shares.contains(where: stem.contains) || !words(of: stem).isDisjoint(with: shareWords) {
      return false
    }
    if ["同比", "环比"].contains(where: stem.contains), !amounts.contains(where: stem.hasSuffix) {
      return !stem.contains("率同比") && !stem.contains("率环比")
    }
    if chineseEnds.contains(where: stem.hasSuffix) { return true }
    let list = stem.split { !$0.isLetter && $0 != "/" }.map(String.init)
    if list.contains(where: shortWords.contains) { return true }
    for (place, word) in list.enumerated() {
      let next = place + 1 < list.count ? list[place + 1] : ""
      let before = place > 0 ? list[place - 1] : ""
      if word == "growth", next.isEmpty || followers.contains(next) { return true }
      if word == "change", next.isEmpty || ["from", "on", "over"].contains(next),
        !["climate", "rate", "net"].contains(before)
      {
        return true
      }
    }
    return false
  }

  /// Whether a name can be nothing but a rate, whether or not it says in what unit.
  static func areSurelyRates(_ name: String) -> Bool {
    let stem = stem(of: name)
    return areGrowth(name)
      && (["增速", "增长率", "增幅", "增长速度", "同比增长", "环比增长"].contains(where: stem.hasSuffix)
        || stem.hasSuffix("growth rate") || stem.hasSuffix("yoy"))
  }

  /// Whether growth is from the period before, not from the same one a year before.
  static func areFromLastPeriod(_ name: String) -> Bool {
    if indexBase(of: name) == .lastPeriod { return true }
    let stem = folded(name)
    return stem.contains("环比") || !words(of: stem).isDisjoint(with: ["mom", "qoq", "m/m", "q/q"])
  }

  /// What is 100 in an index that says growth: the year before or the period before.
  enum IndexBase { case lastYear, lastPeriod }

  /// `上年=100`; nil for other names, `2015=100` among them.
  static func indexBase(of name: String) -> IndexBase? {
    let text = folded(name).filter { !$0.isWhitespace }.replacing("＝", with: "=")
    if ["上年=100", "上年同期=100", "上年同月=100", "上年同季=100", "previousyear=100", "lastyear=100"]
      .contains(where: text.contains)
    {
      return .lastYear
    }
    return ["上月=100", "上季=100", "上期=100", "previousmonth=100", "previousquarter=100"]
      .contains(where: text.contains) ? .lastPeriod : nil
  }

  /// A name without what stands in brackets at its end, and without percent.
  private static func stem(of name: String) -> String {
    var text = folded(name)
    for (open, close) in [("(", ")"), ("（", "）"), ("[", "]")] where text.hasSuffix(close) {
      if let start = text.lastIndex(of: Character(open)) { text = String(text[..<start]) }
    }
    while let last = text.last, "%％‰".contains(last) || last.isWhitespace { text.removeLast() }
    return text
  }

  private static func folded(_ name: String) -> String { HeaderWords.folded(name) }

  private static func words(of text: String) -> Set<String> {
    Set(text.split { !$0.isLetter && $0 != "/" }.map(String.init))
  }

  private static let chineseEnds = [
    "增长", "增速", "增幅", "增长率", "增长速度", "增长幅度", "涨幅", "涨跌幅", "变化率", "变动率",
  ]
  private static let shortWords: Set<String> = ["yoy", "y/y", "qoq", "q/q", "mom", "m/m"]
  private static let followers: Set<String> = [
    "rate", "rates", "yoy", "pct", "percent", "annual", "over", "of", "in", "from", "on", "year",
    "per", "y",
  ]
  private static let shares = ["占比", "比重", "份额", "比例", "百分点"]
  private static let shareWords: Set<String> = [
    "share", "shares", "proportion", "fraction", "index",
  ]
  private static let amounts = ["数", "量", "额", "人", "家"]
}
