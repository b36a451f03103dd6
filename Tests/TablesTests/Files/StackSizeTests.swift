import Tables
import Testing

@Suite struct StackSizeTests {
  @Test func `a stack that is too small is refused with what is needed`() {
    #expect {
      try StackSize.check(limit: 128 << 10)
    } throws: { error in
      (error as? SmallStack)?.exit == .tooMuch
        && "\(error)".contains("128 KiB (ulimit -s), and at least 1024 are needed")
    }
  }

  @Test func `room enough, or no limit, is not`() throws {
    try StackSize.check(limit: StackSize.least)
    try StackSize.check(limit: nil)
    try ArgumentText.check()
  }
}
