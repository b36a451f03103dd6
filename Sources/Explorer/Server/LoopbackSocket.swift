internal import Foundation

/// The calls we make into the system's sockets, one function per call; the only file of the module that
/// hands pointers to C.
enum LoopbackSocket {
  /// Why a socket could not be had, by the system's number and its words.
  struct Fault: Error, Hashable {
    let number: Int32

    var words: String { unsafe String(cString: strerror(number)) }
  }

  /// Listens on a port of 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: the port; 0 for any that is free.
  ///   - waiting: connections that may wait to be taken.
  /// - Returns: the socket, and its port.
  /// - Throws: ``Fault`` where the port cannot be had.
  static func listen(port: UInt16, waiting: Int32) throws(Fault) -> (socket: Int32, port: UInt16) {
    let descriptor = try checked(
      socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
    var yes: Int32 = 1
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, size) == 0
          && Foundation.listen(descriptor, waiting) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    guard bound else {
      let fault = Fault(number: errno)
      close(descriptor)
      throw fault
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// Takes a connection that waits.
  ///
  /// - Returns: the connection; nil where none came in time, or the system has none to give just now.
  static func accept(_ listener: Int32, within milliseconds: Int32) -> Int32? {
    guard isReady(listener, Int16(POLLIN), within: milliseconds) else { return nil }
    let connection = Foundation.accept(listener, nil, nil)
    guard connection >= 0 else {
      // Where there are no descriptors the connection stays to be asked for.
      if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) { usleep(50_000) }
      return nil
    }
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    var yes: Int32 = 1
    _ = unsafe setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return connection
  }

  /// Reads what has come.
  ///
  /// - Returns: the bytes, none where the other end has closed; nil where nothing came in time.
  static func read(_ connection: Int32, within milliseconds: Int32) -> [UInt8]? {
    guard isReady(connection, Int16(POLLIN), within: milliseconds) else { return nil }
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe piece.withUnsafeMutableBytes { raw in
      unsafe recv(connection, raw.baseAddress, raw.count, Int32(MSG_DONTWAIT))
    }
    guard count > 0 else { return [] }
    return Array(piece[..<count])
  }

  /// Writes all bytes.
  ///
  /// - Returns: whether the other end took them, each piece in time.
  static func write(_ bytes: [UInt8], to connection: Int32, within milliseconds: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      guard isReady(connection, Int16(POLLOUT), within: milliseconds) else { return false }
      let count = unsafe bytes.withUnsafeBytes { raw in
        unsafe send(
          connection, raw.baseAddress.map { unsafe $0 + done }, raw.count - done,
          Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Says that no more is written, so that the other end reads the last answer to its end.
  static func finish(_ connection: Int32) { shutdown(connection, Int32(SHUT_WR)) }

  /// Closes a socket.
  static func close(_ descriptor: Int32) { _ = Foundation.close(descriptor) }

  /// Bytes that nobody can guess.
  static func secret(_ count: Int) throws(Fault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe bytes.withUnsafeMutableBytes { raw in
      unsafe getentropy(raw.baseAddress, raw.count)
    }
    guard got == 0 else { throw Fault(number: errno) }
    return bytes
  }

  private static func isReady(_ descriptor: Int32, _ event: Int16, within milliseconds: Int32)
    -> Bool
  {
    var item = pollfd(fd: descriptor, events: event, revents: 0)
    return unsafe poll(&item, 1, milliseconds) > 0
  }

  private static func checked(_ descriptor: Int32) throws(Fault) -> Int32 {
    guard descriptor >= 0 else { throw Fault(number: errno) }
    return descriptor
  }
}
