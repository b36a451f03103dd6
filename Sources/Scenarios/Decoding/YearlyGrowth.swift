/// Growth in a year as documents word it: 每年增长8%, 同比增长20%, 年均增速 6%.
enum YearlyGrowth {
  /// The percentage as written; nil for anything else.
  static func percent(in text: String) -> String? {
    // Most thresholds are plain numbers: a look at their signs costs less than the pattern.
    guard text.contains("%") || text.contains("％"), text.contains("年") || text.contains("同比")
    else { return nil }
    let words = /(?:每年|年均|同比|年)(?:增长|增速|增幅|增加|提高)?(?:率)?(?:为|约|达到?)?\s*([0-9.]+)\s*[%％]/
    return text.wholeMatch(of: words).map { String($0.1) }
  }
}
