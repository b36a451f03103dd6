internal import Distributions
internal import Plans
internal import Random

/// What the items of a rollout are worth together, over one block of paths.
///
/// Items differ in nothing that a pipeline sees, so those that have passed a stage are worth what as
/// many first ones are: one sum over the numbers of the items serves every stage, date and case, and the
/// value behind a stage is never above that before it. The first 1,024 items are drawn one by one. Later
/// ones are drawn together, a few at a time and never more than one in 256 of those before: their sum
/// as a lognormal number with its mean and variance, and a part of them as that part of the sum. Beyond 2⁵³,
/// where numbers of items are no longer told apart, each is worth the mean.
struct ItemValues {
  private let plan: ItemValuePlan
  /// The value of an item, where that is the same for all of a path.
  private var common: [Double]
  private let own: Own?
  private let memory: ItemMemory
  private var firstPath: UInt64 = 0
  /// The numbers of the last items of what was drawn together.
  private var ends: [Double] = [0]
  /// The value of the items up to each end, one column for each.
  private var sums: [[Double]]

  /// A law ready to be drawn from.
  fileprivate struct Own {
    let plan: OwnValuePlan
    let sampler: LawSampler
    let key: StreamKey
  }

  /// The items that are drawn one by one.
  private static let single = 1024.0
  /// The items that are drawn at all.
  private static let most = 0x1p53
  /// The share of the items before that is drawn together.
  private static let share = 1.0 / 256

  init(_ plan: ItemValuePlan, seed: UInt64, paths: Int, memory: ItemMemory) {
    self.memory = memory
    self.plan = plan
    common = [Double](repeating: 0, count: paths)
    sums = [common]
    own =
      if case .own(let own) = plan {
        // The number of an item is that of its draw, whenever the grid begins.
        Own(
          plan: own, sampler: LawSampler(own.law), key: StreamKey(seed: seed, name: own.stream))
      } else {
        nil
      }
  }

  private var columnBytes: Int { common.count * MemoryLayout<Double>.stride }

  /// Forgets the items of other paths.
  mutating func begin(_ values: borrowing CaseValues, firstPath: UInt64) {
    self.firstPath = firstPath
    memory.give((sums.count - 1) * columnBytes)
    ends.removeSubrange(1...)
    sums.removeSubrange(1...)
    guard case .common(let node) = plan else { return }
    values.copy(node, into: &common)
    for i in common.indices { common[i] = max(0, common[i]) }
  }

  /// The value of so many items, of which the last may be there in part.
  mutating func total(of items: [Double], into column: inout [Double]) {
    guard let own else {
      for i in items.indices { column[i] = items[i] * common[i] }
      return
    }
    reach(min(items.max() ?? 0, Self.most))
    let last = ends.count - 1
    for i in items.indices {
      let place = place(of: items[i])
      let before = sums[place][i]
      guard items[i] > ends[place], place < last else {
        let more = max(0, items[i] - ends[place])
        column[i] = more > 0 ? before + more * own.plan.moments.mean * own.plan.factor : before
        continue
      }
      let part = (items[i] - ends[place]) / (ends[place + 1] - ends[place])
      column[i] = before + (sums[place + 1][i] - before) * part
    }
  }

  /// The last end that is not behind a number of items.
  private func place(of items: Double) -> Int {
    if items < Self.single { return min(ends.count - 1, Int(max(0, items))) }
    var (low, high) = (0, ends.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if ends[middle] <= items { low = middle } else { high = middle }
    }
    return low
  }

  /// Draws as many items as are asked for.
  private mutating func reach(_ items: Double) {
    guard let own else { return }
    while let last = ends.last, last < items, memory.take(columnBytes) {
      var drawn = [Double](repeating: 0, count: common.count)
      var span = drawn.mutableSpan
      let number = UInt32(truncatingIfNeeded: ends.count - 1)
      own.key.fill(&span, firstPath: firstPath, step: number)
      let together = last < Self.single ? 1 : max(1, (last * Self.share).rounded(.down))
      if together == 1 {
        own.sampler.fill(&span)
      } else {
        own.fillSums(&span, of: together)
      }
      for i in drawn.indices { drawn[i] = sums[ends.count - 1][i] + drawn[i] * own.plan.factor }
      ends.append(last + together)
      sums.append(drawn)
    }
  }
}

extension ItemValues.Own {
  /// Turns uniform numbers into sums of so many values.
  fileprivate func fillSums(_ uniforms: inout MutableSpan<Double>, of items: Double) {
    let (mean, sd) = (items * plan.moments.mean, items.squareRoot() * plan.moments.sd)
    guard let law = try? LogNormal(mean: mean, standardDeviation: sd) else {
      for i in uniforms.indices { uniforms[i] = mean }
      return
    }
    Law.lognormal(law).fillQuantiles(&uniforms)
  }
}
