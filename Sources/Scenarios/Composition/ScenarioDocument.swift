internal import Quantities
internal import Tables
internal import Wording

/// A scenario file as written, with what it inherits filled in.
///
/// Every node keeps the place, file included, at which it stands; no rule of the format beyond
/// those of YAML and `extends` has been checked.
package struct ScenarioDocument {
  /// The file that was asked for, as the user named it.
  package let file: String
  /// The root mapping.
  package let root: DocumentNode
  /// The file and what it includes, each with names of its own; the file first.
  let parts: [DocumentPart]
  /// What names in each part mean.
  let scopes: [NameScope]
  /// The folder that paths in the scenario may not leave; nil when there are no files.
  let folder: String?
  /// Whether what it includes could not all be read.
  let isIncomplete: Bool
  let issues: IssueCollector
  /// For indicators of which more was observed since the file was written the last period of the grid that
  /// was known then.
  private(set) var observedBefore: [String: Period] = [:]

  /// Reads a file and those that it extends.
  ///
  /// - Throws: ``ScenarioError``.
  package init(path: String) throws(ScenarioError) {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: path, limit: DocumentLimits.fileSize)
    } catch {
      if case .tooLarge(_, let size, _) = error {
        throw .invalid(Self.tooLarge(path, size: size))
      }
      throw .unreadable(
        FileFailure(file: path, isMissing: error.isMissing, phrase: error.phrase))
    }
    try self.init(bytes, file: path, folder: PathParts.split(path).folder)
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: what a file would hold.
  ///   - file: the name that messages give.
  ///   - folder: where other files that it names stand; nil when it may name none.
  /// - Throws: ``ScenarioError/invalid(_:)``.
  package init(
    text: String, file: String, folder: String? = nil
  ) throws(ScenarioError) {
    try self.init(Array(text.utf8), file: file, folder: folder)
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: what a file would hold.
  ///   - file: the name that messages give.
  ///   - folder: where other files that it names stand; nil when it may name none.
  /// - Throws: ``ScenarioError/invalid(_:)``.
  package init(_ bytes: [UInt8], file: String, folder: String?) throws(ScenarioError) {
    guard bytes.count <= DocumentLimits.fileSize else {
      throw .invalid(Self.tooLarge(file, size: bytes.count))
    }
    self.file = file
    self.folder = folder
    issues = IssueCollector()
    let composer = DocumentComposer(file: file, issues: issues)
    guard var root = composer.compose(bytes) else {
      throw .invalid(issues.report(file: file))
    }
    guard root.entries != nil else {
      issues.report(
        root.place, "",
        Phrase(
          "a scenario is a mapping of keys, found \(root.kind.english)",
          "情景文件应为键的映射，实为 \(root.kind.chinese)"),
        Phrase("begin with `waymark: 1`", "请以 `waymark: 1` 开头"))
      throw .invalid(issues.report(file: file))
    }
    var inheritance = Inheritance(ScenarioFiles(folder: folder, issues: issues))
    let before = issues.count
    root = inheritance.resolve(root, file: file)
    // What a file that was not found would have given is not missing.
    if issues.count > before, root["time"] == nil || root["indicators"] == nil {
      throw .invalid(issues.report(file: file))
    }
    self.root = root
    (parts, scopes, isIncomplete) = Self.parts(of: root, inheritance)
  }

  /// Reads a text that extends a document that is read already: the same scenario as that of a file which
  /// holds the text beside the document's own and names that one under `extends`.
  ///
  /// - Parameters:
  ///   - text: what the file would hold.
  ///   - file: its path, in the folder of the document.
  ///   - base: what it extends, whatever it says of that.
  /// - Throws: ``ScenarioError/invalid(_:)``.
  package init(
    text: String, file: String, extending base: ScenarioDocument
  ) throws(ScenarioError) {
    self.file = file
    folder = base.folder
    issues = IssueCollector()
    for source in base.issues.registered { issues.register(source) }
    let composer = DocumentComposer(file: file, issues: issues)
    guard let own = composer.compose(Array(text.utf8)), own.entries != nil else {
      throw .invalid(issues.report(file: file))
    }
    root = Inheritance.merge(own.setting("extends", to: nil, at: own.place), over: base.root)
    var composition = ScenarioComposition(ScenarioFiles(folder: folder, issues: issues))
    composition.compose(root, files: (base.parts[0].files ?? []).union([file]))
    (parts, scopes, isIncomplete) = (
      composition.parts, composition.scopes(), composition.isIncomplete
    )
  }

  /// A document that no file holds.
  init(root: DocumentNode, file: String, folder: String?) {
    self.file = file
    self.root = root
    self.folder = folder
    issues = IssueCollector()
    var inheritance = Inheritance(ScenarioFiles(folder: folder, issues: issues))
    (parts, scopes, isIncomplete) = Self.parts(
      of: inheritance.resolve(root, file: file), inheritance)
  }

  /// The document with other sections, to be decoded anew.
  ///
  /// - Parameters:
  ///   - parts: as many parts as it has.
  ///   - sources: texts that messages may show.
  ///   - observedBefore: what ``observedBefore`` says.
  /// - Returns: the document.
  func with(
    parts: [DocumentPart], sources: [SourceText], observedBefore: [String: Period]
  ) -> ScenarioDocument {
    var other = ScenarioDocument(self, parts: parts, sources: sources)
    other.observedBefore = observedBefore
    return other
  }

  private init(_ other: ScenarioDocument, parts: [DocumentPart], sources: [SourceText]) {
    file = other.file
    root = other.root
    scopes = other.scopes
    folder = other.folder
    isIncomplete = other.isIncomplete
    self.parts = parts
    issues = IssueCollector()
    for source in sources { issues.register(source) }
  }

  /// The files that each file includes, itself or in its families, by its name among the parts.
  var innerFiles: [String: [DocumentPart]] {
    var inner: [String: [DocumentPart]] = [:]
    for part in parts where part.files != nil {
      var outer = part.parent
      while let index = outer, parts[index].files == nil { outer = parts[index].parent }
      if let outer { inner[parts[outer].name, default: []].append(part) }
    }
    return inner
  }

  /// What a case of the file sets: the keys of each value from the case on, and the value as it is written.
  package func settings(ofCase name: String) -> [(keys: [String], value: String)] {
    func values(_ node: DocumentNode, _ keys: [String]) -> [(keys: [String], value: String)] {
      (node.entries ?? []).flatMap { entry in
        entry.value.scalar.map { [(keys + [entry.key], $0.text)] }
          ?? values(entry.value, keys + [entry.key])
      }
    }
    guard let item = root["cases"]?[name] else { return [] }
    return values(item, []).filter { !["label", "note", "source"].contains($0.keys[0]) }
  }

  /// Whether what was observed of an indicator stands in a file value by value, and in no table.
  package func writesHistory(of indicator: String) -> Bool {
    parts.contains { part in
      (part.root["indicators"]?.entries ?? []).contains { entry in
        part.qualified(entry.key) == indicator && entry.value["history"]?.entries != nil
          && entry.value["history"]?["file"] == nil
      }
    }
  }

  private static func parts(
    of root: DocumentNode, _ inheritance: Inheritance
  ) -> ([DocumentPart], [NameScope], isIncomplete: Bool) {
    var composition = ScenarioComposition(inheritance.files)
    composition.compose(root, files: inheritance.read)
    return (composition.parts, composition.scopes(), composition.isIncomplete)
  }

  private static func tooLarge(_ file: String, size: Int) -> InvalidScenario {
    let issues = IssueCollector()
    issues.register(SourceText("", file: file))
    issues.report(
      SourcePlace(file: file, line: 1, column: 1), "",
      Phrase(
        "the file has \(size) bytes, more than the \(DocumentLimits.fileSize) that are read",
        "文件有 \(size) 字节，超过可读取的 \(DocumentLimits.fileSize) 字节"),
      Phrase(
        "move data to a CSV file and name it under `history: {file: …}`",
        "请将数据移入 CSV 文件，并在 `history: {file: …}` 中引用"))
    return issues.report(file: file)
  }
}
