/// An answer of HTTP/1.1, with what keeps a browser from taking anything from elsewhere.
struct HTTPResponse: Hashable {
  let status: Int
  let type: String
  let body: [UInt8]
  /// The name under which a browser keeps it as a file; nil where it shows it.
  var fileName: String? = nil

  init(_ status: Int = 200, _ type: String, _ body: [UInt8]) {
    (self.status, self.type, self.body) = (status, type, body)
  }

  init(_ status: Int = 200, _ type: String, _ text: String) {
    self.init(status, type, Array(text.utf8))
  }

  /// A file to keep.
  init(_ type: String, _ body: [UInt8], fileName: String) {
    self.init(200, type, body)
    self.fileName = fileName
  }

  /// A refusal in a word.
  init(refused status: Int) {
    self.init(
      status, "text/plain; charset=utf-8", "\(status) \(Self.reasons[status] ?? "Refused")\n")
  }

  static let html = "text/html; charset=utf-8"

  private static let reasons = [
    200: "OK", 204: "No Content", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 413: "Content Too Large",
    414: "URI Too Long", 421: "Misdirected Request", 422: "Unprocessable Content",
    431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
    505: "HTTP Version Not Supported",
  ]

  /// Nothing from elsewhere, no script or style in the page itself, no frame around it, nothing told on.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// The bytes.
  ///
  /// - Parameters:
  ///   - keepsOpen: whether the connection stays open.
  ///   - isHead: whether only the head was asked for.
  /// - Returns: head and body.
  func bytes(keepsOpen: Bool, isHead: Bool) -> [UInt8] {
    var lines = [
      "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Refused")",
      "Content-Type: \(type)", "Content-Length: \(body.count)", "Cache-Control: no-store",
      "Content-Security-Policy: \(Self.policy)", "X-Content-Type-Options: nosniff",
      "Referrer-Policy: same-origin", "Cross-Origin-Opener-Policy: same-origin",
      "Cross-Origin-Resource-Policy: same-origin",
      "Connection: \(keepsOpen ? "keep-alive" : "close")",
    ]
    if status == 405 { lines.append("Allow: GET, HEAD, POST") }
    if let fileName {
      let encoded = fileName.utf8.map { byte -> String in
        let isPlain =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        let digits = String(byte, radix: 16, uppercase: true)
        return isPlain
          ? String(UnicodeScalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }.joined()
      lines.append("Content-Disposition: attachment; filename*=UTF-8''\(encoded)")
    }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHead ? [] : body)
  }
}
