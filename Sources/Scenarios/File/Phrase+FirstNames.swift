internal import Wording

extension Phrase {
  /// The first names of a list that may be long.
  static func firstNames(of names: [String]) -> Phrase {
    let shown = names.prefix(12).map { Phrase($0) }.joined(.comma)
    let hidden = names.count - 12
    return hidden > 0 ? shown + Phrase(" and \(hidden) more", " 等 \(names.count) 个") : shown
  }
}
