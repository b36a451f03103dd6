internal import Foundation
internal import Tables
internal import Wording
internal import Workers

/// The program of others that makes PNG of SVG.
///
/// It gets bytes and gives bytes, so that it opens no file: names that look like options, links and what is left
/// half done are a matter of ours alone. It ends when we do.
struct PictureConverter {
  /// The converter of librsvg.
  static let name = "rsvg-convert"
  /// For a screen that has two dots where others have one.
  private static let arguments = ["--zoom", "2"]
  /// How long a signal is not looked for, in milliseconds.
  private static let pause: Int32 = 10

  private let program: String

  /// The one that a shell would start; nil where none is installed.
  init?() {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let programs = folders.map { PathParts.join(String($0), Self.name) }
    guard
      let program = programs.first(where: {
        FileReading.size(of: $0) != nil && FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return nil }
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
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Self.arguments
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    do { try process.run() } catch {
      throw refusal(place, Phrase("does not start", "无法启动"))
    }
    // Its process group is its own: what it has started goes with it.
    defer { if process.isRunning { kill(-process.processIdentifier, SIGKILL) } }
    // Either end may wait for the other one.
    let mouth = input.fileHandleForWriting
    let isFed = SystemThread.begin(stack: 1 << 18) {
      try? mouth.write(contentsOf: Data(svg))
      try? mouth.close()
    }
    guard isFed else { throw refusal(place, Phrase("does not start", "无法启动")) }
    let bytes = try bytes(output.fileHandleForReading)
    while process.isRunning {
      try checkInterruption()
      Thread.sleep(forTimeInterval: Double(Self.pause) / 1000)
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0, !bytes.isEmpty else {
      throw refusal(place, Phrase("did not make it", "未能生成"))
    }
    return bytes
  }

  /// What the converter writes, to its end.
  private func bytes(_ output: FileHandle) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      try checkInterruption()
      guard FileReading.canRead(output.fileDescriptor, within: Self.pause) else { continue }
      let piece = output.availableData
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  private func checkInterruption() throws {
    guard Interruption.hasCome else { return }
    throw Failure.interrupted(Interruption.consequence.withLock { $0 })
  }

  private func refusal(_ place: String, _ fault: Phrase) -> Failure.Message {
    Failure.Message(
      code: .inputOutput,
      text: Phrase(
        "\(place): \(program) \(fault.english); the SVG beside it is whole: put the program right, or take it out "
          + "of PATH to have SVG only",
        "\(place)：\(program) \(fault.chinese)；同处的 SVG 是完整的：请修复该程序，或将其移出 PATH（仅写 SVG）"))
  }
}
