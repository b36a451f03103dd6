internal import Wording

/// A large round number that has a name in a language.
struct Magnitude {
  /// How many it is.
  let size: Double
  /// Its name.
  let name: String

  private static let english = [
    Magnitude(size: 1e12, name: "trillion"), Magnitude(size: 1e9, name: "billion"),
    Magnitude(size: 1e6, name: "million"),
  ]
  private static let chinese = [
    Magnitude(size: 1e12, name: "万亿"), Magnitude(size: 1e8, name: "亿"),
    Magnitude(size: 1e4, name: "万"),
  ]

  /// The largest magnitude that a number has at least one of.
  ///
  /// - Returns: nil below a million, which is read digit by digit, and beyond what names reach.
  static func of(_ value: Double, _ language: Language) -> Magnitude? {
    // What rounds to a million with the digits that are shown is one.
    let size = abs(value) * 1.0005
    guard size >= 1e6, size < 1e16 else { return nil }
    let all = language == .en ? english : chinese
    return all.first { size >= $0.size }
  }
}
