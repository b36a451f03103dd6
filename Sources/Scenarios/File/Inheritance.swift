internal import Tables
internal import Wording

/// Fills in what a file inherits through `extends: other.yaml`.
struct Inheritance {
  let folder: String?
  let issues: IssueCollector
  /// The files on the way, by the paths that they really have.
  private var chain: [String] = []

  init(folder: String?, issues: IssueCollector) {
    self.folder = folder
    self.issues = issues
  }

  /// Merges a file over the file that it extends.
  mutating func resolve(_ root: DocumentNode, file: String) -> DocumentNode {
    chain.append(FileReading.resolved(file) ?? file)
    guard let entries = root.entries, let index = entries.firstIndex(where: { $0.key == "extends" })
    else { return root }
    var own = entries
    let name = own.remove(at: index).value
    let stripped = DocumentNode(place: root.place, content: .mapping(own))
    guard let base = load(name, from: file) else { return stripped }
    return Self.merge(stripped, over: base)
  }

  private mutating func load(_ name: DocumentNode, from file: String) -> DocumentNode? {
    func refuse(_ problem: Phrase, _ advice: Phrase?) -> DocumentNode? {
      issues.report(name.place, "extends", problem, advice)
      return nil
    }
    guard let scalar = name.scalar, !name.isNull else {
      return refuse(
        Phrase(
          "names a file, found \(name.kind.english)",
          "应写文件名，实为 \(name.kind.chinese)"),
        Phrase("write `extends: other.yaml`", "请写 `extends: other.yaml`"))
    }
    guard let folder else {
      return refuse(
        Phrase("a scenario that is not in a file cannot extend one", "不在文件中的情景不能继承其他文件"), nil)
    }
    let path = PathParts.join(PathParts.split(file).folder, scalar.text)
    guard let real = FileReading.resolved(path) else {
      return refuse(
        Phrase("there is no file \(path.quoted)", "没有文件 \(path.quoted)"),
        Phrase("name a file beside this one", "请用本文件旁的文件"))
    }
    guard FolderTree.contains(real, folder: folder) else {
      return refuse(
        Phrase(
          "\(path.quoted) is outside the folder of the scenario",
          "\(path.quoted) 在情景文件所在文件夹之外"),
        Phrase(
          "extend a file of the same folder or one below it",
          "请继承同一文件夹或其下级文件夹中的文件"))
    }
    guard !chain.contains(real) else {
      return refuse(
        Phrase("\(path.quoted) extends itself in a circle", "\(path.quoted) 循环继承自身"),
        Phrase("remove one `extends`", "请删去一个 `extends`"))
    }
    guard chain.count < DocumentLimits.inheritance else {
      return refuse(
        Phrase(
          "more than \(DocumentLimits.inheritance) files extend one another",
          "相互继承的文件超过 \(DocumentLimits.inheritance) 个"), nil)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: path, limit: DocumentLimits.fileSize)
    } catch {
      return refuse(error.phrase, nil)
    }
    let before = issues.count
    guard let base = DocumentComposer(file: path, issues: issues).compose(bytes) else {
      if issues.count > before {
        return refuse(
          Phrase(
            "\(path.quoted) has errors of its own, listed with it",
            "\(path.quoted) 自身有错误，一并列出"), nil)
      }
      return nil
    }
    guard base.entries != nil else {
      return refuse(
        Phrase(
          "\(path.quoted) is not a scenario: it holds \(base.kind.english)",
          "\(path.quoted) 不是情景文件：内容为 \(base.kind.chinese)"), nil)
    }
    return resolve(base, file: path)
  }

  /// Lays one tree over another: mappings key by key, everything else whole; an empty value
  /// removes the key that it stands under.
  static func merge(_ top: DocumentNode, over base: DocumentNode) -> DocumentNode {
    guard let topEntries = top.entries, let baseEntries = base.entries else { return top }
    let overrides = Dictionary(topEntries.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
    var merged: [DocumentNode.Entry] = []
    for entry in baseEntries {
      guard let override = overrides[entry.key] else {
        merged.append(entry)
        continue
      }
      if override.value.isNull { continue }
      merged.append(
        DocumentNode.Entry(
          key: entry.key, keyPlace: override.keyPlace,
          value: merge(override.value, over: entry.value)))
    }
    let inherited = Set(baseEntries.map(\.key))
    merged += topEntries.filter { !inherited.contains($0.key) }
    return DocumentNode(place: top.place, content: .mapping(merged))
  }
}

/// Folders as trees.
enum FolderTree {
  /// Whether a real path lies in a folder or below it, links followed.
  static func contains(_ realPath: String, folder: String) -> Bool {
    guard let root = FileReading.resolved(folder) else { return false }
    return realPath.hasPrefix(root == "/" ? "/" : root + "/")
  }
}
