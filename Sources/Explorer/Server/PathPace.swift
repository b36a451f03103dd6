/// How many paths are simulated while something moves: as many as keep pace with a hand.
struct PathPace {
  /// The paths of an answer.
  let most: Int
  /// The numbers of paths, the most first.
  private let steps: [Int]
  private var step: Int
  private var recent: [Duration] = []
  /// How long each number of paths usually took; nil where it was not tried.
  private var usual: [Duration?]

  /// With fewer paths than the last of these nothing can be told.
  private static let allSteps = [10_000, 2_000, 1_000, 500]
  /// Longer than this an answer may not take of the 60 ms that a move has.
  private static let longest = Duration.milliseconds(40)
  private static let looked = 3

  /// Begins with what is sure to be quick.
  init(most: Int) {
    self.most = most
    steps = [most] + Self.allSteps.filter { $0 < most }
    usual = steps.map { _ in nil }
    step = steps.firstIndex { $0 <= 2_000 } ?? steps.count - 1
  }

  /// The paths to simulate while something moves.
  var paths: Int { steps[step] }

  /// Takes down how long some paths took; after a few times the number follows.
  mutating func took(_ time: Duration, for paths: Int) {
    guard paths == self.paths else { return }
    recent.append(time)
    guard recent.count >= Self.looked else { return }
    let now = recent.sorted()[recent.count / 2]
    recent = []
    usual[step] = now
    if now > Self.longest {
      step = min(step + 1, steps.count - 1)
      return
    }
    // More paths take less than in proportion: half of that is what they take at least. What was too slow
    // once is not tried again.
    guard step > 0, usual[step - 1] == nil,
      now * (steps[step - 1] / steps[step]) < Self.longest * 2
    else { return }
    step -= 1
  }
}
