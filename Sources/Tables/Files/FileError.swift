public import Wording

/// A file that could not be read or written.
public enum FileError: Refusal, Hashable, Sendable {
  /// The file could not be read.
  case cannotRead(path: String, fault: FileFault)
  /// The file is longer than its reader allows; sizes in bytes.
  case tooLarge(path: String, size: Int, limit: Int)
  /// The file could not be written; nothing of it is left behind.
  case cannotWrite(path: String, fault: FileFault)
  /// The file could not be given its name, or not removed, when others of one result were in their places already.
  case cannotFinish(path: String, fault: FileFault, folder: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .cannotRead: .missingInput
    case .tooLarge: .tooMuch
    case .cannotWrite(_, let fault), .cannotFinish(_, let fault, _):
      [.diskFull, .tooLong, .broken].contains(fault) ? .inputOutput : .cannotCreate
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
    case .cannotFinish(let path, let fault, let folder):
      let folder = Excerpt.line(folder)
      return FileError.cannotWrite(path: path, fault: fault).phrase
        + Phrase(
          "; others of the same result are in their places already, so that \(folder) holds no whole result, "
            + "neither this one nor an older one: mend that, and make it again",
          "；同一结果的其他文件已经就位，因此 \(folder) 中的结果新旧都不完整：请先解决，再重新生成")
    }
  }

  /// The same where some files of one result have their places in a folder, and others do not.
  func unfinished(_ folder: String) -> FileError {
    guard case .cannotWrite(let path, let fault) = self else { return self }
    return .cannotFinish(path: path, fault: fault, folder: folder)
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
