internal import Experiments
internal import SeriesStudies
internal import Wording

/// Says on standard error which series of a batch came to nothing.
enum SeriesReport {
  /// The most reasons that are written out; the others stand in the output.
  private static let shown = 5

  /// Writes the count and the first reasons; nothing where all went well.
  ///
  /// - Parameters:
  ///   - failures: the series without a result.
  ///   - total: how many series there were.
  ///   - done: what the others were, such as "fitted"; one verb in Chinese.
  ///   - file: the name of a series without a group.
  static func write(
    _ failures: [(group: String, reason: SeriesFailure)], of total: Int, done: Phrase, file: String
  ) {
    guard !failures.isEmpty else { return }
    for failure in failures.prefix(shown) {
      let name = Phrase(failure.group.isEmpty ? file : Excerpt.of(failure.group))
      Terminal.writeError((name + .colon + failure.reason.phrase)(.spoken))
    }
    guard total > 1 else { return }
    let others =
      failures.count > shown
      ? Phrase("; the others are in the output of --format csv", "；其余见 --format csv 的输出")
      : Phrase("")
    let sentence = Phrase(
      "\(total - failures.count) of \(total) series \(done.english), \(failures.count) failed",
      "\(total) 个序列中 \(total - failures.count) 个已\(done.chinese)，\(failures.count) 个失败")
    Terminal.writeError((sentence + others)(.spoken))
  }
}
