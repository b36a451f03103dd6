package import Random

/// The streams of random numbers of a plan: their seed, and from where each counts its periods.
///
/// What a file says of itself is drawn by the periods since its own beginning, so that another file
/// beside it, with an earlier one, moves none of its numbers.
public struct PlanStreams: Hashable, Sendable {
  /// The seed of every stream.
  public let seed: UInt64
  /// What is added to the index of a period, by the name of the part that draws; 0 where not given.
  let firstSteps: [String: Int]
  /// Uniform numbers that draws made once per path take in the place of those of their streams, by path, over and over:
  /// what values that came tell of them.
  package private(set) var learnt: [String: [Double]] = [:]

  /// Streams of a seed.
  ///
  /// - Parameters:
  ///   - seed: the seed of every stream.
  ///   - firstSteps: what is added to the index of a period, by the name of the part whose names
  ///   stand behind it; under the empty name that of the file itself.
  public init(seed: UInt64, firstSteps: [String: Int] = [:]) {
    self.seed = seed
    self.firstSteps = firstSteps
  }

  /// The same streams, but for draws of which something was learnt.
  package func learning(_ learnt: [String: [Double]]) -> PlanStreams {
    var streams = self
    streams.learnt = learnt
    return streams
  }

  /// What was learnt of some streams only.
  package func keeping(learnt names: Set<String>) -> PlanStreams {
    learning(learnt.filter { names.contains($0.key) })
  }

  /// The key of a stream.
  ///
  /// - Parameters:
  ///   - name: what it drives: a word or a section, then a blank or a dot, then a name of the scenario.
  ///   - stepsPerPeriod: how many steps it draws in a period.
  /// - Returns: the key.
  package func key(_ name: String, stepsPerPeriod: Int = 1) -> StreamKey {
    StreamKey(seed: seed, name: name, firstStep: firstStep(of: name) * stepsPerPeriod)
  }

  private func firstStep(of stream: String) -> Int {
    guard !firstSteps.isEmpty else { return 0 }
    let rest = stream.drop { $0 != " " && $0 != "." }.dropFirst()
    var head = rest.prefix { $0 != " " }
    while let dot = head.lastIndex(of: ".") {
      head = head[..<dot]
      if let step = firstSteps[String(head)] { return step }
    }
    return firstSteps[""] ?? 0
  }
}
