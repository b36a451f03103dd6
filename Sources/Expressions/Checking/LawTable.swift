import Distributions

/// The laws that an expression may name.
enum LawTable {
  /// Their names.
  static let names = LawSignature.all.map(\.name)
}
