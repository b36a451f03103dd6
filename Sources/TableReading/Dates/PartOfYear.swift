/// Parts of years that stand apart from their years: `1月`, `Q1`, `上半年`, `1-2月`.
enum PartOfYear {
  /// A year and a part of it as one date; nil where the part is none.
  static func joined(_ year: String, _ part: String) -> String? {
    let year = String(year.prefix { $0.isNumber })
    let ends = part.split { "-—–−~～至到".contains($0) }
    if ends.count == 2, ends[0] == "1", let last = Int(ends[1]), (1...12).contains(last) {
      return "\(year)年1-\(last)月"
    }
    if let number = Int(part), (1...12).contains(number) {
      return "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
    let isChinese = part.contains { !$0.isASCII }
    for text in [
      isChinese ? "\(year)年\(part)" : "\(year)-\(part)", "\(year)\(part)", "\(part) \(year)",
    ] {
      if let date = TableDate(text), date.kind != .year { return text }
    }
    return nil
  }
}
