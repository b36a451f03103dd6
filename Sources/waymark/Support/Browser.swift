internal import Foundation

/// The browser of the desktop.
enum Browser {
  private static let opener = "xdg-open"

  /// Opens an address, where there is a desktop to open it on; nothing comes of it elsewhere.
  static func open(_ address: String) {
    let environment = ProcessInfo.processInfo.environment
    let hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
    let folders = environment["PATH"]?.split(separator: ":") ?? []
    guard hasDesktop,
      let program = folders.map({ "\($0)/\(opener)" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
