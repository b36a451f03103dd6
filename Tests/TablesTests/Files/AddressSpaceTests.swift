import Tables
import Testing

@Suite struct AddressSpaceTests {
  @Test func `a limit that leaves no room is refused with what is needed`() {
    #expect {
      try AddressSpace.check(limit: 200 << 20, dataLimit: nil)
    } throws: { error in
      (error as? LittleAddressSpace)?.exit == .tooMuch
        && "\(error)".contains("204800 KiB (ulimit -v), and at least 524288 are needed")
    }
  }

  @Test func `so is one of the data alone`() {
    #expect {
      try AddressSpace.check(limit: nil, dataLimit: 60_000 << 10)
    } throws: { error in
      (error as? LittleAddressSpace)?.exit == .tooMuch
        && "\(error)".contains("60000 KiB (ulimit -d), and at least 131072 are needed")
    }
  }

  @Test func `room enough, or no limit, is not`() throws {
    try AddressSpace.check(limit: AddressSpace.least, dataLimit: AddressSpace.leastData)
    try AddressSpace.check(limit: nil, dataLimit: nil)
  }
}
