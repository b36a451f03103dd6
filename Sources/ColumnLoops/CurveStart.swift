internal import Formulas
package import Lanes

extension CompiledLoops {
  package static func start(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>
  ) -> (points: CurvePoints, sound: UInt32) {
    precondition(
      dates.count == values.count && dates.count & 7 == 0,
      "\(dates.count) dates and \(values.count) values in rows of 8")
    let (t, y) = (Column(reading: dates), Column(reading: values))
    return switch shape {
    case .logistic: LogisticLine.start(t, y)
    case .gompertz: GompertzLine.start(t, y)
    case .exponential: (CurvePoints(), 0)
    }
  }
}

/// The transformation under which a curve is a straight line.
private protocol Line {
  /// z and F′(z) where F(z) is given.
  static func at(_ share: Doubles8) -> (argument: Doubles8, slope: Doubles8)
}

private enum LogisticLine: Line {
  @inline(always)
  static func at(_ share: Doubles8) -> (argument: Doubles8, slope: Doubles8) {
    let rest = 1 - share
    return (Formula.logarithm(share / rest), share * rest)
  }
}

private enum GompertzLine: Line {
  @inline(always)
  static func at(_ share: Doubles8) -> (argument: Doubles8, slope: Doubles8) {
    let exponent = -Formula.logarithm(share)
    return (-Formula.logarithm(exponent), share * exponent)
  }
}

extension Line {
  @inline(never)
  fileprivate static func start(_ t: Column, _ y: Column) -> (points: CurvePoints, sound: UInt32) {
    var highest = Doubles8(-Double.infinity)
    var i = 0
    while i &+ 8 <= y.count {
      let value = y.vector(i)
      highest = Doubles8.choose(highest < value, value, highest)
      i &+= 8
    }
    let ceiling = 1.05 * highest
    let part = 1 / ceiling

    var (w, wt, wz) = (Doubles8(0), Doubles8(0), Doubles8(0))
    var (wtt, wtz) = (Doubles8(0), Doubles8(0))
    i = 0
    while i &+ 8 <= t.count {
      let share = y.vector(i) * part
      let raised = Doubles8.choose(share < 0.02, 0.02, share)
      let (z, slope) = at(Doubles8.choose(0.98 < raised, 0.98, raised))
      let date = t.vector(i)
      let weight = slope * slope
      let weighted = weight * date
      w = w + weight
      wt = wt + weighted
      wz = wz + weight * z
      wtt = wtt + weighted * date
      wtz = wtz + weighted * z
      i &+= 8
    }
    let (middle, mean) = (wt / w, wz / w)
    // Dates count from one near them, so that little cancels.
    let spread = wtt - wt * middle
    let risen = (wtz - wt * mean) / spread
    // A line that hardly rises says nothing: then one that rises by a thousandth over the dates.
    let least = 1e-3 / (spread / w).squareRoots
    let rate = Doubles8.choose(risen < least, least, risen)
    var points = CurvePoints()
    points.ceiling = ceiling
    points.rate = rate
    points.midpoint = middle - mean / rate
    return (points, ((1e-9 * wtt < spread) & (0 < ceiling)).bits)
  }
}
