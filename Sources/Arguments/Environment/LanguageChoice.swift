public import Wording

extension Language {
  /// The language that the environment asks for: that of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first
  /// of them that is set; Chinese for `zh…`, else English.
  ///
  /// - Parameter environment: the variables by name.
  public init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }
}
