public import Wording

/// The addresses that the system gives to a process (`ulimit -v`), and those of them that hold data of its own
/// (`ulimit -d`).
public enum AddressSpace {
  /// The least that the program works with, in bytes: its own parts, threads, and the buffer of OpenBLAS.
  public static let least = 512 << 20
  /// The least data of its own, in bytes: a small run takes half of it.
  public static let leastData = 128 << 20

  /// The most bytes that this process may have; nil where there is no limit.
  public static var limit: Int? { SystemCalls.addressLimit }
  /// The most bytes of data of its own; nil where there is no limit.
  public static var dataLimit: Int? { SystemCalls.dataLimit }

  /// Refuses limits that leave no room to work in.
  ///
  /// - Throws: ``LittleAddressSpace``.
  public static func check(limit: Int?, dataLimit: Int?) throws(LittleAddressSpace) {
    if let limit, limit < least { throw .addresses(limit: limit) }
    if let dataLimit, dataLimit < leastData { throw .data(limit: dataLimit) }
  }
}

/// Less room for addresses than the program needs; limits in bytes.
public enum LittleAddressSpace: Refusal, Hashable {
  /// All addresses (`ulimit -v`).
  case addresses(limit: Int)
  /// Those that hold data (`ulimit -d`).
  case data(limit: Int)

  /// How a program ends that is refused so.
  public var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .addresses(let limit):
      let (has, needs) = (limit >> 10, AddressSpace.least >> 10)
      return Phrase(
        "the address space is limited to \(has) KiB (ulimit -v), and at least \(needs) are needed; "
          + "raise the limit",
        "地址空间限于 \(has) KiB（ulimit -v），而至少需要 \(needs) KiB；请放宽限制")
    case .data(let limit):
      let (has, needs) = (limit >> 10, AddressSpace.leastData >> 10)
      return Phrase(
        "the data of the process are limited to \(has) KiB (ulimit -d), and at least \(needs) are needed; "
          + "raise the limit",
        "进程的数据段限于 \(has) KiB（ulimit -d），而至少需要 \(needs) KiB；请放宽限制")
    }
  }
}
