/// The numbers of met paths that go with a wanted probability.
///
/// Of n paths, the count K of those that meet the target where its probability is p lies in
/// ``least``…``most`` in about 95 of 100 uses: |K/n − p| ≤ z √(p(1 − p)/n), which is the same as p
/// lying in Wilson's interval of K/n.
package struct AttainmentBand: Hashable {
  package let paths: Int
  /// The least count with a share that is not below the wanted probability.
  package let needed: Int
  package let least: Int
  package let most: Int

  package init(_ probability: Double, paths: Int) {
    precondition(probability > 0 && probability < 1 && paths > 0, "\(probability) of \(paths)")
    let n = Double(paths)
    let mean = n * probability
    let spread = 1.959963984540054 * (mean * (1 - probability)).squareRoot()
    self.paths = paths
    // 0.8 times 10,000 is a little more than 8,000 in binary.
    needed = Int((mean - 1e-12 * n).rounded(.up))
    least = max(0, Int((mean - spread).rounded(.up)))
    most = min(paths, Int((mean + spread).rounded(.down)))
  }

  /// The count with which the answer's interval begins, its value, and the one after its end.
  enum Level: CaseIterable {
    case low, value, high
  }

  /// The count from which on a lever value lies beyond the level.
  func count(_ level: Level) -> Int {
    switch level {
    case .low: least
    case .value: needed
    case .high: most + 1
    }
  }
}
