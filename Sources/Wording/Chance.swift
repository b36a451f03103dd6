/// Probabilities as people say them: as so many times in ten, and in percent.
public enum Chance {
  /// "about 3 in 10", "about 1 in 200", "all but about 1 in 200".
  ///
  /// - Parameter share: between 0 and 1, neither of them included.
  /// - Returns: the words, without a capital letter.
  public static func inWords(_ share: Double) -> Phrase {
    if share < 0.075 {
      let count = number(1 / share)
      return Phrase("about 1 in \(grouped(count))", "约 \(grouped(count)) 次中 1 次")
    }
    if share > 0.925 {
      let count = number(1 / (1 - share))
      let met = grouped(count - 1)
      guard count <= 20 else {
        return Phrase(
          "all but about 1 in \(grouped(count))", "约 \(grouped(count)) 次中仅 1 次不成")
      }
      return Phrase("about \(met) in \(grouped(count))", "约 \(grouped(count)) 次中 \(met) 次")
    }
    // Of the percent that stand beside it, so that one percentage has one sentence: 24.6 and 25.4 are both
    // said as 25 %.
    let tenths = min(9, max(1, Int(((share * 100).rounded() / 10).rounded())))
    return Phrase("about \(tenths) in 10", "约 10 次中 \(tenths) 次")
  }

  /// The number with its first two digits.
  private static func number(_ size: Double) -> Int {
    let size = min(size, 1e12)
    var unit = 1.0
    while size >= 100 * unit { unit *= 10 }
    return Int((size / unit).rounded() * unit)
  }

  private static func grouped(_ number: Int) -> String {
    var digits = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }
}
