internal import Plans
internal import SpecialFunctions

/// The centres of a growth model that moves totals of a long period, for the few periods that make one
/// value on a finer grid.
///
/// With Y the total of a period of length ℓ centred on its time, a period of length Δ has
/// Δ/ℓ (Y − (ℓ² − Δ²)/24 Y″) to fourth order, by Taylor's series of the mean over a period.
struct TotalState {
  let plan: TotalPlan
  /// The centres of the last periods that the model has reached, the latest last.
  private var centres: [[Double]]
  private var reached = 0

  init(_ plan: TotalPlan, paths: Int) {
    self.plan = plan
    let zeros = [Double](repeating: 0, count: paths)
    centres = Array(repeating: zeros, count: 2 * plan.stride + 1)
  }

  /// Puts every path at its total at the origin.
  mutating func begin(level: [Double], origin: Int) {
    reached = origin
    for index in centres.indices { centres[index].assign(level) }
  }

  /// The next period that the model must reach to stand for one of the grid; nil where it does.
  func next(before step: Int) -> Int? {
    reached < step + plan.ahead ? reached + 1 : nil
  }

  /// Takes the centre of the model's next period.
  mutating func push(_ advance: (inout [Double]) -> Void) {
    reached += 1
    var oldest = centres.removeFirst()
    advance(&oldest)
    centres.append(oldest)
  }

  /// The part of its total that a period has.
  ///
  /// - Parameters:
  ///   - column: receives the values.
  ///   - isNoisy: whether the centres are random and make their total as they are, so that their bend
  ///     says nothing of a curve's.
  func fill(_ column: inout [Double], isNoisy: Bool) {
    let last = centres.count - 1
    let (n, width) = (Double(plan.count), Double(plan.stride))
    let share = plan.share
    // An even number of periods has its middle between two of them; a chord lies Δ²/8 Y″ above.
    let isEven = plan.count % 2 == 0
    let weight = isEven && !isNoisy ? 0.5 : 0
    let bend = isNoisy ? 0 : ((n * n - 1) / 24 + (isEven ? 0.125 : 0)) / (width * width)
    let (now, before) = (centres[last], centres[last - 1])
    let (middle, first) = (centres[last - plan.stride], centres[last - 2 * plan.stride])
    for i in column.indices {
      let centre = now[i] - weight * (now[i] - before[i])
      let second = (now[i] - middle[i]) - (middle[i] - first[i])
      // In proportion to the level, for the bend is measured a little before. Where the model jumps
      // the series is of no use: what it changes stays below a half.
      let relative = middle[i] == 0 ? 0 : bend * second / middle[i]
      column[i] = share * centre * (1 - min(max(relative, -0.5), 0.5))
    }
  }
}
