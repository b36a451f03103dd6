import Tables
import Testing

@Suite struct FileDescriptorsTests {
  @Test func `a limit that leaves no room is refused with what is needed`() {
    #expect {
      try FileDescriptors.check(free: 3)
    } throws: { error in
      (error as? FewDescriptors)?.exit == .tooMuch
        && "\(error)".contains("no more than 3 files can be opened (ulimit -n), and at least 12")
    }
  }

  @Test func `room enough is not, and what was tried is closed again`() throws {
    for _ in 0..<500 { try FileDescriptors.check(free: FileDescriptors.free) }
  }
}
