/// The column name that was probably meant.
///
/// The distance is that of Damerau (1964) in its restricted form: insertions, deletions,
/// substitutions and exchanges of neighbours each cost one.
package enum NearestColumn {
  /// Finds the candidate nearest to a misspelt name.
  ///
  /// Case and the difference between `-`, `_` and a space do not count. A candidate further away
  /// than a third of the longer name is not offered, for it would be a guess; of equally near
  /// ones the first is.
  ///
  /// - Returns: the nearest candidate, or nil.
  package static func of(_ name: String, among candidates: [String]) -> String? {
    let written = folded(name)
    guard !written.isEmpty, written.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let target = folded(candidate)
      let longest = max(written.count, target.count)
      let allowed = max(1, longest / 3)
      guard abs(written.count - target.count) <= allowed else { continue }
      let distance = distance(written, target)
      // Two letters have nothing in common after one change.
      guard distance <= allowed, distance < longest else { continue }
      if longest <= 2 && distance > 0 { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func folded(_ name: String) -> [Unicode.Scalar] {
    name.lowercased().unicodeScalars.map { $0 == "-" || $0 == " " ? "_" : $0 }
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(
          last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }
}
