import Random

/// Uniform numbers, the same in every run.
///
/// - Parameters:
///   - count: how many.
///   - stream: which.
/// - Returns: numbers in (0, 1).
public func uniforms(_ count: Int, stream: String = "numbers") -> [Double] {
  let key = StreamKey(seed: 1, name: stream)
  return (0..<count).map { key.uniform(path: UInt64($0), step: 0) }
}
