/// The boxes that a search went through, from the whole sample to the last paste.
public struct PeelingTrajectory: Hashable, Sendable {
  /// The boxes in the order in which they were made; the first has no restriction.
  public let boxes: [ScenarioBox]

  package init(boxes: [ScenarioBox]) {
    precondition(!boxes.isEmpty, "a trajectory without boxes")
    self.boxes = boxes
  }

  /// Which box of a trajectory to take.
  public enum Choice: Hashable, Sendable {
    /// The box with this number, counted from 0.
    case index(Int)
    /// The densest box among those that hold at least this share of the hits; of equally dense
    /// ones the one that holds more.
    case densest(coverage: Double)
    /// The box whose coverage is furthest above its mass: it holds most hits beyond its share of
    /// the rows, whatever the density of the sample.
    ///
    /// Source: Lavrač, Flach and Zupan, *Rule evaluation measures: a unifying view* (1999), weighted
    /// relative accuracy, here divided by the sample's density.
    case excess
  }

  /// The number of the box that a rule takes, counted from 0.
  ///
  /// The first box holds all hits, so ``Choice/densest(coverage:)`` always finds one.
  ///
  /// - Returns: an index of ``boxes``.
  /// - Precondition: an index lies within the trajectory, a coverage from 0 to 1.
  public func index(of choice: Choice) -> Int {
    switch choice {
    case .index(let index):
      precondition(boxes.indices.contains(index), "box \(index) of \(boxes.count)")
      return index
    case .densest(let floor):
      precondition(floor >= 0 && floor <= 1, "coverage \(floor)")
      return best { box in box.coverage >= floor ? (box.density, box.coverage) : (-1, 0) }
    case .excess:
      return best { ($0.coverage - $0.mass, $0.density) }
    }
  }

  private func best(_ score: (ScenarioBox) -> (Double, Double)) -> Int {
    var best = 0
    var bestScore = score(boxes[0])
    for (index, box) in boxes.enumerated().dropFirst() {
      let own = score(box)
      if own > bestScore { (best, bestScore) = (index, own) }
    }
    return best
  }
}
