/// Quantiles that lie halfway between two different values wherever there are such.
///
/// A limit halfway between two values takes in the same rows whether it is read as "at most" or as
/// "less than", and a slice is not empty because the quantile falls among equal values: the next
/// different value is looked for, towards the middle for a lower slice's end and likewise for an
/// upper one's.
///
/// Source: Bryant, *sdtoolkit: scenario discovery tools to support robust decision making* (2010),
/// whose rule the EMA Workbench follows.
enum TiedQuantile {
  /// The quantile of an order above ½ of sorted values; looks downwards for a different value.
  static func upper(_ order: Double, count: Int, value: (Int) -> Double) -> Double {
    let rank = Double(count - 1) * order
    var low = Int(rank)
    let high = min(low + (rank > Double(low) ? 1 : 0), count - 1)
    while low > 0 && value(low) == value(high) { low -= 1 }
    return (value(low) + value(high)) / 2
  }

  /// The quantile of an order up to ½ of sorted values; looks upwards for a different value.
  static func lower(_ order: Double, count: Int, value: (Int) -> Double) -> Double {
    let rank = Double(count - 1) * order
    let low = Int(rank)
    var high = min(low + (rank > Double(low) ? 1 : 0), count - 1)
    while high < count - 1 && value(low) == value(high) { high += 1 }
    return (value(low) + value(high)) / 2
  }
}
