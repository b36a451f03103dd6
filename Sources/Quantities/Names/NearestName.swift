/// Finds the name that somebody who mistyped probably meant.
package enum NearestName {
  /// The candidate nearest to a word, if it is near enough to be a likely typo.
  ///
  /// Near enough is at most one edit for every three letters (at least one), where an edit is a
  /// letter inserted, dropped, replaced, or swapped with its neighbour. Case does not count.
  /// Among equals the candidate that comes first in alphabetical order wins.
  ///
  /// - Returns: the nearest candidate, or nil when none is near.
  package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    guard !letters.isEmpty else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= limit else { continue }
      let edits = distance(letters, other)
      // A word with nothing in common is no typo, however short it is.
      guard edits <= limit, edits < max(letters.count, other.count) else { continue }
      if let known = best, (known.distance, known.name) <= (edits, candidate) { continue }
      best = (candidate, edits)
    }
    return best?.name
  }

  /// The number of edits between two words, neighbours swapped counting as one.
  ///
  /// Source: Damerau (1964), in the "optimal string alignment" form of the Wagner-Fischer table.
  package static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 0..<a.count {
      current[0] = i + 1
      for j in 0..<b.count {
        let replaced = previous[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(replaced, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
        }
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
  }
}
