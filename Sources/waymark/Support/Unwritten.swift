internal import Scenarios
internal import Wording

/// A scenario that answers made and no file holds yet.
enum Unwritten {
  case question, start

  /// What is made of it.
  ///
  /// What is wrong with it is told without lines of a file, for none was written.
  static func read<Value>(_ kind: Unwritten, _ make: () throws -> Value) throws -> Value {
    let invalid: InvalidScenario
    do {
      return try make()
    } catch ScenarioError.invalid(let found) {
      invalid = found
    } catch let found as InvalidScenario {
      invalid = found
    }
    let problems = invalid.issues.map(\.statement).joined(Phrase("\n"))
    throw Failure.Message(code: .badData, text: kind.problem + problems)
  }

  private var problem: Phrase {
    switch self {
    case .question: Phrase("the question cannot be answered:\n", "无法回答这个问题：\n")
    case .start:
      Phrase(
        "nothing was written, for the file would not be in order:\n", "没有写入任何文件，因为其内容会有问题：\n")
    }
  }
}
