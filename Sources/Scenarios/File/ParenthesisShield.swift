/// Lets `lognormal(p10: 1, p90: 5)` stand in a file without quotes.
///
/// To YAML the colon and the comma of such a law are structure. Before parsing, each character of
/// that kind between parentheses is exchanged for a ``StandIn``, and in the scalars that come out
/// they are exchanged back. One character stands for one, so every line and column stays what it
/// was. Quoted text and comments are left alone.
enum ParenthesisShield {
  private static let marks: [Unicode.Scalar] = [":", ",", "[", "]", "{", "}"]

  private static let standIns: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(marks, StandIn.marks))
  private static let originals: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: standIns.map { ($0.value, $0.key) })

  /// Exchanges structure between parentheses for stand-ins.
  static func raise(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "(")) else { return text }
    var scan = Scan(text)
    return scan.shielded()
  }

  /// Exchanges stand-ins back.
  static func lower(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { originals[$0] != nil }) else { return text }
    var lowered = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { lowered.append(originals[scalar] ?? scalar) }
    return String(lowered)
  }

  private struct Scan {
    let scalars: [Unicode.Scalar]
    /// How many closed pairs begin (+) or end (-) at each scalar.
    var edges: [Int32]
    /// Open parentheses, with the indentation of the line in which each stands.
    var open: [(index: Int, indentation: Int)] = []
    var index = 0
    var indentation = 0

    init(_ text: String) {
      scalars = Array(text.unicodeScalars)
      edges = [Int32](repeating: 0, count: scalars.count)
    }

    mutating func shielded() -> String {
      beginLine()
      while index < scalars.count {
        let scalar = scalars[index]
        let isAtStart = index == 0 || Self.beginsToken(after: scalars[index - 1])
        switch scalar {
        case "\n":
          index += 1
          beginLine()
          continue
        case "#" where index == 0 || scalars[index - 1].properties.isWhitespace:
          while index < scalars.count, scalars[index] != "\n" { index += 1 }
          continue
        case "\"" where isAtStart, "'" where isAtStart:
          skipQuoted(scalar)
        case "(", "（":
          open.append((index, indentation))
        case ")", "）":
          if let start = open.popLast() {
            edges[start.index] += 1
            edges[index] -= 1
          }
        default: break
        }
        index += 1
      }
      var text = String.UnicodeScalarView()
      var depth: Int32 = 0
      for (scalar, edge) in zip(scalars, edges) {
        depth += edge
        text.append(depth > 0 ? ParenthesisShield.standIns[scalar] ?? scalar : scalar)
      }
      return String(text)
    }

    /// A line that is not indented deeper than the one of a parenthesis cannot close it.
    private mutating func beginLine() {
      var column = 0
      while index < scalars.count, scalars[index] == " " {
        index += 1
        column += 1
      }
      guard index < scalars.count, scalars[index] != "\n", scalars[index] != "\r" else { return }
      indentation = column
      while let last = open.last, last.indentation >= column { open.removeLast() }
    }

    private mutating func skipQuoted(_ quote: Unicode.Scalar) {
      let start = index
      index += 1
      while index < scalars.count, scalars[index] != quote {
        if scalars[index] == "\\", quote == "\"" { index += 1 }
        index += 1
      }
      // A quote that never ends is the parser's to report.
      if index >= scalars.count { index = start }
    }

    private static func beginsToken(after scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar == "[" || scalar == "{" || scalar == ","
        || scalar == ":"
    }
  }
}
