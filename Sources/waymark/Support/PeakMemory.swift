internal import Foundation

/// The most memory that the process had, as the kernel counts it.
enum PeakMemory {
  /// Counts from now on, where the kernel lets us; otherwise from the start of the process.
  static func reset() {
    // proc(5): 5 sets the peak to the present size.
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  /// The peak of the resident set in MiB; not a number where it cannot be had.
  static var mebibytes: Double {
    guard let data = FileManager.default.contents(atPath: "/proc/self/status") else { return .nan }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      let digits = line.filter(\.isNumber)
      return (Double(digits) ?? .nan) / 1024
    }
    return .nan
  }
}
