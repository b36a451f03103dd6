internal import Foundation
internal import Workers

/// The browser of the desktop.
enum Browser {
  private static let opener = "xdg-open"

  /// Opens an address, where there is a desktop to open it on; nothing comes of it elsewhere.
  static func open(_ address: String) {
    let environment = ProcessInfo.processInfo.environment
    let hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
    guard hasDesktop, let program = ChildProcess.find(opener),
      let nothing = FileHandle(forUpdatingAtPath: "/dev/null")
    else { return }
    let silent = nothing.fileDescriptor
    let process = try? ChildProcess.begin(program, [address], streams: [silent, silent, silent])
    try? nothing.close()
    // It may go on as long as the browser does.
    if let process { _ = SystemThread.begin(stack: 1 << 18) { ChildProcess.wait(for: process) } }
  }
}
