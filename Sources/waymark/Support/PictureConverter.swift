internal import Foundation
internal import Wording

/// The program of others that makes PNG of SVG.
///
/// It gets bytes and gives bytes, so that it opens no file: names that look like options, links and what is left
/// half done are a matter of ours alone. It ends when we do.
struct PictureConverter {
  /// The converter of librsvg.
  static let name = "rsvg-convert"
  /// For a screen that has two dots where others have one.
  private static let arguments = ["--zoom", "2"]

  private let program: String

  /// The one that a shell would start; nil where none is installed.
  init?() {
    guard let program = ChildProcess.find(Self.name) else { return nil }
    self.program = program
  }

  /// The picture of an SVG.
  ///
  /// - Parameters:
  ///   - svg: the bytes of the SVG.
  ///   - place: the file that it is for, in messages.
  /// - Returns: the bytes of the PNG.
  /// - Throws: ``Failure/Message`` where the converter does not start, fails or is interrupted.
  func png(_ svg: [UInt8], for place: String) throws -> [UInt8] {
    let bytes: [UInt8]?
    do {
      bytes = try ChildProcess.output(of: program, Self.arguments, given: svg) {
        guard !Interruption.hasCome else {
          throw Failure.interrupted(Interruption.consequence.withLock { $0 })
        }
      }
    } catch let fault as ChildProcess.Fault {
      let start = Phrase("does not start", "无法启动")
      guard let limit = limit(fault) else { throw refusal(place, start, cure) }
      throw refusal(
        place, Phrase("\(start.english): \(limit.english)", "\(start.chinese)：\(limit.chinese)"),
        Phrase("raise the limit, or take the program", "请放宽限制，或将该程序"))
    }
    guard let bytes, !bytes.isEmpty else {
      throw refusal(place, Phrase("did not make it", "未能生成"), cure)
    }
    return bytes
  }

  private var cure: Phrase { Phrase("put the program right, or take it", "请修复该程序，或将其") }

  /// The limit that keeps a sound program from starting; nil where it is none.
  private func limit(_ fault: ChildProcess.Fault) -> Phrase? {
    switch fault.number {
    case EMFILE, ENFILE:
      Phrase("no more files can be opened (ulimit -n)", "无法再打开文件（ulimit -n）")
    case EAGAIN:
      Phrase(
        "the system gives no process (ulimit -u, or the processes that a container may have)",
        "系统不再给出进程（ulimit -u，或容器的进程数上限）")
    case ENOMEM:
      Phrase(
        "no more memory within the limits of the process (ulimit -v, ulimit -d)",
        "进程的内存上限（ulimit -v、ulimit -d）内已无内存")
    default: nil
    }
  }

  private func refusal(_ place: String, _ fault: Phrase, _ cure: Phrase) -> Failure.Message {
    Failure.Message(
      code: .inputOutput,
      text: Phrase(
        "\(place): \(program) \(fault.english); the SVG beside it is whole: \(cure.english) out of PATH to have SVG "
          + "only",
        "\(place)：\(program) \(fault.chinese)；同处的 SVG 是完整的：\(cure.chinese)移出 PATH（仅写 SVG）"))
  }
}
