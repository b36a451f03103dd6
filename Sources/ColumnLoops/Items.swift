internal import Lanes
internal import SpecialFunctions

extension CompiledLoops {
  package static func letThrough(
    _ items: inout MutableSpan<Double>, _ amount: Span<Double>, carried: inout MutableSpan<Double>
  ) {
    precondition(
      items.count == amount.count && items.count == carried.count,
      "\(items.count) items, \(amount.count) amounts, \(carried.count) fractions")
    let (x, more) = (Column(writing: &items), Column(reading: amount))
    let fraction = Column(writing: &carried)
    var i = 0
    while i &+ 8 <= x.count {
      let through = letThrough(x.vector(i), more.vector(i), fraction.vector(i))
      x.store(through.items, i)
      fraction.store(through.carried, i)
      i &+= 8
    }
    while i < x.count {
      (x[i], fraction[i]) = letThrough(x[i], more[i], fraction[i])
      i &+= 1
    }
  }

  @inline(always)
  private static func letThrough<V: Lanes>(
    _ items: V, _ amount: V, _ carried: V
  ) -> (items: V, carried: V) {
    let allowed = V.choose(0 <= amount, amount, 0) + carried
    let whole = WholeItems.of(allowed)
    return (V.choose(whole < items, whole, items), WholeItems.rest(of: allowed, whole: whole))
  }
}
