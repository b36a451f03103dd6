internal import Columns

extension [Double] {
  /// Takes over values one by one, keeping the storage.
  mutating func assign(_ other: [Double]) {
    for i in indices { self[i] = other[i] }
  }

  /// Sets every value to a number.
  mutating func fill(with value: Double) {
    for i in indices { self[i] = value }
  }

  /// Sets every value to 0.
  mutating func clear() { fill(with: 0) }

  /// Multiplies value by value, if there is something to multiply by.
  mutating func multiply(by other: [Double]?) {
    guard let other else { return }
    for i in indices { self[i] *= other[i] }
  }

  /// Adds value to value.
  mutating func add(_ other: [Double]) {
    for i in indices { self[i] += other[i] }
  }

  /// Subtracts value from value.
  mutating func subtract(_ other: [Double]) {
    for i in indices { self[i] -= other[i] }
  }

  /// Lowers items to the whole ones of amounts, whose fractions are carried over.
  mutating func letThrough(_ amount: [Double], carried: inout [Double]) {
    var items = mutableSpan
    var fractions = carried.mutableSpan
    loops.letThrough(&items, amount.span, carried: &fractions)
  }
}

extension MutableSpan<Double> {
  /// Takes over values one by one.
  mutating func assign(_ other: [Double]) {
    loops.copy(other.span.extracting(first: count), into: &self)
  }

  /// Multiplies value by value, if there is something to multiply by.
  mutating func multiply(by other: [Double]?) {
    guard let other else { return }
    for i in indices { self[i] *= other[i] }
  }
}
