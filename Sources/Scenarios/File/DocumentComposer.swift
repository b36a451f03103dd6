internal import Dispatch
internal import Synchronization
internal import Tables
internal import Wording
internal import Workers
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
      report(
        1, 1, Phrase("the file is empty", "文件为空"),
        Phrase("begin with `waymark: 1`", "请以 `waymark: 1` 开头"))
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
    for fault in outcome.faults { issues.report(syntax: fault.place, fault.problem, fault.advice) }
    return outcome.root
  }

  private func report(_ line: Int, _ column: Int, _ problem: Phrase, _ advice: Phrase?) {
    issues.report(SourcePlace(file: file, line: line, column: column), "", problem, advice)
  }

  /// Documents by their first bytes, whose text no line of a scenario is.
  private static let documents: [(mark: [UInt8], problem: Phrase)] = [
    (
      [0x50, 0x4B, 0x03, 0x04],
      Phrase("this is a Word or Excel file, no scenario", "这是 Word 或 Excel 文件，不是情景文件")
    ),
    (
      [0xD0, 0xCF, 0x11, 0xE0],
      Phrase("this is an old Word or Excel file, no scenario", "这是旧版 Word 或 Excel 文件，不是情景文件")
    ),
    (Array("%PDF".utf8), Phrase("this is a PDF, no scenario", "这是 PDF，不是情景文件")),
  ]

  private static let beginWithText = Phrase(
    "a scenario is plain text: `waymark init` writes one to begin with; save a table as CSV and name it "
      + "in `history: {file: …}`",
    "情景文件是纯文本：可用 `waymark init` 生成；表格请另存为 CSV，并在 `history: {file: …}` 中写明")

  /// Refuses what is not text before the parser sees it.
  private func decode(_ bytes: [UInt8]) -> String? {
    var bytes = bytes[...]
    if bytes.starts(with: TextEncoding.byteOrderMark) { bytes = bytes.dropFirst(3) }
    if let document = Self.documents.first(where: { bytes.starts(with: $0.mark) }) {
      issues.register(SourceText("", file: file))
      report(1, 1, document.problem, Self.beginWithText)
      return nil
    }
    if let fault = TextEncoding.firstFault(in: Array(bytes)) {
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      issues.register(SourceText("", file: file))
      report(
        fault.line, fault.column,
        isUTF16
          ? Phrase("the file is UTF-16", "文件是 UTF-16")
          : Phrase("the file is not UTF-8", "文件不是 UTF-8"),
        Phrase("save it as UTF-8", "请存为 UTF-8"))
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = text.unicodeScalars
    func refuse(at index: String.Index, _ problem: Phrase, _ advice: Phrase) {
      issues.register(SourceText(text, file: file))
      let before = scalars[..<index]
      let start = before.lastIndex(of: "\n").map(scalars.index(after:)) ?? scalars.startIndex
      report(
        before.count(where: { $0 == "\n" }) + 1, scalars[start..<index].count + 1, problem, advice)
    }
    if let zero = scalars.firstIndex(of: "\0") {
      refuse(
        at: zero, Phrase("a NUL byte: this is not a text file", "有空字节（NUL）：不是文本文件"),
        Phrase("save it as UTF-8 text", "请存为 UTF-8 文本"))
      return nil
    }
    if let standIn = StandIn.firstIndex(in: text) {
      let code = "U+" + String(scalars[standIn].value, radix: 16, uppercase: true)
      refuse(
        at: standIn, Phrase("\(code) is no character of a text", "\(code) 不是文本字符"),
        Phrase("delete it, though it may not be seen", "请删除（可能不可见）"))
      return nil
    }
    return text
  }

  /// For the worst case of a file whose anchors pile up.
  private static let stack = 512 << 20

  private static func onDeepStack(_ text: String, _ source: SourceText) -> Outcome {
    final class Box: Sendable {
      let outcome = Mutex<Outcome?>(nil)
      let done = DispatchSemaphore(value: 0)
    }
    let box = Box()
    let isBegun = SystemThread.begin(stack: stack) {
      let outcome = Composition(text: text, source: source).outcome()
      box.outcome.withLock { $0 = outcome }
      box.done.signal()
    }
    guard isBegun else {
      let place = SourcePlace(file: source.file, line: 1, column: 1)
      return Outcome(
        root: nil,
        faults: [
          Outcome.Fault(
            place: place,
            problem: Phrase(
              "a file with anchors (&name) is read on a thread with a stack of \(stack >> 20) MiB, and the system gives none",
              "含锚点（&name）的文件需在栈为 \(stack >> 20) MiB 的线程上读取，而系统未给出"),
            advice: Phrase(
              "raise the limit of memory (ulimit -v, ulimit -d) or of threads (ulimit -u), or write out what the anchors stand for",
              "请放宽内存（ulimit -v、ulimit -d）或线程数（ulimit -u）的限制，或直接写出锚点所代表的内容"))
        ])
    }
    box.done.wait()
    return box.outcome.withLock { $0 } ?? Outcome(root: nil, faults: [])
  }
}

/// What came of composing: a tree, faults, or both.
private struct Outcome: Sendable {
  struct Fault: Sendable {
    let place: SourcePlace
    let problem: Phrase
    let advice: Phrase?
  }
  var root: DocumentNode?
  var faults: [Fault]
}

/// One file on its way from text to tree.
private struct Composition {
  private var mended: MendedText
  let source: SourceText
  private var faults: [Outcome.Fault] = []
  private var nodes = 0
  private var attempts = 0

  /// More than this many repeated keys and slips are not looked for.
  private static let repetitions = 20
  /// More attempts to mend a slip are not made, and none in a file of more lines.
  private static let attemptLimit = 200
  private static let mendedLines = 5_000

  init(text: String, source: SourceText) {
    mended = MendedText(text)
    self.source = source
  }

  /// The text as the parser gets it.
  private var text: String { ParenthesisShield.raise(SurrogatePairs.joined(mended.text)) }

  private struct Refused: Error {}

  consuming func outcome() -> Outcome {
    do {
      guard let node = try parse() else {
        fault(
          SourcePlace(file: source.file, line: 1, column: 1),
          Phrase("the file says nothing", "文件没有内容"),
          Phrase("begin with `waymark: 1`", "请以 `waymark: 1` 开头"))
        return Outcome(root: nil, faults: faults)
      }
      return Outcome(root: try convert(node, depth: 1), faults: faults)
    } catch {
      return Outcome(root: nil, faults: faults)
    }
  }

  private mutating func fault(_ place: SourcePlace, _ problem: Phrase, _ advice: Phrase?) {
    faults.append(Outcome.Fault(place: place, problem: problem, advice: advice))
  }

  private func place(_ mark: Mark?) -> SourcePlace {
    place(mark?.line ?? 1, mark?.column ?? 1)
  }

  /// A place of the mended text as one of the file.
  private func place(_ line: Int, _ column: Int) -> SourcePlace {
    SourcePlace(
      file: source.file, line: line, column: mended.originalColumn(column, line: line))
  }

  // MARK: Parsing

  private mutating func parse() throws(Refused) -> Node? {
    for attempt in 0...Self.repetitions {
      let text = text
      do {
        return try Self.root(of: text)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = SourcePlace(
          file: source.file, line: context.mark.line, column: context.mark.column)
        let name = names.sorted().first ?? ""
        guard let second = RepeatedKey(name, after: first, in: text).find() else {
          fault(
            place(context.mark),
            Phrase("the key \(name.quoted) is given twice", "键 \(name.quoted) 出现两次"),
            Phrase("keep one of them", "请只保留其一"))
          throw Refused()
        }
        fault(
          place(second.line, second.column),
          Phrase(
            "the key \(name.quoted) is given twice, first in line \(first.line)",
            "键 \(name.quoted) 出现两次，首次在第 \(first.line) 行"), Phrase("keep one of them", "请只保留其一"))
        // The repeated key gets a name that nobody writes, so that the rest can be read too.
        mended.exchange(for: second.renamed(mended.text, attempt))
      } catch let error as YamlError {
        try mend(error)
      } catch {
        fault(place(nil), Phrase("cannot be read as YAML: \(error)", "无法按 YAML 读取：\(error)"), nil)
        throw Refused()
      }
    }
    throw Refused()
  }

  /// Every scalar stays text here; what it means depends on the key it stands under.
  private static func root(of text: String) throws -> Node? {
    try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
  }

  /// Reports what the parser stumbled over, and mends it so that it can go on.
  private mutating func mend(_ error: YamlError) throws(Refused) {
    let (complaint, problem, advice) = SyntaxAdvice.of(error, source)
    guard problem != SyntaxAdvice.tooDeep, let slip = slip(behind: error) else {
      fault(place(complaint.line, complaint.column), problem, advice)
      throw Refused()
    }
    if let words = slip.words {
      fault(place(slip.line, slip.index + 1), words.problem, words.advice)
    } else {
      fault(place(complaint.line, complaint.column), problem, advice)
    }
    mended = slip.mended
  }

  /// The first slip whose mending lets the parser go further.
  private mutating func slip(behind error: YamlError) -> SyntaxSlip? {
    guard let place = error.place, mended.lines.count <= Self.mendedLines else { return nil }
    for slip in SyntaxSlips(mended, line: place.line, begun: error.begunLine).all {
      attempts += 1
      guard attempts <= Self.attemptLimit else { return nil }
      do {
        _ = try Self.root(of: ParenthesisShield.raise(slip.mended.text))
        return slip
      } catch YamlError.duplicatedKeysInMapping {
        return slip
      } catch {
        // The same complaint, moved on by what was put in before it, is none further on.
        let moved =
          slip.line == place.line && slip.index < place.column
          ? slip.mended.line(place.line).count - mended.line(place.line).count : 0
        guard let next = (error as? YamlError)?.place, next.line >= place.line,
          next.line > place.line || next.column > place.column + max(0, moved)
        else { continue }
        return slip
      }
    }
    return nil
  }

  // MARK: Converting

  private mutating func convert(_ node: Node, depth: Int) throws(Refused) -> DocumentNode {
    let place = place(node.mark)
    nodes += 1
    guard nodes <= DocumentLimits.nodes else {
      fault(
        place,
        Phrase(
          "the file has more than \(DocumentLimits.nodes) values once its aliases are filled in",
          "展开别名后，文件的值超过 \(DocumentLimits.nodes) 个"),
        Phrase(
          "a scenario needs far fewer; move data to a CSV file",
          "情景文件用不到这么多；请将数据移入 CSV 文件"))
      throw Refused()
    }
    guard depth <= DocumentLimits.depth else {
      fault(place, SyntaxAdvice.tooDeep, SyntaxAdvice.tooDeepAdvice)
      throw Refused()
    }
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain || scalar.style == .any
      let written = ParenthesisShield.lower(scalar.string)
      // `“家”` was typed as a quoted text.
      let text = plain ? written.withoutCurlyQuotes : written
      let isQuoted = !plain || text != written
      let start = isQuoted ? place.advanced(by: 1) : place
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
      fault(place, Phrase("an alias that could not be filled in", "别名无法展开"), nil)
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
        fault(
          keyPlace, Phrase("a key that is not a word", "键不是词"),
          Phrase("write `name: value`", "请写 `name: value`"))
        throw Refused()
      }
      let value = try convert(value, depth: depth + 1)
      if RepeatedKey.isRenamed(name.string) { continue }
      if name.style == .plain,
        let slipped = slippedEntries(ParenthesisShield.lower(name.string), keyPlace, value)
      {
        entries += slipped
        continue
      }
      if name.string == "<<" && name.style == .plain {
        try merge(value, into: &merged)
      } else {
        entries.append(
          DocumentNode.Entry(
            key: ParenthesisShield.lower(name.string).withoutCurlyQuotes, keyPlace: keyPlace,
            value: value))
      }
    }
    entries = joined(entries)
    guard !merged.isEmpty else { return entries }
    // What the mapping says itself goes before what it merges.
    let own = Set(entries.map(\.key))
    var taken = own
    let inherited = merged.filter { taken.insert($0.key).inserted }
    return inherited + entries
  }

  /// The entries of `{of：a，at_least：3}` and `{of:a}`, which YAML takes for one key.
  private mutating func slippedEntries(
    _ key: String, _ place: SourcePlace, _ value: DocumentNode
  ) -> [DocumentNode.Entry]? {
    let entries = SlippedEntry.all(in: key, at: place, value: value)
    guard let first = entries.first else { return nil }
    fault(place.advanced(by: first.colon), first.words.problem, first.words.advice)
    return entries.map(\.entry)
  }

  /// Joins what full-width brackets and quotation marks hold together and YAML divides at commas.
  private mutating func joined(_ entries: [DocumentNode.Entry]) -> [DocumentNode.Entry] {
    var joined: [DocumentNode.Entry] = []
    var index = 0
    while index < entries.count {
      let group = SlippedGroup(entries[index...])
      if let group {
        fault(group.place, group.words.problem, group.words.advice)
        joined.append(group.entry)
      } else {
        joined.append(entries[index])
      }
      index += group?.count ?? 1
    }
    return joined
  }

  private mutating func merge(
    _ value: DocumentNode, into merged: inout [DocumentNode.Entry]
  ) throws(Refused) {
    if let entries = value.entries {
      merged += entries
    } else if let elements = value.elements, elements.allSatisfy({ $0.entries != nil }) {
      for element in elements { merged += element.entries ?? [] }
    } else {
      fault(
        value.place,
        Phrase(
          "`<<` merges mappings, not \(value.kind.english)",
          "`<<` 只能合并映射，不能合并 \(value.kind.chinese)"), Phrase("write `<<: *name`", "请写 `<<: *name`"))
      throw Refused()
    }
    guard merged.count <= DocumentLimits.nodes else {
      fault(value.place, Phrase("`<<` merges too many keys", "`<<` 合并的键过多"), nil)
      throw Refused()
    }
  }
}

extension YamlError {
  /// Where the parser stopped.
  fileprivate var place: (line: Int, column: Int)? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      (mark.line, mark.column)
    default: nil
    }
  }

  /// The line in which what it was reading began.
  fileprivate var begunLine: Int? {
    switch self {
    case .scanner(let context, _, _, _), .parser(let context, _, _, _),
      .composer(let context, _, _, _):
      context?.mark.line
    default: nil
    }
  }
}
