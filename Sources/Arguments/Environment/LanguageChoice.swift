public import Wording

extension Language {
  /// The language that somebody names: `en` or `zh`, or what else they call it, such as `cn`,
  /// `zh-CN` or 中文; nil for others.
  public init?(called word: String) {
    let word = word.lowercased()
    let main = String(word.prefix { $0 != "-" && $0 != "_" && $0 != "." })
    switch main {
    case "zh", "cn", "chinese", "中文", "汉语": self = .zh
    case "en", "english", "英文", "英语": self = .en
    default: return nil
    }
  }

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
