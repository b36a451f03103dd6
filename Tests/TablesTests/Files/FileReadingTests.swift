import Foundation
import Tables
import Testing
import _TestSupport

@Suite struct FileReadingTests {
  private let own: TemporaryFolder

  init() throws { own = try TemporaryFolder() }

  @Test func `a link to what is not there stands at its path`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: own.file("link"), withDestinationPath: own.file("far"))
    #expect(FileReading.stands(at: own.file("link")))
    #expect(FileReading.stands(at: own.path))
    #expect(!FileReading.stands(at: own.file("far")))
  }

  @Test(.timeLimit(.minutes(1))) func `what is known is read of a file alone`() throws {
    try own.write("1234", to: "file")
    try NamedPipe.make(own.file("pipe"))
    #expect(FileReading.known(own.file("file"), size: 4) == Array("1234".utf8))
    #expect(FileReading.known(own.file("file"), size: 3) == nil)
    for name in ["pipe", "none", ""] {
      #expect(FileReading.known(own.file(name), size: 4) == nil)
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a file is searched for bytes wherever its pieces end`()
    throws
  {
    let (path, word) = (own.file("file"), Array("abcabd".utf8))
    for start in [0, 1, (1 << 18) - 6, (1 << 18) - 5, (1 << 18) - 1, 1 << 18, (1 << 19) - 3] {
      // What goes before begins as the word does.
      var bytes = (0..<start).map { word[$0 % 3] } + word
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(FileReading.shows(word, at: path, limit: bytes.count), "\(start)")
      #expect(!FileReading.shows(word, at: path, limit: bytes.count - 1))
      bytes.removeLast()
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(!FileReading.shows(word, at: path, limit: bytes.count), "\(start)")
    }
    #expect(FileReading.shows([7], at: path, limit: 0) == false)
    try NamedPipe.make(own.file("pipe"))
    for name in ["pipe", "none", ""] {
      #expect(!FileReading.shows(word, at: own.file(name), limit: 9))
    }
  }

  @Test func `a name of several lines is refused on one`() throws {
    let path = own.file("no\nfirms_800: 100 %.yaml")
    try "waymark: 1".write(toFile: path, atomically: false, encoding: .utf8)
    #expect {
      try FileReading.bytes(of: path)
    } throws: {
      "\($0)".hasSuffix(
        "/no\\u{A}firms_800: 100 %.yaml: cannot be read: it has a line feed in its name; rename it")
    }
    #expect(throws: UnreadableArgument.severalLines(path)) {
      try ArgumentText.check(["run", path])
    }
    // A question of two lines, and a file on one.
    try ArgumentText.check(["120@2015\n800@2025", own.path])
    #expect(
      UnreadableArgument.severalLines("a\nb").description
        == "“a\\u{A}b” has a line feed in its name; rename it, and write the new name")
  }
}
