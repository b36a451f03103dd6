internal import Expressions

/// The value of what is built that bears a yield by now, over one block of paths: from so long after an
/// item is finished on, in a straight line until it is whole.
///
/// With V(s) the value built by the time s, a line of length r behind a lag a makes the mean of V over
/// (t − a − r, t − a). V is taken to be straight within months, as items are finished evenly over them, so
/// that its integrals are polynomials, and the mean over a period is a difference of the second ones.
struct ValueAtWork {
  private let yearsPerMonth: Double
  /// V and its first and second integral at the end of each month, 0 for the origin.
  private var value: [[Double]]
  private var first: [[Double]]
  private var second: [[Double]]
  private var months = 0
  /// The lag and the length of the line, in months.
  private var after: [Double]
  private var ramp: [Double]

  init(months: Int, yearsPerMonth: Double, paths: Int) {
    self.yearsPerMonth = yearsPerMonth
    let zeros = [Double](repeating: 0, count: paths)
    value = Array(repeating: zeros, count: months + 1)
    first = value
    second = value
    after = zeros
    ramp = zeros
  }

  /// Puts every path at the origin, where what is built has long been at work.
  mutating func begin(
    _ values: borrowing CaseValues, after lag: NodeID, ramp line: NodeID, initial: [Double]
  ) {
    months = 0
    value[0].assign(initial)
    first[0].clear()
    second[0].clear()
    values.copy(lag, into: &after)
    values.copy(line, into: &ramp)
    for i in after.indices {
      after[i] = max(0, after[i]) / yearsPerMonth
      ramp[i] = max(0, ramp[i]) / yearsPerMonth
    }
  }

  /// Takes the value that is built at the end of a month.
  mutating func advance(_ built: [Double]) {
    let (last, now) = (months, months + 1)
    months = now
    for i in built.indices {
      let (v, w) = (value[last][i], built[i])
      value[now][i] = w
      second[now][i] = second[last][i] + first[last][i] + v / 2 + (w - v) / 6
      first[now][i] = first[last][i] + (v + w) / 2
    }
  }

  /// Writes the mean over the last months.
  func write(steps: Int, into column: inout [Double]) {
    let (end, length) = (Double(months), Double(steps))
    for i in column.indices {
      let t = end - after[i]
      // So short a line is none: the difference of the second integrals would be all rounding.
      guard ramp[i] > 1e-3 else {
        column[i] = (integral(t, i) - integral(t - length, i)) / length
        continue
      }
      let whole = integral2(t, i) - integral2(t - length, i)
      let late = integral2(t - ramp[i], i) - integral2(t - length - ramp[i], i)
      column[i] = max(0, (whole - late) / (length * ramp[i]))
    }
  }

  /// ∫ V from the origin to a time in months.
  private func integral(_ time: Double, _ i: Int) -> Double {
    guard time > 0 else { return value[0][i] * time }
    let place = min(months - 1, Int(time))
    let x = time - Double(place)
    let slope = value[place + 1][i] - value[place][i]
    return first[place][i] + x * (value[place][i] + x * slope / 2)
  }

  /// The integral of that.
  private func integral2(_ time: Double, _ i: Int) -> Double {
    guard time > 0 else { return value[0][i] * time * time / 2 }
    let place = min(months - 1, Int(time))
    let x = time - Double(place)
    let slope = value[place + 1][i] - value[place][i]
    return second[place][i] + x * (first[place][i] + x * (value[place][i] / 2 + x * slope / 6))
  }
}
