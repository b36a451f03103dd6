internal import Results
internal import Tables
internal import Wording

/// A scenario file that extends another one: its own entries, each a value under keys.
struct OverlayText {
  /// The name of the file that it extends, in the same folder.
  let base: String
  /// Its own name.
  let name: String
  /// The language of its comments.
  let language: Language
  /// What stands under the last of some keys.
  private enum Value {
    case mapping
    /// What was inherited goes.
    case nothing
    case text(String)
  }

  /// What it says: the keys from the root, and what is under the last one.
  private var entries: [(keys: [String], value: Value)] = []

  init(extending base: String, name: String, language: Language) {
    (self.base, self.name, self.language) = (base, name, language)
  }

  /// Says a value; one under the same keys goes.
  ///
  /// - Parameters:
  ///   - keys: the keys from the root.
  ///   - text: the value; nil is an empty mapping.
  mutating func set(_ keys: [String], _ text: String?) {
    put(keys, text.map { .text($0) } ?? .mapping)
  }

  /// Takes away what is inherited under some keys.
  mutating func remove(_ keys: [String]) { put(keys, .nothing) }

  private mutating func put(_ keys: [String], _ value: Value) {
    if let index = entries.firstIndex(where: { $0.keys == keys }) {
      entries[index].value = value
    } else {
      entries.append((keys, value))
    }
  }

  /// The file.
  var text: String {
    func say(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)(language) }
    var lines = [
      say(
        "# Explored from \(base), beside which it belongs; waymark \(RunManifest.version) wrote it.",
        "# 由 \(base) 探索而来，须与其放在同一文件夹；由 waymark \(RunManifest.version) 写出。"),
      say("# Run it with:  ", "# 运行：") + "waymark run \(ShellWord.file(name))",
      "waymark: 1", "extends: \(Self.scalar(base))",
    ]
    lines += Self.lines(entries.map { ($0.keys[...], $0.value) }, indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Entries of the same first key stand together, where the first of them stands.
  private static func lines(
    _ entries: [(keys: ArraySlice<String>, value: Value)], indent: Int
  ) -> [String] {
    var order: [String] = []
    var groups: [String: [(keys: ArraySlice<String>, value: Value)]] = [:]
    for entry in entries {
      guard let key = entry.keys.first else { continue }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append((entry.keys.dropFirst(), entry.value))
    }
    let margin = String(repeating: " ", count: indent)
    return order.flatMap { key -> [String] in
      let own = groups[key] ?? []
      let head = margin + scalar(key) + ":"
      // An empty mapping has entries only where others came.
      let inner = own.filter { !$0.keys.isEmpty }
      if !inner.isEmpty { return [head] + lines(inner, indent: indent + 2) }
      return switch own.last?.value {
      case .text(let text)?: [head + " " + scalar(text)]
      case .nothing?: [head]
      case .mapping?, nil: [head + " {}"]
      }
    }
  }

  /// A text as a scalar: in quotes wherever it could be read as anything else.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "_-. /%±".unicodeScalars.contains(scalar)
    }
    let begins = text.unicodeScalars.first.map {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
    let isWord = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
      .contains(text.lowercased())
    guard isPlain, begins ?? false, !isWord, text.last != " " else {
      return JSONText.quoted(text)
    }
    return text
  }
}
