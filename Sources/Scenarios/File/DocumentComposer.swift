internal import Dispatch
internal import Foundation
internal import Synchronization
internal import Tables
internal import Yams

/// Makes a tree of the bytes of one YAML (or JSON) file.
///
/// The parser itself stops at a thousand levels, so a file without anchors cannot exhaust the
/// stack. Anchors can pile such depths on one another and make keys that cost an exponential time
/// to compare: their number is limited, an alias inside a key is refused, and files that have any
/// are composed on a thread with a stack for the worst case.
struct DocumentComposer {
  let file: String
  let issues: IssueCollector

  /// Composes a file.
  ///
  /// - Returns: the tree, or nil when issues were reported that leave nothing to look at.
  func compose(_ bytes: [UInt8]) -> DocumentNode? {
    guard let text = decode(bytes) else { return nil }
    let source = SourceText(text, file: file)
    issues.register(source)
    guard !text.isEmpty else {
      report(1, 1, "the file is empty", "begin with `waymark: 1`")
      return nil
    }
    let outcome: Outcome
    switch AnchorScan(text).verdict {
    case .none:
      outcome = Composition(text: text, source: source).outcome()
    case .few:
      outcome = Self.onDeepStack(text, source)
    case .refused(let line, let column, let problem, let advice):
      report(line, column, problem, advice)
      return nil
    }
    for fault in outcome.faults { issues.report(fault.place, "", fault.problem, fault.advice) }
    return outcome.root
  }

  private func report(_ line: Int, _ column: Int, _ problem: String, _ advice: String?) {
    issues.report(SourcePlace(file: file, line: line, column: column), "", problem, advice)
  }

  /// Refuses what is not text before the parser sees it.
  private func decode(_ bytes: [UInt8]) -> String? {
    var bytes = bytes[...]
    if bytes.starts(with: TextEncoding.byteOrderMark) { bytes = bytes.dropFirst(3) }
    if let fault = TextEncoding.firstFault(in: Array(bytes)) {
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      issues.register(SourceText("", file: file))
      report(
        fault.line, fault.column, isUTF16 ? "the file is UTF-16" : "the file is not UTF-8",
        "save it as UTF-8")
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let zero = bytes.firstIndex(of: 0) {
      issues.register(SourceText(text, file: file))
      let before = bytes[..<zero]
      let line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.startIndex
      let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
      report(line, column, "a NUL byte: this is not a text file", "save it as UTF-8 text")
      return nil
    }
    return text
  }

  private static func onDeepStack(_ text: String, _ source: SourceText) -> Outcome {
    final class Box: Sendable {
      let outcome = Mutex<Outcome?>(nil)
      let done = DispatchSemaphore(value: 0)
    }
    let box = Box()
    let thread = Thread {
      let outcome = Composition(text: text, source: source).outcome()
      box.outcome.withLock { $0 = outcome }
      box.done.signal()
    }
    thread.stackSize = 512 << 20
    thread.start()
    box.done.wait()
    return box.outcome.withLock { $0 } ?? Outcome(root: nil, faults: [])
  }
}

/// What came of composing: a tree, faults, or both.
private struct Outcome: Sendable {
  struct Fault: Sendable {
    let place: SourcePlace
    let problem: String
    let advice: String?
  }
  var root: DocumentNode?
  var faults: [Fault]
}

/// One file on its way from text to tree.
private struct Composition {
  var text: String
  let source: SourceText
  private var faults: [Outcome.Fault] = []
  private var nodes = 0

  /// More than this many repeated keys are not looked for.
  private static let repetitions = 20

  init(text: String, source: SourceText) {
    self.text = ParenthesisShield.raise(text)
    self.source = source
  }

  private struct Refused: Error {}

  consuming func outcome() -> Outcome {
    do {
      guard let node = try parse() else {
        fault(
          SourcePlace(file: source.file, line: 1, column: 1), "the file says nothing",
          "begin with `waymark: 1`")
        return Outcome(root: nil, faults: faults)
      }
      return Outcome(root: try convert(node, depth: 1), faults: faults)
    } catch {
      return Outcome(root: nil, faults: faults)
    }
  }

  private mutating func fault(_ place: SourcePlace, _ problem: String, _ advice: String?) {
    faults.append(Outcome.Fault(place: place, problem: problem, advice: advice))
  }

  private func place(_ mark: Mark?) -> SourcePlace {
    SourcePlace(file: source.file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  // MARK: Parsing

  private mutating func parse() throws(Refused) -> Node? {
    for attempt in 0...Self.repetitions {
      do {
        // Every scalar stays text here; what it means depends on the key it stands under.
        return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = place(context.mark)
        let name = names.sorted().first ?? ""
        guard let second = RepeatedKey(name, after: first, in: text).find() else {
          fault(first, "the key \(name.quoted) is given twice", "keep one of them")
          throw Refused()
        }
        fault(
          SourcePlace(file: source.file, line: second.line, column: second.column),
          "the key \(name.quoted) is given twice, first in line \(first.line)", "keep one of them")
        // The repeated key gets a name that nobody writes, so that the rest can be read too.
        text = second.renamed(text, attempt)
      } catch let error as YamlError {
        let (place, problem, advice) = SyntaxAdvice.of(error, source)
        fault(place, problem, advice)
        throw Refused()
      } catch {
        fault(place(nil), "cannot be read as YAML: \(error)", nil)
        throw Refused()
      }
    }
    throw Refused()
  }

  // MARK: Converting

  private mutating func convert(_ node: Node, depth: Int) throws(Refused) -> DocumentNode {
    let place = place(node.mark)
    nodes += 1
    guard nodes <= DocumentLimits.nodes else {
      fault(
        place,
        "the file has more than \(DocumentLimits.nodes) values once its aliases are filled in",
        "a scenario needs far fewer; move data to a CSV file")
      throw Refused()
    }
    guard depth <= DocumentLimits.depth else {
      fault(place, SyntaxAdvice.tooDeep, SyntaxAdvice.tooDeepAdvice)
      throw Refused()
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      let start = isQuoted ? place.advanced(by: 1) : place
      let text = ParenthesisShield.lower(scalar.string)
      return DocumentNode(
        place: place,
        content: .scalar(
          DocumentNode.Scalar(
            text: text, isQuoted: isQuoted, isVerbatim: source.holds(text, at: start))))
    case .sequence(let sequence):
      var elements: [DocumentNode] = []
      for element in sequence { elements.append(try convert(element, depth: depth + 1)) }
      return DocumentNode(place: place, content: .sequence(elements))
    case .mapping(let mapping):
      return DocumentNode(
        place: place, content: .mapping(try entries(of: mapping, depth: depth)))
    case .alias:
      fault(place, "an alias that could not be filled in", nil)
      throw Refused()
    }
  }

  private mutating func entries(
    of mapping: Node.Mapping, depth: Int
  ) throws(Refused) -> [DocumentNode.Entry] {
    var entries: [DocumentNode.Entry] = []
    var merged: [DocumentNode.Entry] = []
    for (key, value) in mapping {
      let keyPlace = place(key.mark)
      guard case .scalar(let name) = key else {
        fault(keyPlace, "a key that is not a word", "write `name: value`")
        throw Refused()
      }
      let value = try convert(value, depth: depth + 1)
      if RepeatedKey.isRenamed(name.string) { continue }
      if name.string == "<<" && name.style == .plain {
        try merge(value, into: &merged)
      } else {
        entries.append(
          DocumentNode.Entry(
            key: ParenthesisShield.lower(name.string), keyPlace: keyPlace, value: value))
      }
    }
    guard !merged.isEmpty else { return entries }
    // What the mapping says itself goes before what it merges.
    let own = Set(entries.map(\.key))
    var taken = own
    let inherited = merged.filter { taken.insert($0.key).inserted }
    return inherited + entries
  }

  private mutating func merge(
    _ value: DocumentNode, into merged: inout [DocumentNode.Entry]
  ) throws(Refused) {
    if let entries = value.entries {
      merged += entries
    } else if let elements = value.elements, elements.allSatisfy({ $0.entries != nil }) {
      for element in elements { merged += element.entries ?? [] }
    } else {
      fault(value.place, "`<<` merges mappings, not \(value.kind)", "write `<<: *name`")
      throw Refused()
    }
    guard merged.count <= DocumentLimits.nodes else {
      fault(value.place, "`<<` merges too many keys", nil)
      throw Refused()
    }
  }
}
