internal import Foundation
internal import Synchronization
internal import Workers

/// A server of HTTP/1.1 for browsers of the same machine: each connection has a thread, few connections at a
/// time are taken and the others wait, and nobody keeps one for long.
///
/// Source: RFC 9112, *HTTP/1.1*; decision 0051.
final class HTTPListener: Sendable {
  /// The port that it listens on.
  let port: UInt16
  private let socket: Int32
  private let open = Mutex(0)
  private let answer: @Sendable (HTTPRequest) -> HTTPResponse

  /// Connections that are served at a time, and those that may wait for it.
  private static let mostOpen = 48
  private static let mostWaiting: Int32 = 1_024
  /// How long a request may take to come, and how long a connection is kept for the next one.
  private static let arrival = Duration.seconds(10)
  private static let idle = Duration.seconds(5)
  /// How long a piece of an answer may take to go.
  private static let departure: Int32 = 10_000
  /// How long what nobody wants is still read.
  private static let farewell = Duration.seconds(2)
  /// Scenarios are read on the threads of connections, and may be deep.
  private static let stack = 16 << 20

  /// Begins to listen on 127.0.0.1.
  ///
  /// - Parameters:
  ///   - port: the port; 0 for any that is free.
  ///   - answer: answers a request, from any thread.
  /// - Throws: ``LoopbackSocket/Fault`` where the port cannot be had.
  init(
    port: UInt16, answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) throws(LoopbackSocket.Fault) {
    (socket, self.port) = try LoopbackSocket.listen(port: port, waiting: Self.mostWaiting)
    self.answer = answer
  }

  deinit { LoopbackSocket.close(socket) }

  /// Serves until it is told to end.
  ///
  /// - Parameter goesOn: asked ten times a second and more.
  func serve(while goesOn: () -> Bool) {
    while goesOn() {
      let isFull = open.withLock { $0 >= Self.mostOpen }
      if isFull {
        Thread.sleep(forTimeInterval: 0.005)
        continue
      }
      guard let connection = LoopbackSocket.accept(socket, within: 100) else { continue }
      open.withLock { $0 += 1 }
      let isBegun = SystemThread.begin(stack: Self.stack) { [self] in
        serve(connection)
        LoopbackSocket.close(connection)
        open.withLock { $0 -= 1 }
      }
      guard isBegun else {
        // The browser asks again.
        LoopbackSocket.close(connection)
        open.withLock { $0 -= 1 }
        continue
      }
    }
  }

  // MARK: A connection

  private func serve(_ connection: Int32) {
    var bytes: [UInt8] = []
    while true {
      let request: HTTPRequest
      do throws(HTTPRequest.Refused) {
        guard let next = try self.request(connection, &bytes) else { return }
        request = next
      } catch {
        refuse(connection, error.status)
        return
      }
      // Where connections are wanted, none is kept for nothing.
      let isCrowded = open.withLock { $0 > Self.mostOpen / 2 }
      let keepsOpen = request.keepsOpen && !isCrowded
      let reply = answer(request).bytes(keepsOpen: keepsOpen, isHead: request.method == "HEAD")
      guard LoopbackSocket.write(reply, to: connection, within: Self.departure), keepsOpen else {
        finish(connection)
        return
      }
    }
  }

  /// The next request; nil where none comes.
  private func request(
    _ connection: Int32, _ bytes: inout [UInt8]
  ) throws(HTTPRequest.Refused) -> HTTPRequest? {
    let begin = ContinuousClock.now
    var looked = 0
    var head: (head: HTTPRequest.Head, next: Int)?
    while true {
      if head == nil, let found = HTTPRequest.endOfHead(bytes, from: looked) {
        guard found.end <= HTTPRequest.longestHead else { throw HTTPRequest.Refused(status: 431) }
        head = (try HTTPRequest.Head(bytes[..<found.end]), found.next)
      }
      if let (head, next) = head, bytes.count - next >= head.length {
        let body = Array(bytes[next..<(next + head.length)])
        bytes.removeFirst(next + head.length)
        return HTTPRequest(head, body: body)
      }
      guard head != nil || bytes.count <= HTTPRequest.longestHead else {
        throw HTTPRequest.Refused(status: 431)
      }
      looked = bytes.count
      let left = (bytes.isEmpty ? Self.idle : Self.arrival) - (ContinuousClock.now - begin)
      guard left > .zero, let more = LoopbackSocket.read(connection, within: left.milliseconds)
      else {
        if bytes.isEmpty { return nil }
        throw HTTPRequest.Refused(status: 408)
      }
      guard !more.isEmpty else { return nil }
      bytes += more
    }
  }

  private func refuse(_ connection: Int32, _ status: Int) {
    let reply = HTTPResponse(refused: status).bytes(keepsOpen: false, isHead: false)
    _ = LoopbackSocket.write(reply, to: connection, within: Self.departure)
    finish(connection)
  }

  /// Ends a connection: what is still under way is read for a moment, so that the answer is not lost with it.
  private func finish(_ connection: Int32) {
    LoopbackSocket.finish(connection)
    let end = ContinuousClock.now + Self.farewell
    while ContinuousClock.now < end, let more = LoopbackSocket.read(connection, within: 200),
      !more.isEmpty
    {}
  }
}

extension Duration {
  fileprivate var milliseconds: Int32 {
    let (seconds, rest) = components
    return Int32(clamping: seconds * 1_000 + rest / 1_000_000_000_000_000 + 1)
  }
}
