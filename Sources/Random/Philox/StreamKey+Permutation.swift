extension StreamKey {
  /// A random order of the numbers from 0 to `count` − 1, every order as likely as another.
  ///
  /// Source: Durstenfeld, *Algorithm 235: random permutation* (1964).
  package func permutation(of count: Int, number: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      let u = uniform(path: UInt64(number), step: UInt32(truncatingIfNeeded: last))
      order.swapAt(last, Int(u * Double(last + 1)))
    }
    return order
  }
}
