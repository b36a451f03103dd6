package import Random

extension StreamKey {
  /// Fills a column with the uniform numbers of consecutive paths at one step.
  ///
  /// The values are those of ``uniform(path:step:draw:)``, whatever the split into columns.
  ///
  /// - Parameters:
  ///   - column: one number per path.
  ///   - firstPath: number of the path of the first element.
  ///   - step: number of the step, from 0.
  ///   - draw: which of several draws of this stream at this step.
  package func fill(
    _ column: inout MutableSpan<Double>, firstPath: UInt64, step: UInt32, draw: UInt32 = 0
  ) {
    loops.fillUniforms(
      &column, key: words, firstPath: firstPath, step: firstStep &+ step, draw: draw)
  }

  /// Fills a column with the innovations of consecutive paths at one step: standard normal numbers, each
  /// `StandardNormal.innovation` of the path's ``word(path:step:draw:)``.
  package func fillInnovations(
    _ column: inout MutableSpan<Double>, firstPath: UInt64, step: UInt32
  ) {
    StreamKey.fillInnovations(
      &column, words: words, firstPath: firstPath, step: firstStep &+ step)
  }

  /// Fills a column with the innovations of the stream that the words of a key name.
  package static func fillInnovations(
    _ column: inout MutableSpan<Double>, words: SIMD2<UInt32>, firstPath: UInt64, step: UInt32
  ) {
    loops.fillInnovations(&column, key: words, firstPath: firstPath, step: step, draw: 0)
  }

  /// Fills a column with uniform numbers of the stream that the words of a key name.
  package static func fill(
    _ column: inout MutableSpan<Double>, words: SIMD2<UInt32>, firstPath: UInt64, step: UInt32
  ) {
    loops.fillUniforms(&column, key: words, firstPath: firstPath, step: step, draw: 0)
  }
}
