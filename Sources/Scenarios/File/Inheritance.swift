internal import Tables

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
    func refuse(_ problem: String, _ advice: String?) -> DocumentNode? {
      issues.report(name.place, "extends", problem, advice)
      return nil
    }
    guard let scalar = name.scalar, !name.isNull else {
      return refuse("names a file, found \(name.kind)", "write `extends: other.yaml`")
    }
    guard let folder else {
      return refuse("a scenario that is not in a file cannot extend one", nil)
    }
    let path = PathParts.join(PathParts.split(file).folder, scalar.text)
    guard let real = FileReading.resolved(path) else {
      return refuse("there is no file \(path.quoted)", "name a file beside this one")
    }
    guard FolderTree.contains(real, folder: folder) else {
      return refuse(
        "\(path.quoted) is outside the folder of the scenario",
        "extend a file of the same folder or one below it")
    }
    guard !chain.contains(real) else {
      return refuse("\(path.quoted) extends itself in a circle", "remove one `extends`")
    }
    guard chain.count < DocumentLimits.inheritance else {
      return refuse("more than \(DocumentLimits.inheritance) files extend one another", nil)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: path, limit: DocumentLimits.fileSize)
    } catch {
      return refuse(error.description, nil)
    }
    let before = issues.count
    guard let base = DocumentComposer(file: path, issues: issues).compose(bytes) else {
      if issues.count > before {
        return refuse("\(path.quoted) has errors of its own, listed with it", nil)
      }
      return nil
    }
    guard base.entries != nil else {
      return refuse("\(path.quoted) is not a scenario: it holds \(base.kind)", nil)
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
