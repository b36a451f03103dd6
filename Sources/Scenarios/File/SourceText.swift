internal import Quantities
internal import Tables
internal import Wording

/// A place in a file; line and column count from 1, columns in Unicode scalars.
public struct SourcePlace: Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place some scalars to the right.
  func advanced(by columns: Int) -> SourcePlace {
    SourcePlace(file: file, line: line, column: column + columns)
  }
}

extension SourcePlace {
  /// The line as a message at another place names it, with the file where that is another one.
  func line(from other: SourcePlace) -> Phrase {
    file == other.file
      ? Phrase("line \(line)", "第 \(line) 行")
      : Phrase("line \(line) of \(file)", " \(file) 第 \(line) 行")
  }
}

extension SourcePlace: Comparable {
  /// Orders places of one file by line and column, files by name.
  public static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// The text of a file, for showing the line that a message is about.
struct SourceText: Sendable {
  let file: String
  private let scalars: [Unicode.Scalar]
  /// The index of the first scalar of every line, and one behind the end.
  private let lineStarts: [Int]

  init(_ text: String, file: String) {
    self.file = file
    scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if scalar == "\n" || (scalar == "\r" && !isPair) { starts.append(index + 1) }
    }
    lineStarts = starts + [scalars.count + 1]
  }

  /// The scalars of a line, from 1, without its end; empty behind the end of the text.
  func line(_ number: Int) -> ArraySlice<Unicode.Scalar> {
    guard number >= 1, number < lineStarts.count else { return [] }
    let line = scalars[lineStarts[number - 1]..<min(lineStarts[number] - 1, scalars.count)]
    return line.last == "\r" ? line.dropLast() : line
  }

  /// The whole text.
  var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  /// Whether the text stands in the file at that place as it is.
  func holds(_ text: String, at place: SourcePlace) -> Bool {
    line(place.line).dropFirst(place.column - 1).starts(with: text.unicodeScalars)
  }

  /// The line of a place with a caret under it, cut to what a terminal shows.
  func snippet(at place: SourcePlace) -> String {
    let widest = 96
    let line = line(place.line)
    let column = min(max(place.column - 1, 0), line.count)
    let from = column > widest * 3 / 4 ? column - widest / 2 : 0
    let to = min(line.count, from + widest)
    var shown = from > 0 ? "…" : ""
    var under = from > 0 ? " " : ""
    for index in from..<to {
      let scalar = line[line.startIndex + index]
      shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
      if index < column { under += Self.isWide(scalar) ? "  " : " " }
    }
    if to < line.count { shown += "…" }
    return "    \(shown)\n    \(under)^"
  }

  /// Whether a terminal gives the scalar two cells, as it does to Chinese characters.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension String {
  /// The text between quotation marks, safe to print: control characters and length are tamed.
  var quoted: String {
    var shown = ""
    for scalar in unicodeScalars.prefix(80) {
      if scalar.properties.generalCategory == .control {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    if unicodeScalars.count > 80 { shown += "…" }
    return "`\(shown)`"
  }
}
