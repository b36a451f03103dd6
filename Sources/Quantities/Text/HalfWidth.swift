extension Character {
  /// The plain form of a Latin letter, digit or sign in the wide form of Chinese input methods;
  /// any other character as it is.
  package var halfWidth: Character {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return self }
    switch scalar.value {
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? self
    case 0x3000: return " "
    case 0xFFE5: return "¥"
    default: return self
    }
  }
}

extension String {
  /// The text with every wide letter, digit and sign in its plain form: `２０１９：５` is `2019:5`.
  ///
  /// One character stands for one, so places stay what they were.
  package var halfWidth: String {
    guard utf8.contains(where: { $0 == 0xEF || $0 == 0xE3 }) else { return self }
    return String(map(\.halfWidth))
  }
}
