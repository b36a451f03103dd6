internal import Tables

/// The exit codes of the program, as the help of the program lists them.
enum ExitCodes {
  /// A line for each code.
  static var text: String {
    ([(0, "done")] + ExitClass.allCases.map { (Int($0.rawValue), $0.meaning) })
      .map { code, meaning in
        let number = "\(code)"
        return "  " + number + String(repeating: " ", count: 5 - number.count) + meaning
      }.joined(separator: "\n")
  }
}

extension ExitClass {
  /// What a script learns from it.
  fileprivate var meaning: String {
    switch self {
    case .checkFailed:
      "a check failed (--fail-below, --strict, bench), or solve has no answer"
    case .usage: "the command line is not understood"
    case .badData: "a scenario, a table or a run folder is not in order"
    case .missingInput: "input is not there or cannot be read"
    case .tooMuch: "more memory or paths than allowed"
    case .cannotCreate: "a file or folder cannot be made"
    case .inputOutput: "standard output fails, or the disk is full"
    case .interrupted: "interrupted; nothing half done is left"
    case .terminated: "terminated; nothing half done is left"
    }
  }
}
