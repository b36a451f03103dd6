internal import Experiments
internal import Scenarios
package import Tables
package import Wording

/// Why a page cannot be served.
package enum ExploreRefusal: Refusal, Hashable, Sendable {
  /// The system does not give what a server needs; its own words.
  case system(String)
  /// The port cannot be had; the system's words.
  case port(UInt16, String)

  /// How a program ends that is refused so.
  package var exit: ExitClass { .cannotCreate }

  /// The sentence for people.
  package var phrase: Phrase {
    switch self {
    case .system(let words):
      Phrase("the page cannot be served: \(words)", "无法提供页面：\(words)")
    case .port(let port, let words):
      Phrase(
        "port \(port) cannot be had: \(words); leave --port away for one that is free",
        "无法使用端口 \(port)：\(words)；去掉 --port 则用空闲端口")
    }
  }

  /// What is said of an error on the page.
  static func sentences(of error: any Error) -> [Phrase] {
    if let invalid = error as? InvalidScenario { return invalid.issues.map(\.statement) }
    if case ScenarioError.invalid(let invalid)? = error as? ScenarioError {
      return invalid.issues.map(\.statement)
    }
    if let unreadable = error as? Question.Unreadable { return [unreadable.phrase] }
    if let refusal = error as? any Refusal { return [refusal.phrase] }
    return [Phrase("\(error)")]
  }
}
