internal import Tables

/// Numbers with so many significant digits.
enum SignificantDigits {
  static func text(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return DecimalNumber.text(value) }
    var scale = 1.0
    var size = abs(value)
    while size >= 10 {
      size /= 10
      scale /= 10
    }
    while size < 1 {
      size *= 10
      scale *= 10
    }
    for _ in 1..<digits { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return DecimalNumber.text(rounded.isFinite ? rounded : value)
  }
}
