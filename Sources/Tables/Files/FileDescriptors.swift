public import Wording

/// The files that a process may have open at the same time (`ulimit -n`).
public enum FileDescriptors {
  /// The least that the program works with: tables, a ledger with its journal, and what the system's own threads open,
  /// which trap where they get none.
  public static let least = 12

  /// How many more files can be opened, as far as ``least``.
  public static var free: Int { free(of: least) }

  private static func free(of most: Int) -> Int {
    var opened: [Int32] = []
    while opened.count < most, let next = try? SystemCalls.openNothing() {
      opened.append(next)
    }
    for descriptor in opened { try? SystemCalls.close(descriptor) }
    return opened.count
  }

  /// Refuses a limit that leaves no room to work in.
  ///
  /// - Parameter free: how many can be opened.
  /// - Throws: ``FewDescriptors``.
  public static func check(free: Int) throws(FewDescriptors) {
    if free < least { throw FewDescriptors(free: free, needed: least) }
  }

  /// Makes room for files that are open at the same time, as far as the process may raise its limit.
  ///
  /// - Parameter files: how many, beside what the program needs at any time.
  /// - Throws: ``FewDescriptors``.
  public static func makeRoom(for files: Int) throws(FewDescriptors) {
    let needed = files + least
    guard free(of: needed) < needed else { return }
    SystemCalls.raiseOpenFiles()
    let free = free(of: needed)
    guard free == needed else { throw FewDescriptors(free: free, needed: needed) }
  }
}

/// Fewer open files than the program needs.
public struct FewDescriptors: Refusal, Hashable {
  /// How many can be opened.
  public let free: Int
  /// How many are needed.
  public let needed: Int

  /// How a program ends that is refused so.
  public var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase(
      "no more than \(free) files can be opened (ulimit -n), and at least \(needed) are needed; raise "
        + "the limit",
      "最多只能再打开 \(free) 个文件（ulimit -n），而至少需要 \(needed) 个；请放宽限制")
  }
}
