public import Tables
public import Wording

/// Why a ledger is not opened, or why it could not be written.
public enum LedgerError: Refusal, Hashable, Sendable {
  /// The ledger holds another experiment than the one that was asked for.
  case changed(ChangedExperiment)
  /// There is a ledger, and nobody said that its experiment is to be resumed.
  case alreadyThere(path: String)
  /// There is no ledger.
  case missing(path: String)
  /// Another process is writing the ledger.
  case inUse(path: String)
  /// The file is no ledger.
  case notALedger(path: String)
  /// A journal that ends in the name of another file, which SQLite would delete.
  case namesAFile(path: String)
  /// The ledger has a form of a later version of the program.
  case newer(path: String, form: Int, known: Int)
  /// An earlier version of the program wrote it in another form.
  case older(path: String, form: Int, known: Int)
  /// The ledger is damaged.
  case corrupt(path: String, detail: String)
  /// The last write was cut off and has not been taken back yet, which only a writer may do.
  case cutOff(path: String)
  /// A stretch of paths begins inside one that another ledger has.
  case otherStretches(path: String, point: Int)
  /// A ledger that is not kept cannot be written.
  case notKept(detail: String)
  /// Fewer paths are asked for than some points have.
  case fewerPaths(path: String, asked: Int, done: Int)
  /// No space is left for the next batch; all earlier ones are safe.
  case diskFull(path: String)
  /// The system refused to read or write; all batches before are safe.
  case inputOutput(path: String, detail: String)
  /// The folder cannot be made.
  case noFolder(FileError)
  /// The file cannot be created or opened.
  case cannotOpen(path: String, detail: String)
  /// With all its folders the path is longer than SQLite takes.
  case longPath(path: String, bytes: Int)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .missing: .missingInput
    case .changed, .notALedger, .namesAFile, .newer, .older, .corrupt, .cutOff, .fewerPaths,
      .otherStretches:
      .badData
    case .noFolder(.cannotWrite(_, .diskFull)): .inputOutput
    case .alreadyThere, .inUse, .noFolder, .cannotOpen, .longPath: .cannotCreate
    case .diskFull, .inputOutput, .notKept: .inputOutput
    }
  }

  /// The sentence for people.
  public var phrase: Phrase {
    phrase(again: Phrase("go on with --resume", "用 --resume 继续"))
  }

  /// The sentence for people.
  ///
  /// - Parameter again: how what was cut short is done again.
  /// - Returns: what went wrong, and what to do.
  package func phrase(again: Phrase) -> Phrase {
    switch self {
    case .changed(let changed): changed.phrase
    case .alreadyThere(let path):
      Phrase(
        "\(path): holds an experiment already; add --resume to go on with it, or give another folder "
          + "with --out",
        "\(path)：已有实验；请加上 --resume 继续，或用 --out 指定另一文件夹")
    case .missing(let path):
      Phrase(
        "\(path): does not exist: no experiment was begun in that folder",
        "\(path)：不存在：该文件夹中没有开始过实验")
    case .inUse(let path):
      Phrase(
        "\(path): another process is writing it (if there is none, its file system has no locks: take a folder on "
          + "another one); wait for its end, or end it, and \(again.english)",
        "\(path)：另一进程正在写入（如并无此进程，则其文件系统不支持文件锁：请改用其他文件系统上的文件夹）；请等其结束，或结束它，然后\(again.chinese)")
    case .notALedger(let path):
      Phrase(
        "\(path): is not a ledger of Waymark; move it away, or give another folder with --out",
        "\(path)：不是 Waymark 的账本；请移走，或用 --out 指定另一文件夹")
    case .namesAFile(let path):
      Phrase(
        "\(path): is damaged: it ends in the name of another file, which SQLite would delete; move it away, or "
          + "give another folder with --out",
        "\(path)：已损坏：它以另一文件的名称结尾，SQLite 会删除该文件；请移走，或用 --out 指定另一文件夹")
    case .newer(let path, let form, let known):
      Phrase(
        "\(path): was written by a later version of Waymark (form \(form), this program knows "
          + "\(known)); resume it with that version",
        "\(path)：由较新版本的 Waymark 写成（格式 \(form)，本程序支持 \(known)）；请用该版本继续")
    case .older(let path, let form, let known):
      Phrase(
        "\(path): was written by an earlier version of Waymark (form \(form), this program writes "
          + "\(known)); begin again in an empty folder, or resume it with that version",
        "\(path)：由较旧版本的 Waymark 写成（格式 \(form)，本程序写 \(known)）；请在空文件夹中重新开始，或用该版本继续")
    case .corrupt(let path, let detail):
      Phrase(
        "\(path): is damaged (\(detail)); put a copy of before in its place, or begin again in "
          + "another folder with --out",
        "\(path)：已损坏（\(detail)）；请换回先前的副本，或用 --out 在另一文件夹重新开始")
    case .cutOff(let path):
      Phrase(
        "\(path): was cut off in the middle of a write; go on with its sweep and --resume, which takes the last "
          + "write back",
        "\(path)：写入中途被中断；请用 --resume 继续该扫描，它会撤回最后一次写入")
    case .otherStretches(let path, let point):
      Phrase(
        "\(path): point \(point) was done in other stretches of paths, which cannot be joined; merge "
          + "into another folder with --out",
        "\(path)：点 \(point) 的路径分段不同，无法拼接；请用 --out 合并到另一文件夹")
    case .notKept(let detail):
      Phrase(
        "the temporary files of the results cannot be written (\(detail)); nothing was kept: free some "
          + "space, or give a folder with --out, where results are kept as they come",
        "结果的临时文件无法写入（\(detail)）；没有保留任何结果：请腾出空间，或用 --out 指定文件夹，结果将随时保存")
    case .fewerPaths(let path, let asked, let done):
      Phrase(
        "\(path): has points with \(done) paths already; --paths can be raised but not lowered to "
          + "\(asked)",
        "\(path)：有的点已有 \(done) 条路径；--paths 可以提高，不能降到 \(asked)")
    case .diskFull(let path):
      Phrase(
        "\(path): the disk or the quota is full; what was computed so far is kept: free some space "
          + "and \(again.english)",
        "\(path)：磁盘或配额已满；已算出的结果均已保留：请腾出空间后\(again.chinese)")
    case .inputOutput(let path, let detail):
      Phrase(
        "\(path): cannot be read or written (\(detail)); what was computed so far is kept: mend the "
          + "cause and \(again.english)",
        "\(path)：无法读写（\(detail)）；已算出的结果均已保留：请解决后\(again.chinese)")
    case .noFolder(let error): error.phrase
    case .cannotOpen(let path, let detail):
      Phrase(
        "\(path): cannot be opened (\(detail)); see who may read and write it and its folder, or give another folder",
        "\(path)：无法打开（\(detail)）；请检查该文件及其文件夹的读写权限，或指定另一文件夹")
    case .longPath(let path, let bytes):
      Phrase(
        "\(path): its path has \(bytes) bytes with all folders, more than the \(LedgerFile.longestPath) that "
          + "SQLite opens; move it into a folder with a shorter path, or give one",
        "\(path)：其完整路径有 \(bytes) 字节，超过 SQLite 可打开的 \(LedgerFile.longestPath) 字节；请移入或改用路径较短的文件夹")
    }
  }
}

/// An experiment that is not the one in its ledger.
public struct ChangedExperiment: Error, Hashable, Sendable, CustomStringConvertible {
  /// The ledger.
  public let path: String
  /// Every fact that differs.
  public let changes: [FactChange]

  /// Takes down what changed.
  public init(path: String, changes: [FactChange]) {
    self.path = path
    self.changes = changes
  }

  /// The sentence in English.
  public var description: String { phrase.english }

  /// The sentence for people, a line for each fact.
  public var phrase: Phrase {
    Phrase(
      "\(path): holds another experiment, which cannot be resumed with these changes:\n",
      "\(path)：是另一实验，有下列变化，不能继续：\n")
      + changes.lines
      + Phrase(
        "Take back what changed, or begin a new experiment in another folder with --out.",
        "请撤回变化，或用 --out 在另一文件夹开始新的实验。")
  }
}
