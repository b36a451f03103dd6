internal import Tables
internal import Wording

/// The exit codes of the program, as the help of the program lists them.
enum ExitCodes {
  /// A line for each code.
  static var text: String {
    ([(0, Phrase("done", "完成"))] + ExitClass.allCases.map { (Int($0.rawValue), $0.meaning) })
      .map { code, meaning in
        let number = "\(code)"
        return "  " + number + String(repeating: " ", count: 5 - number.count) + meaning(.spoken)
      }.joined(separator: "\n")
  }
}

extension ExitClass {
  /// What a script learns from it.
  fileprivate var meaning: Phrase {
    switch self {
    case .checkFailed:
      Phrase(
        "a check failed (--fail-below, --strict, bench), or solve has no answer",
        "检验未通过（--fail-below、--strict、bench），或 solve 没有答案")
    case .usage: Phrase("the command line is not understood", "无法理解命令行")
    case .badData:
      Phrase(
        "a scenario, a table or a run folder is not in order", "情景文件、表或运行结果文件夹有问题")
    case .missingInput: Phrase("input is not there or cannot be read", "输入不存在或无法读取")
    case .tooMuch:
      Phrase("more memory, time or paths than allowed", "内存、时间或路径数超过允许的上限")
    case .cannotCreate: Phrase("a file or folder cannot be made", "无法创建文件或文件夹")
    case .inputOutput: Phrase("standard output fails, or the disk is full", "标准输出失败，或磁盘已满")
    case .interrupted: Phrase("interrupted; nothing half done is left", "已中断；不留未完成的结果")
    case .terminated: Phrase("terminated; nothing half done is left", "已终止；不留未完成的结果")
    }
  }
}
