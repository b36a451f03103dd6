import Tables
import Testing

@Suite struct ThreadLimitTests {
  @Test func `a limit that leaves no thread is refused with what it is called`() throws {
    #expect {
      try ThreadLimit.check(isOneMade: false)
    } throws: { error in
      (error as? NoThread)?.exit == .tooMuch
        && "\(error)".contains("gives no thread (ulimit -u,")
    }
    try ThreadLimit.check(isOneMade: true)
  }
}
