/// One series of a table before it is known what its values are.
struct RawSeries {
  /// What the values are called.
  let name: String
  /// The name of the series among others.
  let group: String
  /// The dates as written.
  var dates: [String]
  /// The values: numbers, or what was written instead, or nothing.
  var values: [String]
  /// The lines of the values.
  var lines: [Int]
  /// The unit that the cells name.
  var unit = ""
  /// The word in the cells that makes growth of them.
  var growthWord = ""
}
