internal import Results
public import Tables
public import Wording

extension SweepPlan {
  /// The names of all files of the sweep.
  public var fileNames: [String] {
    [SweepFiles.table] + (levels.isEmpty ? [] : [SweepFiles.levels])
      + [SweepFiles.manifest, ExperimentLedger.fileName]
  }
}

/// The files of a sweep beside its ledger.
enum SweepFiles {
  static let table = "points.csv"
  static let levels = "quantiles.csv"
  static let manifest = "sweep.json"

  /// Writes the files whole; `sweep.json` comes last, so that a folder without it holds no whole sweep.
  ///
  /// - Throws: ``LedgerError`` or ``UnwrittenFiles``.
  static func write(
    _ plan: SweepPlan, _ ledgers: [ExperimentLedger], paths: Int, to folder: String,
    beside others: [OutputFile], marksTables: Bool, again: Phrase
  ) throws {
    do {
      var output = try OutputFolder(folder, marksTables: marksTables)
      var file = try output.open(table)
      try SweepTable.stream(plan, ledgers) { try file.write($0) }
      try output.add(table, file)
      if !plan.levels.isEmpty {
        var file = try output.open(levels)
        try LevelTable.stream(plan, ledgers) { try file.write($0) }
        try output.add(levels, file)
      }
      for file in others { try output.add(file.name, file.bytes) }
      try output.mark(manifest, plan.manifest(paths: paths))
      try output.commit()
    } catch let error as FileError {
      throw UnwrittenFiles(fault: error, again: again)
    }
  }
}

/// Results that are all there but could not be written out.
public struct UnwrittenFiles: Refusal, Hashable {
  /// What went wrong.
  public let fault: FileError
  /// How to do it again.
  let again: Phrase

  /// How a program ends that is refused so.
  public var exit: ExitClass { fault.exit }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase(
      "\(fault); nothing that was computed is lost: mend that and \(again.english)",
      "\(fault.phrase.chinese)；已算出的结果并未丢失：解决后请\(again.chinese)")
  }
}
