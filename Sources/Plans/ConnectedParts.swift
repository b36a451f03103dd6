/// The connected parts of an undirected graph, found in almost as many steps as it has nodes and edges.
///
/// Source: Tarjan 1975, *Efficiency of a Good But Not Linear Set Union Algorithm*.
package struct ConnectedParts {
  private var parents: [Int]
  private var sizes: [Int]
  /// How often the way to the number of a part was taken up.
  package private(set) var stepsTaken = 0

  /// Nodes without edges.
  package init(count: Int) {
    parents = Array(0..<count)
    sizes = Array(repeating: 1, count: count)
  }

  /// Ties two nodes together.
  package mutating func connect(_ a: Int, _ b: Int) {
    let (first, second) = (number(of: a), number(of: b))
    guard first != second else { return }
    let (larger, smaller) = sizes[first] < sizes[second] ? (second, first) : (first, second)
    parents[smaller] = larger
    sizes[larger] += sizes[smaller]
  }

  /// The node by which the part of a node is known.
  package mutating func number(of node: Int) -> Int {
    var node = node
    while parents[node] != node {
      parents[node] = parents[parents[node]]
      node = parents[node]
      stepsTaken += 1
    }
    return node
  }

  /// The nodes of each part, in the order of the first of each.
  package var parts: [[Int]] {
    mutating get {
      var places: [Int: Int] = [:]
      var parts: [[Int]] = []
      for node in parents.indices {
        let number = number(of: node)
        if let place = places[number] {
          parts[place].append(node)
        } else {
          places[number] = parts.count
          parts.append([node])
        }
      }
      return parts
    }
  }
}
