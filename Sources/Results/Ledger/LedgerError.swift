public import Tables

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
  /// The file cannot be created or opened for writing.
  case cannotOpen(path: String, detail: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .missing: .missingInput
    case .changed, .notALedger, .newer, .older, .corrupt, .cutOff, .fewerPaths,
      .otherStretches:
      .badData
    case .noFolder(.cannotWrite(_, .diskFull)): .inputOutput
    case .alreadyThere, .inUse, .noFolder, .cannotOpen: .cannotCreate
    case .diskFull, .inputOutput, .notKept: .inputOutput
    }
  }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .changed(let changed): changed.description
    case .alreadyThere(let path):
      "\(path): holds an experiment already; add --resume to go on with it, or give another folder "
        + "with --out"
    case .missing(let path):
      "\(path): does not exist: no experiment was begun in that folder"
    case .inUse(let path):
      "\(path): another process is writing it; wait for its end, or end it and try again with "
        + "--resume"
    case .notALedger(let path):
      "\(path): is not a ledger of Waymark; move it away, or give another folder with --out"
    case .newer(let path, let form, let known):
      "\(path): was written by a later version of Waymark (form \(form), this program knows "
        + "\(known)); resume it with that version"
    case .older(let path, let form, let known):
      "\(path): was written by an earlier version of Waymark (form \(form), this program writes "
        + "\(known)); begin again in an empty folder, or resume it with that version"
    case .corrupt(let path, let detail):
      "\(path): is damaged (\(detail)); put a copy of before in its place, or begin again in "
        + "another folder with --out"
    case .cutOff(let path):
      "\(path): was cut off in the middle of a write; go on with --resume, which takes the last "
        + "write back"
    case .otherStretches(let path, let point):
      "\(path): point \(point) was done in other stretches of paths, which cannot be joined; merge "
        + "into another folder with --out"
    case .notKept(let detail):
      "the temporary files of the results cannot be written (\(detail)); nothing was kept: free some "
        + "space, or give a folder with --out, where results are kept as they come"
    case .fewerPaths(let path, let asked, let done):
      "\(path): has points with \(done) paths already; --paths can be raised but not lowered to "
        + "\(asked)"
    case .diskFull(let path):
      "\(path): the disk or the quota is full; what was computed so far is kept: free some space "
        + "and go on with --resume"
    case .inputOutput(let path, let detail):
      "\(path): cannot be read or written (\(detail)); what was computed so far is kept: mend the "
        + "cause and go on with --resume"
    case .noFolder(let error): error.description
    case .cannotOpen(let path, let detail):
      "\(path): cannot be opened for writing (\(detail)); give another folder with --out"
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

  /// The sentence for people, a line for each fact.
  public var description: String {
    "\(path): holds another experiment, which cannot be resumed with these changes:\n"
      + changes.map { "  \($0)\n" }.joined()
      + "Take back what changed, or begin a new experiment in another folder with --out."
  }
}
