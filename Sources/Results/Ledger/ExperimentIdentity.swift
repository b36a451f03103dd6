internal import Tables
public import Wording

/// What makes two experiments the same one: facts in words, in an order of their own.
///
/// Two processes may add to one ledger only if every fact agrees. What no result depends on, such as the
/// number of workers or of paths, is no fact.
public struct ExperimentIdentity: Hashable, Sendable {
  /// One fact: its name and its lines, one for a plain value, several for a text or a list.
  public struct Fact: Hashable, Sendable {
    /// What the fact is about, as a user would call it.
    public let name: String
    /// What is the case.
    public let lines: [String]

    /// Takes down a fact.
    public init(_ name: String, _ lines: [String]) {
      self.name = name
      self.lines = lines
    }
  }

  /// The facts, in the order in which they were given.
  public private(set) var facts: [Fact] = []

  /// Knows nothing yet.
  public init() {}

  /// Takes facts for an identity.
  ///
  /// - Precondition: no name comes twice.
  public init(_ facts: [Fact]) {
    for fact in facts { set(fact.name, fact.lines) }
    precondition(self.facts.count == facts.count, "two facts of one name in \(facts.map(\.name))")
  }

  /// The lines of a fact; nil where nothing is known of it.
  ///
  /// - Returns: what is the case.
  public subscript(name: String) -> [String]? {
    facts.first { $0.name == name }?.lines
  }

  /// Takes down a plain value.
  public mutating func set(_ name: String, _ value: some CustomStringConvertible) {
    set(name, ["\(value)"])
  }

  /// Takes down a list, or a text by its lines.
  public mutating func set(_ name: String, _ lines: [String]) {
    let fact = Fact(name, lines)
    if let index = facts.firstIndex(where: { $0.name == name }) {
      facts[index] = fact
    } else {
      facts.append(fact)
    }
  }

  /// Takes down a text of several lines.
  ///
  /// - Parameters:
  ///   - name: what the fact is about.
  ///   - text: the text; its line ends are LF, all else belongs to the lines.
  public mutating func set(_ name: String, text: String) {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    set(name, lines.map { String(String.UnicodeScalarView($0)) })
  }

  /// The identity without some facts.
  ///
  /// - Returns: the other facts.
  public func without(_ names: String...) -> ExperimentIdentity {
    ExperimentIdentity(facts.filter { !names.contains($0.name) })
  }

  /// A checksum of all facts and their order.
  var checksum: Int {
    var digest = SHA256()
    func add(_ text: String) {
      digest.update(text.utf8.count)
      digest.update(Array(text.utf8))
    }
    for fact in facts {
      add(fact.name)
      digest.update(fact.lines.count)
      for line in fact.lines { add(line) }
    }
    return digest.firstBits
  }

  /// Facts whose names begin like this follow from others.
  private static let digest = "digest of "

  /// What differs from an identity of before.
  ///
  /// A digest that differs says nothing where what it is of is seen to differ: then it is left out.
  ///
  /// - Returns: every fact that differs: those that are known now in their order, then those that
  ///   were known only before.
  public func changes(since earlier: ExperimentIdentity) -> [FactChange] {
    var changes: [FactChange] = []
    for fact in facts where earlier[fact.name] != fact.lines {
      changes.append(FactChange(name: fact.name, before: earlier[fact.name], now: fact.lines))
    }
    for fact in earlier.facts where self[fact.name] == nil {
      changes.append(FactChange(name: fact.name, before: fact.lines, now: nil))
    }
    let told = changes.filter { !$0.name.hasPrefix(ExperimentIdentity.digest) }
    return told.isEmpty ? changes : told
  }
}

/// One fact that is not what it was.
public struct FactChange: Hashable, Sendable, CustomStringConvertible {
  /// What the fact is about.
  public let name: String
  /// What was the case; nil where nothing was said.
  public let before: [String]?
  /// What is the case; nil where nothing is said.
  public let now: [String]?

  /// The most lines that are written out.
  private static let shown = 5
  /// The longest plain value that is written out.
  private static let longest = 100

  /// The change in English.
  public var description: String { phrase.english }

  /// The change in words: both values where they are plain, otherwise the first lines that differ.
  public var phrase: Phrase {
    let nothing = Phrase("nothing", "无")
    func both(_ before: Phrase, _ now: Phrase) -> Phrase {
      Phrase(
        "\(name): \(before.english) before, \(now.english) now",
        "\(name)：之前 \(before.chinese)，现在 \(now.chinese)")
    }
    guard let before else { return both(nothing, Self.short(now ?? [])) }
    guard let now else { return both(Self.short(before), nothing) }
    if before.count == 1 && now.count == 1 { return both(Self.short(before), Self.short(now)) }
    let edits = Self.edits(from: before, to: now)
    var text = Phrase(
      "\(name): \(edits.count) \(edits.count == 1 ? "line differs" : "lines differ")",
      "\(name)：\(edits.count) 行不同")
    for edit in edits.prefix(Self.shown) { text += Phrase("\n    \(edit)") }
    let hidden = edits.count - Self.shown
    if hidden > 0 { text += Phrase("\n    and \(hidden) more", "\n    另有 \(hidden) 行") }
    return text
  }

  private static func short(_ lines: [String]) -> Phrase {
    guard lines.count == 1 else { return Phrase("\(lines.count) lines", "\(lines.count) 行") }
    guard !lines[0].isEmpty else { return Phrase("nothing", "无") }
    return Phrase(lines[0].count > longest ? "\(lines[0].prefix(longest))…" : lines[0])
  }

  /// Lines that went (`-`) and came (`+`), in the order of the text, what went before what came in
  /// its place.
  private static func edits(from before: [String], to now: [String]) -> [String] {
    let difference = now.difference(from: before)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var edits: [String] = []
    var (i, j) = (0, 0)
    while i < before.count || j < now.count {
      if i < before.count && removed.contains(i) {
        edits.append("- \(before[i])")
        i += 1
      } else if j < now.count && inserted.contains(j) {
        edits.append("+ \(now[j])")
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    return edits
  }
}

extension [FactChange] {
  /// A line for each change.
  package var lines: Phrase {
    map { Phrase("  ") + $0.phrase + Phrase("\n") }.joined(Phrase(""))
  }
}
