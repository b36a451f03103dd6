internal import ArgumentParser
internal import Experiments
internal import Reports
internal import Results
internal import Tables
internal import Wording

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: Phrase(
      "Joins the shards of a sweep to the bytes of the whole.",
      "将扫描的各分片合并为整体。")(.spoken),
    discussion: Phrase(
      """
      The folders are those that `waymark sweep --shard I/N --out DIR` wrote, in any order. With --out,
      the folder gets points.csv, sweep.json and a ledger from which the sweep can be resumed.

      Example:
        waymark merge out/part-* --out out/sweep
      """,
      """
      这些文件夹由 `waymark sweep --shard I/N --out DIR` 写出，次序不限。加 --out 则写出 points.csv、
      sweep.json 和可供继续扫描的账本。

      示例：
        waymark merge out/part-* --out out/sweep
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(Phrase("The folders of all shards.", "所有分片的文件夹。"), valueName: "dir"),
    completion: .directory)
  var folders: [String]

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    do { try merge() } catch let error as LedgerError { throw MergeError.ledger(error) }
  }

  private func merge() throws {
    let merged = try MergedSweep(folders)
    let answer = SweepText(try merged.summary(), language: common.language)
    let points = try output.points { try merged.stream(to: $0) }
    if let out = output.out {
      let consequence = Phrase("merge again the same way", "请以同样方式重新合并")
      Interruption.consequence.withLock { $0 = consequence }
      try merged.write(
        to: out, beside: output.documents(answer, points), marksTables: common.csvBom)
    }
    try output.writeCharts(answer)
    switch common.format {
    case .table:
      try common.print(
        answer, [], in: output.out,
        files: merged.plan.fileNames + output.documents(answer, []).map(\.name))
    case .csv:
      try common.beginCSV()
      try merged.stream { try Terminal.write($0) }
    case .json:
      var bytes: [UInt8] = []
      try merged.stream { bytes += $0 }
      try Terminal.write(RowsJSON.bytes(ofCSV: bytes, texts: SweepTable.texts))
    }
  }
}
