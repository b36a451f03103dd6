internal import SpecialFunctions

/// Equal descriptions of one curve whose terms trade places, and the choice among them.
///
/// A sum of exponentials is the same with its terms in any order. The one that is reported has its
/// parameters nearest to the start, in the order of which the caller named them.
struct TermOrder {
  /// The parameters whose order counts first.
  let leading: [Int]
  let start: [Double]

  /// The exchange of parameters nearest to the start that leaves the curve as it is.
  ///
  /// Pairs of one, two or three parameters are exchanged, term with term, as long as that leads
  /// nearer.
  func nearest(
    _ parameters: [Double], isSameCurve: ([Double]) -> Bool
  ) -> [Double]? {
    var best = parameters
    var hasMoved = false
    for _ in 0..<8 {
      guard let next = step(from: best, isSameCurve) else { break }
      best = next
      hasMoved = true
    }
    return hasMoved ? best : nil
  }

  private func step(
    from parameters: [Double], _ isSameCurve: ([Double]) -> Bool
  ) -> [Double]? {
    let pairs = parameters.indices.flatMap { i in
      parameters.indices.filter { $0 > i }.map { (i, $0) }
    }
    func exchanged(_ chosen: [(Int, Int)]) -> [Double]? {
      var places = Set<Int>()
      var other = parameters
      for (i, k) in chosen {
        guard places.insert(i).inserted, places.insert(k).inserted else { return nil }
        other.swapAt(i, k)
      }
      return isNearer(other, parameters) && isSameCurve(other) ? other : nil
    }
    for (a, one) in pairs.enumerated() {
      if let found = exchanged([one]) { return found }
      for (b, two) in pairs.enumerated().dropFirst(a + 1) {
        if let found = exchanged([one, two]) { return found }
        guard parameters.count <= 9 else { continue }
        for three in pairs.dropFirst(b + 1) {
          if let found = exchanged([one, two, three]) { return found }
        }
      }
    }
    return nil
  }

  private func isNearer(_ a: [Double], _ b: [Double]) -> Bool {
    let (x, y) = (distance(a, leading), distance(b, leading))
    if abs(x - y) > 1e-9 * (x + y) { return x < y }
    return distance(a, Array(start.indices)) < distance(b, Array(start.indices)) * (1 - 1e-9)
  }

  /// The sum of squared logarithms of the ratios to the start.
  private func distance(_ parameters: [Double], _ places: [Int]) -> Double {
    places.reduce(0) { sum, j in
      let ratio = parameters[j] / start[j]
      guard ratio > 0, ratio.isFinite else { return sum + (parameters[j] == start[j] ? 0 : 100) }
      let size = Elementary.log(ratio)
      return sum + size * size
    }
  }
}
