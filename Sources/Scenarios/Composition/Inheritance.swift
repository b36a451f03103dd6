internal import Tables
internal import Wording

/// Fills in what a file inherits through `extends: other.yaml` or `extends: [one.yaml, other.yaml]`.
struct Inheritance {
  let files: ScenarioFiles
  /// The files that were read on the way, as the texts of places name them.
  private(set) var read: Set<String> = []
  /// What files are with what they inherit, by their places: one that is named by many is
  /// put together once, else four levels of ten names each would be ten thousand.
  private var resolved: [String: DocumentNode] = [:]

  init(_ files: ScenarioFiles) { self.files = files }

  /// Merges a file over those that it extends.
  ///
  /// - Parameters:
  ///   - root: the file as a tree.
  ///   - file: its path.
  ///   - chain: the files on the way, by the paths that they really have.
  /// - Returns: the tree with what it inherits.
  mutating func resolve(
    _ root: DocumentNode, file: String, chain: [String] = []
  ) -> DocumentNode {
    read.insert(file)
    guard let entries = root.entries, let index = entries.firstIndex(where: { $0.key == "extends" })
    else { return root }
    var own = entries
    let value = own.remove(at: index).value
    let chain = chain + [FileReading.resolved(file) ?? file]
    var base: DocumentNode?
    // Of several parents a later one is laid over an earlier one.
    for name in value.elements ?? [value] {
      guard let parent = parent(name, of: file, chain) else { continue }
      base = base.map { Self.merge(parent, over: $0) } ?? parent
    }
    let stripped = DocumentNode(place: root.place, content: .mapping(own))
    return base.map { Self.merge(stripped, over: $0) } ?? stripped
  }

  /// A file that another one names, with what it inherits; nil where something is wrong with it.
  private mutating func parent(
    _ name: DocumentNode, of file: String, _ chain: [String]
  ) -> DocumentNode? {
    let place = files.place(of: name, from: file)
    if let place, let known = resolved[place] { return known }
    guard let loaded = files.load(name, under: .extends, from: file, chain: chain) else {
      return nil
    }
    let parent = resolve(loaded.root, file: loaded.path, chain: chain)
    if let place { resolved[place] = parent }
    return parent
  }

  /// Lays one tree over another: mappings key by key, everything else whole; an empty value
  /// removes the key that it stands under.
  ///
  /// A file in one word, as in `include: {g5: g5.yaml}`, is a mapping with its `file`.
  static func merge(_ top: DocumentNode, over base: DocumentNode) -> DocumentNode {
    merge(top, over: base, isInclude: false)
  }

  private static func merge(
    _ top: DocumentNode, over base: DocumentNode, isInclude: Bool
  ) -> DocumentNode {
    guard let topEntries = top.entries, let baseEntries = base.entries else { return top }
    let overrides = Dictionary(topEntries.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
    var merged: [DocumentNode.Entry] = []
    for entry in baseEntries {
      guard let override = overrides[entry.key] else {
        merged.append(entry)
        continue
      }
      if override.value.isNull { continue }
      // A table in the place of values, or values in that of a table, is another history.
      if entry.key == "history", (override.value["file"] == nil) != (entry.value["file"] == nil) {
        merged.append(override)
        continue
      }
      merged.append(
        DocumentNode.Entry(
          key: entry.key, keyPlace: override.keyPlace,
          value: merge(
            override.value, over: isInclude ? entry.value.asInclude : entry.value,
            isInclude: !isInclude && entry.key == "include")))
    }
    let inherited = Set(baseEntries.map(\.key))
    merged += topEntries.filter { !inherited.contains($0.key) }
    return DocumentNode(place: top.place, content: .mapping(merged))
  }
}

extension DocumentNode {
  /// What stands under a name of `include`, its file written out.
  fileprivate var asInclude: DocumentNode {
    guard scalar != nil, !isNull else { return self }
    return DocumentNode.emptyMapping(at: place).setting("file", to: self, at: place)
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
