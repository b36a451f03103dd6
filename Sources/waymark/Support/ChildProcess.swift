internal import Foundation
internal import Tables

/// Programs of others in processes of their own; the only file of the target that hands pointers to C for it.
///
/// Foundation's processes take threads and sockets, wait for ever where the system has none left, and are not over
/// before the last that the program has left behind.
enum ChildProcess {
  /// Why a program did not start, by the system's number.
  struct Fault: Error, Hashable {
    let number: Int32
  }

  /// How long a signal is not looked for, in milliseconds.
  private static let pause: Int32 = 10

  /// The program that a shell would start; nil where none is installed.
  static func find(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { PathParts.join(String($0), name) }.first {
      FileReading.size(of: $0) != nil && FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Starts a program, and leaves it alone.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: what it is told.
  ///   - streams: what it gets as standard input, output, and so on; of these three it has ours where none is
  ///     given, and no other.
  /// - Returns: the number of the process, and of the group of all that it starts.
  /// - Throws: ``Fault`` where it does not start.
  static func begin(
    _ program: String, _ arguments: [String], streams: [Int32]
  ) throws(Fault) -> pid_t {
    // Where who began us has it ignored, nobody would learn how a process ended.
    signal(SIGCHLD, SIG_DFL)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (place, stream) in streams.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, stream, Int32(place))
    }
    // What we were begun with, such as the lock of a script, is not the program's to keep.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
      if let held = Int32(name), held > 2 { _ = fcntl(held, F_SETFD, FD_CLOEXEC) }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words = unsafe copies([program] + arguments)
    let settings = unsafe copies(ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
    defer {
      unsafe words.forEach { unsafe free($0) }
      unsafe settings.forEach { unsafe free($0) }
    }
    var process = pid_t()
    let number = unsafe posix_spawn(&process, program, &actions, &attributes, words, settings)
    guard number == 0 else { throw Fault(number: number) }
    return process
  }

  /// Waits for the end of a program.
  static func wait(for process: pid_t) {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Texts as C takes a list of them, to be freed.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe texts.map { unsafe strdup($0) } + [nil]
  }

  /// Runs a program that gets bytes and gives bytes.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: what it is told.
  ///   - given: its standard input.
  ///   - check: throws where the work is to stop: the program ends then.
  /// - Returns: its standard output, to the end; nil where it failed.
  /// - Throws: ``Fault`` where it does not start, and what `check` throws.
  static func output(
    of program: String, _ arguments: [String], given: [UInt8], check: () throws -> Void
  ) throws -> [UInt8]? {
    var (input, output) = (Pipe(), Pipe())
    defer {
      input.close()
      output.close()
    }
    try input.open()
    try output.open()
    let process = try begin(program, arguments, streams: [input.reading, output.writing])
    var (isOver, status) = (false, Int32(-1))
    // Its process group is its own: what it has started goes with it.
    defer {
      if !isOver {
        kill(-process, SIGKILL)
        _ = unsafe waitpid(process, &status, 0)
      }
    }
    Pipe.close(&input.reading)
    Pipe.close(&output.writing)
    let bytes = try exchange(given, &input, output, check: check)
    Pipe.close(&input.writing)
    // What it has left in the background is its own matter.
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      try check()
      usleep(UInt32(pause) * 1000)
    }
    isOver = true
    return status == 0 ? bytes : nil
  }

  /// Writes into one pipe and reads from the other one to its end: either may wait for the other.
  private static func exchange(
    _ given: [UInt8], _ input: inout Pipe, _ output: Pipe, check: () throws -> Void
  ) throws -> [UInt8] {
    _ = fcntl(input.writing, F_SETFL, O_NONBLOCK)
    var (rest, bytes) = (given[...], [UInt8]())
    while true {
      try check()
      if rest.isEmpty { Pipe.close(&input.writing) }
      // An end that is closed is not looked at.
      var ends = [
        pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
      ]
      guard unsafe poll(&ends, 2, pause) > 0 else { continue }
      if ends[0].revents != 0 {
        let count = unsafe rest.withUnsafeBytes {
          unsafe write(input.writing, $0.baseAddress, $0.count)
        }
        // What it does not want to read it need not; the signal of a closed pipe is ignored (``Interruption``).
        rest = count < 0 && errno != EAGAIN ? [] : rest.dropFirst(max(count, 0))
      }
      if ends[1].revents != 0 {
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
          filled = max(unsafe read(output.reading, buffer.baseAddress, buffer.count), 0)
        }
        if piece.isEmpty { return bytes }
        bytes += piece
      }
    }
  }

  /// A pipe whose ends no other program gets.
  private struct Pipe {
    var reading: Int32 = -1
    var writing: Int32 = -1

    mutating func open() throws(Fault) {
      var ends: [Int32] = [-1, -1]
      guard unsafe pipe(&ends) == 0 else { throw Fault(number: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reading, writing) = (ends[0], ends[1])
    }

    mutating func close() {
      Self.close(&reading)
      Self.close(&writing)
    }

    static func close(_ end: inout Int32) {
      if end >= 0 { _ = Foundation.close(end) }
      end = -1
    }
  }
}
