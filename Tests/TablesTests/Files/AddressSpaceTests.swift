import Tables
import Testing

@Suite struct AddressSpaceTests {
  @Test func `a limit that leaves no room is refused with what is needed`() {
    #expect {
      try AddressSpace.check(limit: 200 << 20)
    } throws: { error in
      (error as? LittleAddressSpace)?.exit == .tooMuch
        && "\(error)".contains("204800 KiB (ulimit -v), and at least 524288 are needed")
    }
  }

  @Test func `room enough, or no limit, is not`() throws {
    try AddressSpace.check(limit: AddressSpace.least)
    try AddressSpace.check(limit: nil)
  }
}
