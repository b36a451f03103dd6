/// A file that could not be read or written.
public enum FileError: Refusal, Hashable, Sendable {
  /// The file could not be read.
  case cannotRead(path: String, fault: FileFault)
  /// The file is longer than its reader allows; sizes in bytes.
  case tooLarge(path: String, size: Int, limit: Int)
  /// The file could not be written; nothing of it is left behind.
  case cannotWrite(path: String, fault: FileFault)
  /// The folder for the files does not exist and its parent neither, so it was not created.
  case noParentFolder(path: String, parent: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .cannotRead: .missingInput
    case .tooLarge: .tooMuch
    case .cannotWrite(_, .diskFull): .inputOutput
    case .cannotWrite, .noParentFolder: .cannotCreate
    }
  }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .cannotRead(let path, let fault):
      "\(path): cannot be read: it \(fault)"
    case .tooLarge(let path, let size, let limit):
      "\(path): has \(size) bytes; at most \(limit) are read"
    case .cannotWrite(let path, let fault):
      "\(path): cannot be written: it \(fault)"
    case .noParentFolder(let path, let parent):
      "\(path): cannot be written: the folder \(parent) does not exist; create it first"
    }
  }

  /// Whether the file is simply not there.
  public var isMissing: Bool {
    switch self {
    case .cannotRead(_, .missing), .cannotRead(_, .notAFolder): true
    default: false
    }
  }
}
