public import Wording

/// The stack that the system gives to a thread (`ulimit -s`).
public enum StackSize {
  /// The least that the program works with, in bytes; runs of large scenarios need somewhat less.
  public static let least = 1 << 20

  /// The most bytes that a stack may have; nil where there is no limit.
  public static var limit: Int? { SystemCalls.stackLimit }

  /// Refuses a limit under which the program would end in the middle of its work, without a word.
  ///
  /// - Throws: ``SmallStack``.
  public static func check(limit: Int?) throws(SmallStack) {
    if let limit, limit < least { throw SmallStack(limit: limit) }
  }
}

/// A smaller stack than the program needs.
public struct SmallStack: Refusal, Hashable {
  /// The limit in bytes.
  public let limit: Int

  /// How a program ends that is refused so.
  public var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  public var phrase: Phrase {
    let (has, needs) = (limit >> 10, StackSize.least >> 10)
    return Phrase(
      "the stack is limited to \(has) KiB (ulimit -s), and at least \(needs) are needed; raise the limit",
      "栈空间限于 \(has) KiB（ulimit -s），而至少需要 \(needs) KiB；请放宽限制")
  }
}
