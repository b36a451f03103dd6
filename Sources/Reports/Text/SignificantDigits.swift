internal import Tables

/// Numbers with so many significant digits.
enum SignificantDigits {
  static func text(_ value: Double, digits: Int) -> String {
    DecimalNumber.text(DecimalNumber.rounded(value, significant: digits))
  }
}
