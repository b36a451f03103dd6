/// Dates as they are said.
public enum DateWords {
  /// A date as files write it, as it is said in each language: 2025, 2025-03, 2025-Q3.
  public static func phrase(_ date: String) -> Phrase { Phrase(date, chinese(date)) }

  private static func chinese(_ date: String) -> String {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.count == 4, year.allSatisfy(\.isNumber) else { return date }
    guard parts.count == 2 else { return parts.count == 1 ? "\(year) 年" : date }
    if parts[1].first == "Q" { return "\(year) 年第 \(parts[1].dropFirst()) 季度" }
    return Int(parts[1]).map { "\(year) 年 \($0) 月" } ?? date
  }
}
