import Foundation
import Tables
import Testing
import _TestSupport

@Suite struct NewFileTests {
  private let own: TemporaryFolder

  init() throws { own = try TemporaryFolder() }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `new files are written`() throws {
    try NewFile.write([("a", bytes("1")), ("b", bytes("2"))], in: own.path)
    #expect(try FileReading.bytes(of: own.file("b")) == bytes("2"))
  }

  @Test func `no file takes another's place, and of several none is left`() throws {
    try own.write("old", to: "b")
    #expect(throws: FileError.cannotWrite(path: own.file("b"), fault: .exists)) {
      try NewFile.write([("a", bytes("1")), ("b", bytes("2"))], in: own.path)
    }
    #expect(try FileReading.bytes(of: own.file("b")) == bytes("old"))
    #expect(FileReading.resolved(own.file("a")) == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `what goes to a pipe is no new file`() throws {
    try NamedPipe.make(own.file("pipe"))
    // It is read, so that it could be written.
    let reader = unsafe open(own.file("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(throws: FileError.cannotWrite(path: own.file("pipe"), fault: .exists)) {
      try NewFile.write([("pipe", bytes("1"))], in: own.path)
    }
  }

  @Test func `a link is not followed`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: own.file("link"), withDestinationPath: own.file("far"))
    #expect(throws: FileError.cannotWrite(path: own.file("link"), fault: .exists)) {
      try NewFile.write([("link", bytes("1"))], in: own.path)
    }
    #expect(FileReading.resolved(own.file("far")) == nil)
  }
}
