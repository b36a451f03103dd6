internal import Wording

/// Units that are a bare number: `unit: 1900` of somebody who meant a year, `unit: 1e9` of billions of nothing.
enum NumbersAsUnits {
  static func report(_ scenario: Scenario, to issues: IssueCollector) {
    for indicator in scenario.indicators {
      let symbol = indicator.unit.symbol
      guard indicator.unit.dimension.isNone, indicator.unit.labels.isEmpty, symbol != "1",
        let first = symbol.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
        symbol.allSatisfy({ "0123456789_,eE+".contains($0) })
      else { continue }
      issues.report(
        indicator.place, "indicators.\(indicator.name).unit",
        Phrase(
          "is the number \(symbol), so that values count so many of what nothing says",
          "是数字 \(symbol)，未说明所计为何"),
        Phrase(
          "add what is counted, as in `unit: \(symbol) firms`, or write `unit: 1`",
          "请写出所计之物，如 `unit: \(symbol) 家`，或写 `unit: 1`"))
    }
  }
}
