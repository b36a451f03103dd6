internal import Experiments
internal import SeriesStudies

/// Says on standard error which series of a batch came to nothing.
enum SeriesReport {
  /// The most reasons that are written out; the others stand in the output.
  private static let shown = 5

  /// Writes the count and the first reasons; nothing where all went well.
  ///
  /// - Parameters:
  ///   - failures: the series without a result.
  ///   - total: how many series there were.
  ///   - done: what the others were, such as "fitted".
  ///   - file: the name of a series without a group.
  static func write(
    _ failures: [(group: String, reason: SeriesFailure)], of total: Int, done: String, file: String
  ) {
    guard !failures.isEmpty else { return }
    for failure in failures.prefix(shown) {
      Terminal.writeError("\(failure.group.isEmpty ? file : failure.group): \(failure.reason)")
    }
    guard total > 1 else { return }
    let others =
      failures.count > shown ? "; the others are in the output of --format csv" : ""
    Terminal.writeError(
      "\(total - failures.count) of \(total) series \(done), \(failures.count) failed\(others)")
  }
}
