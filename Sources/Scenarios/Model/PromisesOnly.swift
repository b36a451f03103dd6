public import Tables
public import Wording

/// A scenario that promises something without a quantity, where one is asked for: there is nothing to compute.
public struct PromisesOnly: Refusal, Hashable, Sendable {
  /// The file.
  public let file: String
  private let sentences: Phrase

  /// The sentences for people.
  public var phrase: Phrase { Phrase(file) + .colon + sentences }

  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }

  fileprivate init(file: String, _ sentences: Phrase) {
    self.file = file
    self.sentences = sentences
  }
}

extension Scenario {
  /// Refuses a scenario of promises without a quantity where nothing can be said without one.
  ///
  /// - Parameters:
  ///   - targets: the targets that are asked for, perhaps at one of their deadlines.
  ///   - orIndicators: whether what is simulated is enough, without any target.
  /// - Throws: ``PromisesOnly``.
  public func requireQuantity(
    of targets: [String] = [], orIndicators: Bool = false
  ) throws(PromisesOnly) {
    if let nothing = nothingComputed, let summary = promiseSummary,
      !orIndicators || indicators.isEmpty
    {
      throw PromisesOnly(
        file: file,
        nothing + Phrase(" ", "") + summary
          + Phrase(
            "; `waymark validate` says what would give each of them one",
            "；`waymark validate` 会说明如何补足"))
    }
    for promise in promises
    where targets.contains(where: { $0.prefix { $0 != "@" } == promise.name }) {
      throw PromisesOnly(
        file: file,
        Phrase(
          "\(promise.name) \(promise.problem.english)", "\(promise.name) \(promise.problem.chinese)"
        )
          + .semicolon + promise.advice)
    }
  }
}
