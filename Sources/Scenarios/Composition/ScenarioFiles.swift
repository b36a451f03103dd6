internal import Tables
internal import Wording

/// The files of one scenario: they lie in the folder of the first one or below it, and none names
/// itself.
struct ScenarioFiles {
  /// The folder that no file may leave; nil where there are no files.
  let folder: String?
  let issues: IssueCollector

  /// A file that another one names.
  struct Loaded {
    let root: DocumentNode
    let path: String
    /// The path that it really has, links followed.
    let real: String
  }

  /// What a name leads to: the folder without links, and the last name; nil where nothing stands there.
  ///
  /// However it is spelled, the file is one; behind a link to a file, tables are looked for beside the link.
  func place(of name: DocumentNode, from file: String) -> String? {
    guard let text = name.scalar?.text else { return nil }
    let parts = PathParts.split(PathParts.join(PathParts.split(file).folder, text))
    return FileReading.resolved(parts.folder).map { PathParts.join($0, parts.name) }
  }

  /// Reads a file that another one names and reports why it cannot be taken.
  ///
  /// - Parameters:
  ///   - name: the value with its name, relative to the file that names it.
  ///   - key: the key that it stands under, with what it does in words.
  ///   - file: the file that names it.
  ///   - chain: the files on the way, by the paths that they really have.
  /// - Returns: the file; nil where it cannot be taken.
  func load(
    _ name: DocumentNode, under key: NamingKey, from file: String, chain: [String]
  ) -> Loaded? {
    func refuse(_ problem: Phrase, _ advice: Phrase?) -> Loaded? {
      issues.report(name.place, key.rawValue, problem, advice)
      return nil
    }
    guard let scalar = name.scalar, !name.isNull else {
      return refuse(
        Phrase("names a file, found \(name.kind.english)", "应写文件名，实为 \(name.kind.chinese)"),
        key.example)
    }
    guard let folder else {
      return refuse(key.withoutFiles, nil)
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
          "\(path.quoted) 在情景文件所在文件夹之外"), key.folderAdvice)
    }
    guard !chain.contains(real) else {
      return refuse(key.circle(path), key.circleAdvice)
    }
    guard chain.count < DocumentLimits.inheritance else {
      return refuse(key.tooMany(DocumentLimits.inheritance), nil)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(of: path, limit: DocumentLimits.fileSize)
    } catch {
      return refuse(error.phrase, nil)
    }
    let before = issues.count
    guard let root = DocumentComposer(file: path, issues: issues).compose(bytes) else {
      if issues.count > before {
        return refuse(
          Phrase(
            "\(path.quoted) has errors of its own, listed with it",
            "\(path.quoted) 自身有错误，一并列出"), nil)
      }
      return nil
    }
    guard root.entries != nil else {
      return refuse(
        Phrase(
          "\(path.quoted) is not a scenario: it holds \(root.kind.english)",
          "\(path.quoted) 不是情景文件：内容为 \(root.kind.chinese)"), nil)
    }
    return Loaded(root: root, path: path, real: real)
  }
}

/// The keys under which a file names another one.
enum NamingKey: String {
  case extends, include

  fileprivate var example: Phrase {
    switch self {
    case .extends: Phrase("write `extends: other.yaml`", "请写 `extends: other.yaml`")
    case .include:
      Phrase(
        "write `include: {luohu: luohu.yaml}`", "请写 `include: {luohu: luohu.yaml}`")
    }
  }

  fileprivate var withoutFiles: Phrase {
    switch self {
    case .extends:
      Phrase("a scenario that is not in a file cannot extend one", "不在文件中的情景不能继承其他文件")
    case .include:
      Phrase("a scenario that is not in a file cannot include one", "不在文件中的情景不能包含其他文件")
    }
  }

  fileprivate var folderAdvice: Phrase {
    switch self {
    case .extends:
      Phrase(
        "extend a file of the same folder or one below it",
        "请继承同一文件夹或其下级文件夹中的文件")
    case .include:
      Phrase(
        "include a file of the same folder or one below it",
        "请包含同一文件夹或其下级文件夹中的文件")
    }
  }

  fileprivate func circle(_ path: String) -> Phrase {
    switch self {
    case .extends:
      Phrase("\(path.quoted) extends itself in a circle", "\(path.quoted) 循环继承自身")
    case .include:
      Phrase("\(path.quoted) includes itself in a circle", "\(path.quoted) 循环包含自身")
    }
  }

  fileprivate var circleAdvice: Phrase {
    Phrase("remove one `\(rawValue)`", "请删去一个 `\(rawValue)`")
  }

  fileprivate func tooMany(_ limit: Int) -> Phrase {
    switch self {
    case .extends:
      Phrase("more than \(limit) files extend one another", "相互继承的文件超过 \(limit) 个")
    case .include:
      Phrase("more than \(limit) files include one another", "相互包含的文件超过 \(limit) 个")
    }
  }
}
