/// How many paths are simulated while something moves: as many as keep pace with a hand.
struct PathPace {
  /// The paths of an answer.
  let most: Int
  private var step: Int
  private var recent: [Duration] = []

  /// The numbers of paths, the most first; with fewer nothing can be told.
  private static let steps = [10_000, 2_000, 500]
  /// Longer than this an answer may not take of the 60 ms that a move has.
  private static let longest = Duration.milliseconds(38)
  private static let looked = 3

  /// Begins with what is sure to be quick.
  init(most: Int) {
    self.most = most
    step = 1
  }

  /// The paths to simulate while something moves.
  var paths: Int { min(most, Self.steps[step]) }

  /// Whether these are all.
  var isWhole: Bool { paths == most }

  /// Takes down how long some paths took; after a few times the number follows.
  mutating func took(_ time: Duration, for paths: Int) {
    guard paths == self.paths else { return }
    recent.append(time)
    guard recent.count >= Self.looked else { return }
    let usual = recent.sorted()[recent.count / 2]
    recent = []
    if usual > Self.longest, step + 1 < Self.steps.count {
      step += 1
    } else if step > 0, usual * (Self.steps[step - 1] / Self.steps[step]) < Self.longest * 0.8 {
      step -= 1
    }
  }
}
