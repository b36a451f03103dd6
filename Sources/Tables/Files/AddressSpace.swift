public import Wording

/// The addresses that the system gives to a process (`ulimit -v`).
public enum AddressSpace {
  /// The least that the program works with, in bytes: its own parts, threads, and the buffer of OpenBLAS.
  public static let least = 512 << 20

  /// The most bytes that this process may have; nil where there is no limit.
  public static var limit: Int? { SystemCalls.addressLimit }

  /// Refuses a limit that leaves no room to work in.
  ///
  /// - Throws: ``LittleAddressSpace``.
  public static func check(limit: Int?) throws(LittleAddressSpace) {
    if let limit, limit < least { throw LittleAddressSpace(limit: limit) }
  }
}

/// Less room for addresses than the program needs.
public struct LittleAddressSpace: Refusal, Hashable {
  /// The limit in bytes.
  public let limit: Int

  /// How a program ends that is refused so.
  public var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  public var phrase: Phrase {
    let (has, needs) = (limit >> 10, AddressSpace.least >> 10)
    return Phrase(
      "the address space is limited to \(has) KiB (ulimit -v), and at least \(needs) are needed; "
        + "raise the limit",
      "地址空间限于 \(has) KiB（ulimit -v），而至少需要 \(needs) KiB；请放宽限制")
  }
}
