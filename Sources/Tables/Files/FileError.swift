public import Wording

/// A file that could not be read or written.
public enum FileError: Refusal, Hashable, Sendable {
  /// The file could not be read.
  case cannotRead(path: String, fault: FileFault)
  /// The file is longer than its reader allows; sizes in bytes.
  case tooLarge(path: String, size: Int, limit: Int)
  /// The file could not be written; nothing of it is left behind.
  case cannotWrite(path: String, fault: FileFault)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .cannotRead: .missingInput
    case .tooLarge: .tooMuch
    case .cannotWrite(_, .diskFull), .cannotWrite(_, .tooLong), .cannotWrite(_, .broken):
      .inputOutput
    case .cannotWrite: .cannotCreate
    }
  }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .cannotRead(let path, let fault):
      let path = Excerpt.line(path)
      return Phrase(
        "\(path): cannot be read: it \(fault)",
        "\(path)：无法读取：\(fault.phrase.chinese)")
    case .tooLarge(let path, let size, let limit):
      let path = Excerpt.line(path)
      return Phrase(
        "\(path): has \(size) bytes; at most \(limit) are read",
        "\(path)：有 \(size) 字节，至多读取 \(limit) 字节")
    case .cannotWrite(let path, let fault):
      let path = Excerpt.line(path)
      return Phrase(
        "\(path): cannot be written: it \(fault)",
        "\(path)：无法写入：\(fault.phrase.chinese)")
    }
  }

  /// Whether a file stands where a new one was to go.
  package var isTaken: Bool {
    if case .cannotWrite(_, .exists) = self { true } else { false }
  }

  /// Whether the file is simply not there.
  public var isMissing: Bool {
    switch self {
    case .cannotRead(_, .missing), .cannotRead(_, .notAFolder): true
    default: false
    }
  }
}
