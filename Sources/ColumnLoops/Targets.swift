internal import Lanes

extension CompiledLoops {
  package static func subtract(
    _ column: Span<Double>, from number: Double, into out: inout MutableSpan<Double>
  ) {
    precondition(column.count == out.count, "\(column.count) into \(out.count)")
    let (x, difference) = (Column(reading: column), Column(writing: &out))
    let all = Doubles8(number)
    var i = 0
    while i &+ 8 <= x.count {
      difference.store(all - x.vector(i), i)
      i &+= 8
    }
    while i < x.count {
      difference[i] = number - x[i]
      i &+= 1
    }
  }

  package static func followThreshold(
    _ column: Span<Double>, _ threshold: Double, best: inout MutableSpan<Double>,
    first: inout MutableSpan<Double>, step: Double
  ) -> Bool {
    precondition(
      column.count == best.count && column.count == first.count, "\(column.count), \(best.count)")
    let x = Column(reading: column)
    let (least, begun) = (Column(writing: &best), Column(writing: &first))
    var isFinite = Doubles8(0) == Doubles8(0)
    var i = 0
    while i &+ 8 <= x.count {
      let value = x.vector(i)
      isFinite = isFinite & (value.magnitudes < Doubles8(Double.infinity))
      let followed = follow(
        Doubles8(threshold) - value, least.vector(i), begun.vector(i), Doubles8(step))
      least.store(followed.best, i)
      begun.store(followed.first, i)
      i &+= 8
    }
    var isRestFinite = true
    while i < x.count {
      isRestFinite = isRestFinite && x[i].isFinite
      (least[i], begun[i]) = follow(threshold - x[i], least[i], begun[i], step)
      i &+= 1
    }
    return isFinite.isEverywhere && isRestFinite
  }

  package static func followThreshold(
    _ column: Span<Double>, then next: Span<Double>, _ threshold: Double,
    best: inout MutableSpan<Double>, first: inout MutableSpan<Double>, step: Double
  ) -> Bool {
    precondition(
      column.count == best.count && column.count == first.count && column.count == next.count,
      "\(column.count), \(next.count), \(best.count)")
    let (x, y) = (Column(reading: column), Column(reading: next))
    let (least, begun) = (Column(writing: &best), Column(writing: &first))
    var isFinite = Doubles8(0) == Doubles8(0)
    var i = 0
    while i &+ 8 <= x.count {
      let (one, two) = (x.vector(i), y.vector(i))
      isFinite =
        isFinite & (one.magnitudes < Doubles8(Double.infinity))
        & (two.magnitudes < Doubles8(Double.infinity))
      let once = follow(
        Doubles8(threshold) - one, least.vector(i), begun.vector(i), Doubles8(step))
      let twice = follow(Doubles8(threshold) - two, once.best, once.first, Doubles8(step + 1))
      least.store(twice.best, i)
      begun.store(twice.first, i)
      i &+= 8
    }
    var isRestFinite = true
    while i < x.count {
      isRestFinite = isRestFinite && x[i].isFinite && y[i].isFinite
      (least[i], begun[i]) = follow(threshold - x[i], least[i], begun[i], step)
      (least[i], begun[i]) = follow(threshold - y[i], least[i], begun[i], step + 1)
      i &+= 1
    }
    return isFinite.isEverywhere && isRestFinite
  }

  package static func followGap(
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
}

@inline(always)
private func follow<V: Lanes>(_ gap: V, _ best: V, _ first: V, _ step: V) -> (best: V, first: V) {
  // An earlier step is always the smaller one.
  let now = V.choose(gap <= 0, step, V(Double.infinity))
  return (V.choose(gap < best, gap, best), V.choose(now < first, now, first))
}
