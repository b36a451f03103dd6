import _TestSupport

/// A rollout that goes on as it went: its plan starts what keeps up the pace that was built, and every
/// limit is about that pace.
///
/// A pace that differs from month to month is told from few observations, so it only stands where a law of
/// plan or capacity leaves more doubt than that.
struct GeneratedRollout {
  let periodsPerYear: Int
  /// The number of periods from the first observation to the last one.
  private let last: Int
  private let observed: [Int]
  private let keys: String

  init(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let perYear = random.one(of: [12, 4, 1])
    let hasPlanLaw = random.below(2) == 0
    let limit = random.below(3)
    let pace = Double(15 + random.below(46)) * Double(12 / perYear)
    var value = 100 + random.below(800)
    var observed = [value]
    for _ in 0..<(perYear == 1 ? 3 : 2 * perYear) {
      let noise = hasPlanLaw || limit == 2 ? Double(random.below(41) - 20) / 100 : 0
      value += Int((pace * (1 + noise)).rounded())
      observed.append(value)
    }
    let built = Double(observed[observed.endIndex - 1] - observed[observed.endIndex - 1 - perYear])
    let now = built / Double(perYear)
    let monthly = built / 12

    let refused = random.one(of: [0, 0.05, 0.1])
    let (wait, build) = (random.one(of: [3, 6, 9]), 1 + random.below(3))
    let takes =
      random.below(2) == 0
      ? "\(wait) months" : "gamma(mean: \(wait), sd: \(Double(wait) / 2)) months"
    let loss =
      refused == 0
      ? ""
      : random.below(3) == 0
        ? ", refused: \"beta(\(40 * refused), \(40 - 40 * refused))\"" : ", refused: \(refused)"
    let plan = now / (1 - refused)
    let planned =
      hasPlanLaw ? "uniform(\(0.8 * plan), \(1.2 * plan))" : "\(plan)"
    let step = perYear == 12 ? "month" : perYear == 4 ? "quarter" : "year"
    let capacity = [
      "", ", capacity: \(1.1 * now) / \(step)",
      ", capacity: \"uniform(\(0.8 * now), \(1.2 * now)) / \(step)\"",
    ][limit]
    let (waiting, building) = (
      Int((monthly / (1 - refused) * Double(wait)).rounded()),
      Int((monthly * Double(build)).rounded())
    )
    let underWay =
      random.below(3) == 0 ? ", under_way: {permit: \(waiting), build: \(building)}" : ""
    keys =
      "plan: \"\(planned) / \(step)\"\(underWay), pipeline: ["
      + "{stage: permit, takes: \"\(takes)\"\(loss)}, "
      + "{stage: build, takes: \(build) months\(capacity)}]"
    self.observed = observed
    periodsPerYear = perYear
    last = observed.count - 1
  }

  /// The number of periods from the first observation to the deadline.
  var deadline: Int { last + 4 * periodsPerYear }

  /// The numbers of the next periods after the last observation.
  var next: Range<Int> { (last + 1)..<(last + 4) }

  /// The file with what was observed later.
  func text(_ later: [Double]) -> String {
    let values = observed + later.map { Int($0.rounded()) }
    let history = values.enumerated().map { "\(period($0)): \($1)" }.joined(separator: ", ")
    return """
      waymark: 1
      time: {start: \(period(0)), end: \(period(deadline))}
      indicators:
        x: {kind: rollout, unit: things, history: {\(history)}, \(keys)}
      """
  }

  private func period(_ index: Int) -> String {
    let (year, part) = (2018 + index / periodsPerYear, index % periodsPerYear + 1)
    switch periodsPerYear {
    case 1: return "\(year)"
    case 4: return "\(year)-Q\(part)"
    default: return part < 10 ? "\(year)-0\(part)" : "\(year)-\(part)"
    }
  }
}
