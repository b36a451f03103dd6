internal import Lanes

/// Takes down the least gap so far, and the step of the first gap that is not above 0.
///
/// - Parameters:
///   - gaps: how far a condition is from holding; at most 0 where it holds.
///   - best: the least gap so far; not a number is passed over.
///   - first: the first step without a gap; infinite while there is none.
///   - step: the number of the present step.
public func followGap(
  _ gaps: Span<Double>, best: inout MutableSpan<Double>, first: inout MutableSpan<Double>,
  step: Double
) {
  precondition(
    gaps.count == best.count && gaps.count == first.count, "\(gaps.count) gaps, \(best.count)")
  let gap = Column(reading: gaps)
  let (least, begun) = (Column(writing: &best), Column(writing: &first))
  var i = 0
  while i &+ 8 <= gap.count {
    let followed = follow(gap.vector(i), least.vector(i), begun.vector(i), Doubles8(step))
    least.store(followed.best, i)
    begun.store(followed.first, i)
    i &+= 8
  }
  while i < gap.count {
    (least[i], begun[i]) = follow(gap[i], least[i], begun[i], step)
    i &+= 1
  }
}

@inline(always)
private func follow<V: Lanes>(_ gap: V, _ best: V, _ first: V, _ step: V) -> (best: V, first: V) {
  // An earlier step is always the smaller one.
  let now = V.choose(gap <= 0, step, V(Double.infinity))
  return (V.choose(gap < best, gap, best), V.choose(now < first, now, first))
}
