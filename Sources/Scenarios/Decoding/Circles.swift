/// Circles among names that depend on one another.
enum Circles {
  /// Finds circles, each name in one at most.
  ///
  /// - Parameter edges: what each name depends on.
  /// - Returns: the names of each circle in their order around it, beginning with the one that
  ///   sorts first.
  static func find(_ edges: [String: [String]]) -> [[String]] {
    var finished: Set<String> = []
    var circles: [[String]] = []
    for root in edges.keys.sorted() where !finished.contains(root) {
      // Depth first with our own stack, so that a long chain costs no call stack.
      var path: [String] = []
      var onPath: Set<String> = []
      var stack: [(name: String, next: Int)] = [(root, 0)]
      while let (name, next) = stack.last {
        if next == 0 {
          path.append(name)
          onPath.insert(name)
        }
        let targets = edges[name] ?? []
        guard next < targets.count else {
          stack.removeLast()
          path.removeLast()
          onPath.remove(name)
          finished.insert(name)
          continue
        }
        stack[stack.count - 1].next += 1
        let target = targets[next]
        if onPath.contains(target), let start = path.firstIndex(of: target) {
          let circle = Array(path[start...])
          if !circles.contains(where: { !Set($0).isDisjoint(with: circle) }) {
            circles.append(rotated(circle))
          }
        } else if !finished.contains(target), edges[target] != nil {
          stack.append((target, 0))
        }
      }
    }
    return circles
  }

  private static func rotated(_ circle: [String]) -> [String] {
    guard let least = circle.min(), let index = circle.firstIndex(of: least) else { return circle }
    return Array(circle[index...] + circle[..<index])
  }
}
