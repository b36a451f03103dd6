import Foundation
import Tables
import Testing
import _TestSupport

/// What is left of files that are being written when the process has to end at once.
@Suite struct UnfinishedFilesTests {
  @Test func `nothing half done is left, and what is whole stays`() async throws {
    // The process that is ended knows its parent, and so the folder; suites that run beside each other have their own.
    let place = NSTemporaryDirectory() + "waymark-unfinished-\(getpid())"
    try? FileManager.default.removeItem(atPath: place)
    defer { try? FileManager.default.removeItem(atPath: place) }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    await #expect(processExitsWith: .exitCode(130)) {
      let place = NSTemporaryDirectory() + "waymark-unfinished-\(getppid())"
      var whole = try OutputFolder(place)
      try whole.add("whole.csv", [1])
      try whole.commit()
      var first = try OutputFolder(place + "/new/inner")
      try first.add("a.csv", [1, 2, 3])
      var second = try OutputFolder(place)
      let open = try second.open("b.csv")
      UnfinishedFiles.remove { exit(130) }
      try second.add("b.csv", open)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["whole.csv"])
  }

  @Test func `nothing is begun while the process ends`() async throws {
    let place = NSTemporaryDirectory() + "waymark-ending-\(getpid())"
    try? FileManager.default.removeItem(atPath: place)
    defer { try? FileManager.default.removeItem(atPath: place) }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    await #expect(processExitsWith: .exitCode(130)) {
      let place = NSTemporaryDirectory() + "waymark-ending-\(getppid())"
      UnfinishedFiles.remove {
        // The work goes on meanwhile.
        for name in ["", "/new"] {
          Thread.detachNewThread {
            do {
              var late = try OutputFolder(place + name)
              try late.add("late.csv", [1, 2, 3])
            } catch {}
          }
        }
        Thread.sleep(forTimeInterval: 0.3)
        exit(130)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [])
  }
}
