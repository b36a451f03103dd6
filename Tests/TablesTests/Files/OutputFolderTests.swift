import Foundation
import Tables
import Testing
import _TestSupport

@Suite struct OutputFolderTests {
  private let own: TemporaryFolder
  private var folder: String { own.path }

  init() throws { own = try TemporaryFolder() }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileReading.bytes(of: path), as: UTF8.self)
  }

  private func put(_ name: String, _ bytes: [UInt8]) throws {
    var output = try OutputFolder(folder)
    try output.add(name, bytes)
    try output.commit()
  }

  @Test func `files appear together on commit`() throws {
    var output = try OutputFolder(folder + "/run")
    try output.add("a.csv", Array("one".utf8))
    try output.add("b.csv", Array("two".utf8))
    #expect(try names(folder + "/run").allSatisfy { $0.hasSuffix(".partial") })
    try output.commit()
    #expect(try names(folder + "/run") == ["a.csv", "b.csv"])
    #expect(try text(folder + "/run/b.csv") == "two")
  }

  @Test func `tables begin with the mark of UTF-8 where it is wanted, and nothing else does`()
    throws
  {
    var output = try OutputFolder(folder + "/run", marksTables: true)
    try output.add("a.csv", Array("one".utf8))
    try output.add("run.json", Array("two".utf8))
    try output.add("scenario/data.csv", Array("three".utf8))
    try output.commit()
    #expect(
      try FileReading.bytes(of: folder + "/run/a.csv") == [0xEF, 0xBB, 0xBF] + Array("one".utf8))
    #expect(try FileReading.bytes(of: folder + "/run/run.json") == Array("two".utf8))
    #expect(try FileReading.bytes(of: folder + "/run/scenario/data.csv") == Array("three".utf8))
  }

  @Test func `folders inside appear with their files, and go when the run is abandoned`() throws {
    do {
      var given = try OutputFolder(folder + "/run")
      try given.add("scenario/data/a.csv", Array("one".utf8))
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "/run"))
    var output = try OutputFolder(folder + "/run")
    try output.add("scenario/data/a.csv", Array("one".utf8))
    try output.add("scenario/data/b.csv", Array("two".utf8))
    try output.commit()
    #expect(try names(folder + "/run/scenario/data") == ["a.csv", "b.csv"])
    #expect(throws: FileError.self) {
      var blocked = try OutputFolder(folder + "/run")
      try blocked.add("scenario/data/a.csv/c.csv", [])
    }
  }

  @Test func `an abandoned run leaves the older files as they were`() throws {
    var first = try OutputFolder(folder)
    try first.add("a.csv", Array("old".utf8))
    try first.commit()
    do {
      var second = try OutputFolder(folder)
      try second.add("a.csv", Array("new".utf8))
    }
    #expect(try names(folder) == ["a.csv"])
    #expect(try text(folder + "/a.csv") == "old")
  }

  @Test func `what belongs to a result that another one replaced is not put beside that`() throws {
    try put("run.json", Array("old".utf8))
    let digest = SHA256.hexadecimal(Array("old".utf8))
    var report = try OutputFolder(folder)
    report.expect("run.json", sha256: digest)
    try report.add("report.html", Array("of the old".utf8))
    try report.commit()
    var late = try OutputFolder(folder)
    late.expect("run.json", sha256: digest)
    try late.add("report.html", Array("late".utf8))
    try put("run.json", Array("new".utf8))
    do throws(FileError) {
      try late.commit()
      Issue.record("a report of another run was kept")
    } catch {
      #expect(error == .cannotWrite(path: folder + "/run.json", fault: .isChanged))
    }
    #expect(try text(folder + "/report.html") == "of the old")
    #expect(try names(folder) == ["report.html", "run.json"])
  }

  @Test func `files that are replaced go on commit, with folders that they leave empty`() throws {
    var first = try OutputFolder(folder + "/run")
    let one = SHA256.hexadecimal([1])
    for name in ["a", "b", "in/c", "in/deep/d"] { try first.add(name, [1]) }
    try first.commit()
    var outside = try OutputFolder(folder)
    try outside.add("outside", [1])
    try outside.commit()
    do {
      var abandoned = try OutputFolder(folder + "/run")
      abandoned.replace([("a", one)])
    }
    var second = try OutputFolder(folder + "/run")
    try second.add("b", [2])
    let old = ["a", "b", "in/deep/d", "none", "../outside", folder + "/outside", "in"]
    second.replace(old.map { ($0, one) })
    try second.commit()
    #expect(try names(folder + "/run") == ["b", "in"])
    #expect(try names(folder + "/run/in") == ["c"])
    #expect(try names(folder) == ["outside", "run"])
  }

  @Test func `what holds something else than was written, or was read, is not replaced`() throws {
    for name in ["same", "changed", "read"] { try put(name, [1]) }
    try own.write("mine", to: "changed")
    InputFiles.note(folder + "/read")
    var output = try OutputFolder(folder)
    try output.add("new", [2])
    output.replace(["same", "changed", "read"].map { ($0, SHA256.hexadecimal([1])) })
    try output.commit()
    #expect(try names(folder) == ["changed", "new", "read"])
  }

  @Test func `a folder that was made for nothing is removed`() throws {
    do {
      var output = try OutputFolder(folder + "/new/")
      try output.add("a", [1])
    }
    #expect(try names(folder) == [])
  }

  @Test func `a long file is streamed and appears whole`() throws {
    var output = try OutputFolder(folder)
    var file = try output.open("long.bin")
    let piece = [UInt8](repeating: 7, count: 300_000)
    for _ in 0..<10 { try file.write(piece) }
    try output.add("long.bin", file)
    #expect(
      output.digests.map(\.sha256) == [SHA256.hexadecimal([UInt8](repeating: 7, count: 3_000_000))])
    try output.commit()
    #expect(try FileReading.bytes(of: folder + "/long.bin").count == 3_000_000)
  }

  @Test func `a file takes the place of an older one`() throws {
    for word in ["old", "new"] {
      try put("x", Array(word.utf8))
    }
    #expect(try text(folder + "/x") == "new")
    #expect(try names(folder) == ["x"])
  }

  @Test func `the wrong place is refused by name`() throws {
    #expect(throws: FileError.cannotWrite(path: folder, fault: .isFolder)) {
      var output = try OutputFolder("/")
      try output.add(folder, [])
    }
    #expect(throws: FileError.cannotWrite(path: "/proc/no/run", fault: .missing)) {
      _ = try OutputFolder("/proc/no/run")
    }
    try put("f", [])
    #expect(throws: FileError.cannotWrite(path: folder + "/f", fault: .notAFolder)) {
      _ = try OutputFolder(folder + "/f")
    }
  }

  @Test func `what could not be finished says that no older result is left`() {
    let error = FileError.cannotFinish(path: "r/in/b", fault: .diskFull, folder: "r")
    #expect(error.exit == .inputOutput)
    #expect(
      error.description
        == "r/in/b: cannot be written: it does not fit: the disk or the quota is full; others of the same result "
        + "are in their places already, so that r holds no whole result, neither this one nor an older one: mend "
        + "that, and make it again")
  }

  @Test func `a full disk is reported`() throws {
    #expect(throws: FileError.cannotWrite(path: "/dev/full", fault: .diskFull)) {
      var output = try OutputFolder("/dev")
      try output.add("full", [1, 2, 3])
    }
  }

  @Test func `what the dead left goes, what the living write and what is not ours stays`() throws {
    let left = ".waymark-0123456789abcdef.partial"
    for name in [left, ".waymark-.partial", "notes.partial"] { try own.write("half", to: name) }
    var living = try OutputFolder(folder)
    try living.add("a", [1])
    #expect(try names(folder).count == 3)
    try own.write("half", to: left)
    try put("b", [2])
    #expect(try names(folder).contains(left))
    try living.commit()
    try put("c", [3])
    #expect(try names(folder) == [".waymark-.partial", "a", "b", "c", "notes.partial"])
  }

  @Test func `a folder inside that is a link is neither written into nor emptied`() throws {
    let (out, elsewhere) = (folder + "/run", folder + "/elsewhere")
    for path in [out, elsewhere] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try "precious".write(toFile: elsewhere + "/s.yaml", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: out + "/scenario", withDestinationPath: elsewhere)
    #expect(throws: FileError.cannotWrite(path: out + "/scenario", fault: .isLink)) {
      var output = try OutputFolder(out)
      try output.add("scenario/s.yaml", [1])
    }
    var output = try OutputFolder(out)
    try output.add("a.csv", [1])
    output.replace([("scenario/s.yaml", SHA256.hexadecimal(Array("precious".utf8)))])
    try output.commit()
    #expect(try text(elsewhere + "/s.yaml") == "precious")
  }

  @Test func `what was read is not written over, by whatever name`() throws {
    let (data, link) = (folder + "/data.csv", folder + "/link")
    try "year,n\n".write(toFile: data, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
    InputFiles.note(link + "/data.csv")
    #expect(throws: FileError.cannotWrite(path: data, fault: .isInput)) {
      try put("data.csv", [1])
    }
    #expect(throws: FileError.cannotWrite(path: data, fault: .isInput)) {
      try OutputFolder(folder).spareInputs(["other.csv", "data.csv"])
    }
    #expect(try text(data) == "year,n\n")
    #expect(try names(folder) == ["data.csv", "link"])
  }

  @Test func `a link that waits at a hidden name is not written through`() throws {
    // Names are drawn anew for each file, so that nobody can lay a link where it will be.
    var seen = Set<String>()
    for _ in 0..<20 {
      var output = try OutputFolder(folder)
      try output.add("a", [1])
      seen.formUnion(try names(folder))
    }
    #expect(seen.count == 20)
  }

  @Test
  func `the mark of a folder goes before the first file is replaced and comes after the last`()
    throws
  {
    func write(_ word: String, _ names: [String]) throws {
      var output = try OutputFolder(folder)
      for name in names { try output.add(name, Array(word.utf8)) }
      try output.mark("mark", Array(word.utf8))
      try output.commit()
    }
    try write("old", ["a", "b"])
    #expect(try names(folder) == ["a", "b", "mark"])
    // A folder in the place of the second file lets its rename fail.
    try FileManager.default.removeItem(atPath: folder + "/b")
    // The second file cannot say that nothing was changed.
    #expect(
      throws: FileError.cannotFinish(path: folder + "/b", fault: .isFolder, folder: folder)
    ) {
      var output = try OutputFolder(folder)
      for name in ["a", "b"] { try output.add(name, Array("new".utf8)) }
      try output.mark("mark", Array("new".utf8))
      try FileManager.default.createDirectory(
        atPath: folder + "/b", withIntermediateDirectories: false)
      try output.commit()
    }
    #expect(try names(folder) == [".mark.replaced", "a", "b"])
    #expect(OutputFolder.marks("mark", in: folder, limit: 9) == [Array("old".utf8)])
    try FileManager.default.removeItem(atPath: folder + "/b")
    try write("newer", ["a", "b"])
    #expect(try names(folder) == ["a", "b", "mark"])
    #expect(OutputFolder.marks("mark", in: folder, limit: 9) == [Array("newer".utf8)])
  }

  @Test func `a mark stays where the first rename fails`() throws {
    var first = try OutputFolder(folder)
    try first.mark("mark", [1])
    try first.commit()
    #expect(throws: FileError.cannotWrite(path: folder + "/a", fault: .isFolder)) {
      var output = try OutputFolder(folder)
      try output.add("a", [2])
      try output.mark("mark", [2])
      try FileManager.default.createDirectory(
        atPath: folder + "/a", withIntermediateDirectories: false)
      try output.commit()
    }
    #expect(try names(folder) == ["a", "mark"])
    #expect(try FileReading.bytes(of: folder + "/mark") == [1])
  }

  @Test func `what goes is decided while the older result is whole`() throws {
    var first = try OutputFolder(folder)
    for name in ["a", "b"] { try first.add(name, [1]) }
    try first.mark("mark", [1])
    try first.commit()
    // What the name leads to is another file when it would go.
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "a")
    var output = try OutputFolder(folder)
    try output.add("a", [2])
    try output.mark("mark", [2])
    var isWhole: Bool?
    func older() -> [(name: String, sha256: String)] {
      isWhole = FileReading.known(folder + "/mark", size: 1) == [1]
      return ["b", "link"].map { ($0, SHA256.hexadecimal([1])) }
    }
    output.replace(older())
    try output.commit()
    #expect(isWhole == true)
    #expect(try names(folder) == ["a", "link", "mark"])
  }

  @Test func `what could not be replaced is refused while the older result is whole`() async throws
  {
    let place = NSTemporaryDirectory() + "waymark-refused-\(getpid())"
    try? FileManager.default.removeItem(atPath: place)
    defer { try? FileManager.default.removeItem(atPath: place) }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    // Anybody may write there, and replace their own files.
    try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: place)
    try Data([1]).write(to: URL(fileURLWithPath: place + "/of another"))
    await #expect(processExitsWith: .success) {
      let place = NSTemporaryDirectory() + "waymark-refused-\(getppid())"
      // Root is refused nothing.
      let isRoot = geteuid() == 0
      if isRoot { try #require(setuid(65_534) == 0) }
      var first = try OutputFolder(place)
      for name in ["a", "in/b"] { try first.add(name, [1]) }
      try first.mark("mark", [1])
      try first.commit()
      let refused = place + "/in"
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: refused)
      #expect(throws: FileError.cannotWrite(path: refused, fault: .notPermitted)) {
        try OutputFolder(place).check(inside: "in")
      }
      #expect(throws: FileError.cannotWrite(path: refused, fault: .notPermitted)) {
        var second = try OutputFolder(place)
        for name in ["a", "in/b"] { try second.add(name, [2]) }
      }
      // One that is to go.
      #expect(throws: FileError.cannotWrite(path: refused, fault: .notPermitted)) {
        var second = try OutputFolder(place)
        try second.add("a", [2])
        try second.mark("mark", [2])
        second.replace([("in/b", SHA256.hexadecimal([1]))])
        try second.commit()
      }
      if isRoot {
        let other = place + "/of another"
        #expect(throws: FileError.cannotWrite(path: other, fault: .notPermitted)) {
          var second = try OutputFolder(place)
          for name in ["a", "of another"] { try second.add(name, [2]) }
          try second.mark("mark", [2])
          try second.commit()
        }
      }
      for name in ["a", "mark", "in/b"] {
        #expect(FileReading.known(place + "/" + name, size: 1) == [1])
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: refused)
    }
  }

  @Test func `a folder at the hidden name of a mark is named`() throws {
    var first = try OutputFolder(folder)
    try first.mark("mark", [1])
    try first.commit()
    let hidden = folder + "/.mark.replaced"
    try FileManager.default.createDirectory(atPath: hidden, withIntermediateDirectories: false)
    #expect(throws: FileError.cannotWrite(path: hidden, fault: .isFolder)) {
      var output = try OutputFolder(folder)
      try output.mark("mark", [2])
      try output.commit()
    }
    #expect(try FileReading.bytes(of: folder + "/mark") == [1])
  }

  /// Another process gives its files their names: it holds the lock of the file for that.
  @Test func `files that belong together wait until another one has named its own`() throws {
    let (isWritten, isLocked, isDone) = (
      DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    Thread.detachNewThread { [folder] in
      do {
        var output = try OutputFolder(folder)
        for name in ["a", "b"] { try output.add(name, [1]) }
        isWritten.signal()
        isLocked.wait()
        try output.commit()
      } catch {
        Issue.record(error)
      }
      isDone.signal()
    }
    isWritten.wait()
    let turn = folder + "/.waymark-0000000000000000.partial"
    let descriptor = unsafe open(turn, O_RDWR | O_CREAT, 0o666)
    #expect(flock(descriptor, LOCK_EX) == 0)
    isLocked.signal()
    #expect(isDone.wait(timeout: .now() + 0.2) == .timedOut)
    #expect(try names(folder).allSatisfy { $0.hasSuffix(".partial") })
    // As the other one does when it is done.
    try FileManager.default.removeItem(atPath: turn)
    close(descriptor)
    isDone.wait()
    #expect(try names(folder) == ["a", "b"])
  }

  @Test func `what is replaced is asked for when it is the turn of the files`() throws {
    var output = try OutputFolder(folder)
    for name in ["a", "b"] { try output.add(name, [1]) }
    output.replace(
      FileReading.size(of: folder + "/late") == nil ? [] : [("late", SHA256.hexadecimal([2]))])
    // Another one writes meanwhile.
    try put("late", [2])
    try output.commit()
    #expect(try names(folder) == ["a", "b"])
  }

  @Test func `a pipe that nobody reads or writes is not waited for`() throws {
    let pipe = folder + "/mark"
    try NamedPipe.make(pipe)
    #expect(FileReading.isStream(pipe) && FileReading.isStream("/dev/null"))
    #expect(!FileReading.isStream(folder) && !FileReading.isStream(folder + "/none"))
    #expect(throws: FileError.cannotWrite(path: pipe, fault: .unread)) { try put("mark", [1]) }
    #expect(OutputFolder.marks("mark", in: folder, limit: 9).isEmpty)
  }

  @Test func `a link is not written through, wherever it leads`() throws {
    try own.write("precious", to: "kept")
    for (name, place) in [("file", "kept"), ("none", "nowhere"), ("device", "/dev/null")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/" + name, withDestinationPath: place)
    }
    #expect(throws: FileError.cannotWrite(path: folder + "/device", fault: .isLink)) {
      try put("device", [1])
    }
    for name in ["file", "none"] {
      try put(name, [1])
      #expect(!FileReading.isLink(folder + "/" + name))
    }
    #expect(try text(folder + "/kept") == "precious")
    #expect(try names(folder) == ["device", "file", "kept", "none"])
  }

  @Test func `a folder in the place of the turn is named, early and late`() throws {
    let turn = folder + "/.waymark-0000000000000000.partial"
    #expect(throws: FileError.cannotWrite(path: turn, fault: .isFolder)) {
      var output = try OutputFolder(folder)
      for name in ["a", "b"] { try output.add(name, [1]) }
      try FileManager.default.createDirectory(atPath: turn, withIntermediateDirectories: false)
      try output.commit()
    }
    #expect(try names(folder) == [".waymark-0000000000000000.partial"])
    #expect(throws: FileError.cannotWrite(path: turn, fault: .isFolder)) {
      _ = try OutputFolder(folder)
    }
  }

  @Test func `a file above the limit is not read`() throws {
    try put("big", [UInt8](repeating: 1, count: 1000))
    #expect(throws: FileError.tooLarge(path: folder + "/big", size: 1000, limit: 999)) {
      try FileReading.bytes(of: folder + "/big", limit: 999)
    }
    // A device has no size before it is read.
    #expect(throws: FileError.tooLarge(path: "/dev/zero", size: 1001, limit: 1000)) {
      try FileReading.bytes(of: "/dev/zero", limit: 1000)
    }
  }
}
