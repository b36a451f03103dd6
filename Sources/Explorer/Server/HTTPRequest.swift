/// A request of HTTP/1.1 as a browser sends it to its own machine (RFC 9112), or why it is refused.
struct HTTPRequest: Hashable {
  /// GET, HEAD or POST.
  let method: String
  /// What is asked for, as it came: a path without a query.
  let path: String
  /// Fields by their names in small letters, each once.
  let fields: [String: String]
  /// What came with it.
  let body: [UInt8]
  /// Whether the connection stays open behind the answer.
  let keepsOpen: Bool

  /// The most bytes of a head, and of a body.
  static let longestHead = 16_384
  static let longestBody = 65_536
  private static let mostFields = 100

  /// A request that is not taken, by the status that says why.
  struct Refused: Error, Hashable {
    let status: Int
  }

  /// The head of a request: all but its body.
  struct Head: Hashable {
    let method: String
    let path: String
    let fields: [String: String]
    let keepsOpen: Bool
    /// The bytes of the body.
    let length: Int

    /// Reads a head, without the empty line at its end.
    ///
    /// - Throws: ``Refused``: 400 where it is none, 405, 413, 414, 431, 501 or 505 for what is not done here.
    init(_ bytes: ArraySlice<UInt8>) throws(Refused) {
      // A browser's head is plain ASCII.
      guard bytes.allSatisfy({ (0x20...0x7E).contains($0) || [0x0D, 0x0A, 0x09].contains($0) })
      else {
        throw Refused(status: 400)
      }
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\r\n", omittingEmptySubsequences: false)
      let words = lines[0].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3, words[1].first == "/" else { throw Refused(status: 400) }
      guard ["HTTP/1.1", "HTTP/1.0"].contains(words[2]) else { throw Refused(status: 505) }
      guard ["GET", "HEAD", "POST"].contains(words[0]) else { throw Refused(status: 405) }
      guard words[1].utf8.count <= 2_000 else { throw Refused(status: 414) }
      guard lines.count <= mostFields else { throw Refused(status: 431) }
      var fields: [String: String] = [:]
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else {
          throw Refused(status: 400)
        }
        let name = line[..<colon].lowercased()
        // A folded line, or a name that is none.
        guard !name.contains(where: { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }) else {
          throw Refused(status: 400)
        }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        guard !value.contains(where: { $0 == "\n" || $0 == "\r" }),
          fields.updateValue(String(value), forKey: name) == nil
        else { throw Refused(status: 400) }
      }
      guard fields["transfer-encoding"] == nil else { throw Refused(status: 501) }
      let length = fields["content-length"] ?? "0"
      guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw Refused(status: 400)
      }
      guard let count = Int(length), count <= longestBody else { throw Refused(status: 413) }
      method = words[0]
      path = words[1]
      self.fields = fields
      self.length = count
      let connection = fields["connection"]?.lowercased()
      keepsOpen = words[2] == "HTTP/1.1" && connection != "close"
    }
  }

  init(_ head: Head, body: [UInt8]) {
    (method, path, fields, keepsOpen) = (head.method, head.path, head.fields, head.keepsOpen)
    self.body = body
  }

  /// The end of the head among bytes that have come.
  ///
  /// - Returns: the bytes of the head, and the first one behind its empty line; nil while there is none.
  static func endOfHead(_ bytes: [UInt8], from start: Int) -> (end: Int, next: Int)? {
    let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard bytes.count >= mark.count else { return nil }
    for place in max(0, start - 3)...(bytes.count - mark.count)
    where bytes[place] == 0x0D && bytes[place..<(place + 4)].elementsEqual(mark) {
      return (place, place + 4)
    }
    return nil
  }
}

/// What a form sends (application/x-www-form-urlencoded).
enum FormFields {
  /// The fields by their names; of several of one name the last counts.
  ///
  /// - Returns: nil where it is no such form.
  static func read(_ body: [UInt8]) -> [String: String]? {
    var fields: [String: String] = [:]
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = decoded(parts.count == 2 ? parts[1] : [])
      else { return nil }
      fields[name] = value
    }
    return fields
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        plain.append(high << 4 | low)
      default: plain.append(byte)
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
