public import Experiments
internal import Wording

/// The least probability of a target as an option has it: `0.5`, `high_tech_800=0.5`, `plan=20%`.
public enum FloorText {
  /// Reads a least probability.
  ///
  /// - Parameter text: a share for all targets, or a name, `=` and a share.
  /// - Returns: the least probability.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> AttainmentFloor {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      return AttainmentFloor(target: nil, share: try Share.read(text))
    }
    guard !parts[0].isEmpty else {
      throw OptionNumberError(
        phrase: Phrase("write the name of a target before the `=`", "请在 `=` 前写目标的名称"))
    }
    return AttainmentFloor(target: String(parts[0]), share: try Share.read(String(parts[1])))
  }
}
