internal import Wording

extension [Phrase] {
  /// The elements in order, each once.
  func removingRepetitions() -> [Phrase] {
    var seen: Set<Phrase> = []
    return filter { seen.insert($0).inserted }
  }
}
