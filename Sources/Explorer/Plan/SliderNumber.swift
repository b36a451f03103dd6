internal import Tables

/// Numbers of sliders, as a file writes them.
enum SliderNumber {
  /// 1, 2 or 5 times a power of ten, at most a hundredth of a width.
  static func step(of width: Double) -> Double {
    guard width > 0, width.isFinite else { return 1 }
    let wanted = width / 100 * (1 + 1e-9)
    var power = 1.0
    while power > wanted { power /= 10 }
    // A hundredth of what is narrower than the least numbers has no power of ten below it.
    guard power > 0 else { return 1 }
    while power * 10 <= wanted { power *= 10 }
    let digit = wanted >= 5 * power ? 5.0 : wanted >= 2 * power ? 2.0 : 1.0
    return DecimalNumber.rounded(digit * power, significant: 1)
  }

  /// A number without digits that only arithmetic gave it.
  static func text(_ value: Double) -> String {
    DecimalNumber.text(DecimalNumber.rounded(value, significant: 12))
  }

  /// A number with three digits, and all of a whole one.
  static func short(_ value: Double) -> String {
    abs(value) >= 100
      ? text(value.rounded()) : DecimalNumber.text(DecimalNumber.rounded(value, significant: 3))
  }
}
