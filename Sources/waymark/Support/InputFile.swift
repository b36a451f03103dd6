internal import ArgumentParser
internal import Experiments
internal import Results
internal import Scenarios
internal import TableReading
internal import Tables
internal import Wording

/// The files that commands read, each of them noted so that no result takes its place; `-` is standard input.
enum InputFile {
  /// The scenario of a file.
  static func scenario(_ path: String) throws -> Scenario {
    guard isStandardInput(path) else {
      let scenario = try Scenario(file: path)
      note(scenario)
      return scenario
    }
    return try Scenario(
      bytes: FileReading.standardInputBytes(), name: FileReading.standardInput, folder: ".")
  }

  /// The table of a file.
  static func table(_ path: String) throws -> Table {
    guard isStandardInput(path) else {
      InputFiles.note(path)
      return try CSVReader.read(path)
    }
    return try CSVReader.parse(
      FileReading.standardInputBytes(), file: FileReading.standardInput)
  }

  /// A table as people keep it.
  static func data(_ path: String, _ request: DataRequest) throws -> DataFile {
    guard isStandardInput(path) else {
      InputFiles.note(path)
      return try DataFile(path, request)
    }
    return try DataFile(
      FileReading.standardInputBytes(), file: FileReading.standardInput, request)
  }

  /// New statistics in a table as people keep it.
  static func statistics(_ path: String) throws -> [AddedStatistic] {
    guard isStandardInput(path) else {
      InputFiles.note(path)
      return try StatisticTable.statistics(
        FileReading.bytes(of: path, limit: 1 << 28), file: path)
    }
    return try StatisticTable.statistics(
      FileReading.standardInputBytes(), file: FileReading.standardInput)
  }

  /// A scenario file, or the folder of a run.
  static func side(_ path: String) throws -> ComparisonSide {
    guard isStandardInput(path) else {
      let side = try ComparisonSide(path)
      note(side.scenario)
      return side
    }
    return try ComparisonSide(
      bytes: FileReading.standardInputBytes(), name: FileReading.standardInput, folder: ".")
  }

  /// The folder of a run.
  static func run(_ path: String) throws -> RunFolder {
    let run = try RunFolder(path)
    note(run.scenario)
    return run
  }

  private static func note(_ scenario: Scenario) {
    for file in scenario.filesRead { InputFiles.note(file) }
  }

  /// What messages call a file.
  static func name(_ path: String) -> String {
    isStandardInput(path) ? FileReading.standardInput : path
  }

  /// Refuses to read standard input twice.
  static func checkOnce(_ paths: [String]) throws {
    guard paths.count(where: isStandardInput) > 1 else { return }
    throw ValidationError(
      Phrase(
        "\(FileReading.standardInputMark) stands for standard input, which can be read only once",
        "\(FileReading.standardInputMark) 表示标准输入，只能读取一次"))
  }

  private static func isStandardInput(_ path: String) -> Bool {
    path == FileReading.standardInputMark
  }
}
