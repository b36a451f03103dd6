/// Entries that name one another, in rounds: each holds, in the order of the file, those that name only entries of
/// earlier rounds and themselves.
///
/// Source: Kahn (1962), Topological sorting of large networks; linear in entries and names.
struct DependencyRounds<Entry> {
  /// The rounds, none of them empty.
  let rounds: [[Entry]]
  /// What stands in a circle or names what does, in the order of the file.
  let circle: [Entry]

  /// Puts entries into rounds.
  ///
  /// - Parameters:
  ///   - entries: the entries, each with a name of its own.
  ///   - name: the name of an entry.
  ///   - names: what an entry names; others than entries do not count.
  init(_ entries: [Entry], name: (Entry) -> String, names: (Entry) -> [String]) {
    let places = Dictionary(
      entries.enumerated().map { (name($0.element), $0.offset) }, uniquingKeysWith: { a, _ in a })
    var missing = [Int](repeating: 0, count: entries.count)
    var awaiting = [[Int]](repeating: [], count: entries.count)
    for (place, entry) in entries.enumerated() {
      for other in Set(names(entry).compactMap { places[$0] }) where other != place {
        missing[place] += 1
        awaiting[other].append(place)
      }
    }
    var rounds: [[Entry]] = []
    var isPlaced = [Bool](repeating: false, count: entries.count)
    var ready = entries.indices.filter { missing[$0] == 0 }
    while !ready.isEmpty {
      rounds.append(ready.map { entries[$0] })
      var next: [Int] = []
      for place in ready {
        isPlaced[place] = true
        for other in awaiting[place] {
          missing[other] -= 1
          if missing[other] == 0 { next.append(other) }
        }
      }
      ready = next.sorted()
    }
    self.rounds = rounds
    circle = entries.indices.filter { !isPlaced[$0] }.map { entries[$0] }
  }
}
