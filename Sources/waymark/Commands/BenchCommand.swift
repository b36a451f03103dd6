public import ArgumentParser
internal import Arguments
internal import Columns
internal import Experiments
internal import Reports
internal import Simulation
internal import Tables
internal import Wording
public import Workloads

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: Phrase(
      "The standard workloads on this machine: how fast, and whether right.",
      "本机上的标准负载：多快，是否正确。")(.spoken),
    discussion: Phrase(
      """
      W1a: one output, 60 periods. W1: three indicators. W2: 10,000 logistic and 10,000 Gompertz fits.
      W3: a sweep of 1,000 settings. Each is timed from the compiled scenario to all statistics in
      memory, random numbers included, and its statistics are compared with those of other programs;
      exit code 1 if they do not agree.

      Examples:
        waymark bench --workload W1a --workers 1 --repeat 5
        waymark bench --repeat 0 --verify
      """,
      """
      W1a：一个产值指标，60 期。W1：三个指标。W2：逻辑斯蒂与 Gompertz 曲线各拟合 10,000 次。W3：1,000
      种设定的扫描。计时从编译好的情景到内存中的全部统计量，包括随机数；统计量与其他程序的结果
      比较，不符则退出码为 1。

      示例：
        waymark bench --workload W1a --workers 1 --repeat 5
        waymark bench --repeat 0 --verify
      """)(.spoken))

  @Option(
    help: ArgumentHelp(
      Phrase("Only this workload; may be repeated.", "只运行此负载；可重复给出。"), valueName: "W1a|W1|W2|W3"))
  var workload: [Workload] = []

  @Option(
    name: .customLong("repeat"),
    help: ArgumentHelp(Phrase("Runs of each.", "每项运行的次数。"), valueName: "n"))
  var repetitions = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "Paths instead of 1,000,000 (W3: 10,000); the check allows for their error.",
        "路径数，代替 1,000,000（W3：10,000）；检验时计入其误差。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @Flag(
    help: ArgumentHelp(
      Phrase(
        """
        Also check that small runs give the bytes that they gave when the program was made, on every \
        instruction set that this processor has and with 1 to 3 workers.
        """, "并检验小规模运行的字节与程序制作时相同：在此处理器具备的每种指令集上，用 1 至 3 个线程。")))
  var verify = false

  @Option(
    help: ArgumentHelp(
      Phrase(
        "Write the scenario files of the workloads, for waymark run, and time nothing.",
        "写出各负载的情景文件，供 waymark run 使用，不计时。"),
      valueName: "dir"), completion: .directory)
  var outScenarios: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(0...1000).contains(repetitions) {
      throw ValidationError(
        Phrase(
          "--repeat must be between 0 and 1000, found \(repetitions)",
          "--repeat 必须在 0 与 1000 之间，实为 \(repetitions)"))
    }
    if repetitions == 0, !verify {
      throw ValidationError(
        Phrase("--repeat 0 times nothing; it is for --verify alone", "--repeat 0 不计时，只用于 --verify"))
    }
    if let paths, !(100...1_000_000_000).contains(paths) {
      throw ValidationError(
        Phrase(
          "--paths must be between 100 and 1000000000, found \(paths)",
          "--paths 必须在 100 与 1000000000 之间，实为 \(paths)"))
    }
    if paths != nil, !workload.isEmpty, workload.allSatisfy({ $0 == .W2 }) {
      throw ValidationError(
        Phrase(
          "--paths: W2 has no paths, it fits 10,000 series of each curve",
          "--paths：W2 没有路径，它对每种曲线拟合 10,000 个序列"))
    }
    if outScenarios != nil, verify || paths != nil {
      throw ValidationError(
        Phrase(
          "--out-scenarios only writes files: leave out --verify and --paths",
          "--out-scenarios 只写文件：请去掉 --verify 和 --paths"))
    }
    if outScenarios != nil, workload == [.W2] {
      throw ValidationError(
        Phrase(
          "--out-scenarios: W2 fits series and has no scenario", "--out-scenarios：W2 拟合序列，没有情景文件"))
    }
  }

  func run() throws {
    if let outScenarios { return try writeScenarios(to: outScenarios) }
    let isRight = try repetitions == 0 || time()
    let isSame = try !verify || checkBytes()
    guard isRight else {
      throw Failure.Message(
        code: .checkFailed,
        text: Phrase("the statistics do not agree with the references", "统计量与参考值不符"))
    }
    guard isSame else {
      throw Failure.Message(
        code: .checkFailed, text: Phrase("the bytes are not those of this version", "字节与本版本的不符"))
    }
  }

  /// Writes the scenarios of the workloads, over no file that holds something else.
  private func writeScenarios(to folder: String) throws {
    let files = chosen.compactMap { workload in
      workload.scenario.map { (name: "\(workload.rawValue).yaml", bytes: Array($0.utf8)) }
    }
    let missing = files.filter { file in
      !FileReading.holds(file.bytes, at: PathParts.join(folder, file.name))
    }
    do throws(FileError) {
      try NewFile.write(missing, in: folder)
    } catch {
      guard error.isTaken else { throw error }
      throw Failure.Message(
        code: .cannotCreate,
        text: Phrase(
          "--out-scenarios: ", "--out-scenarios：") + error.phrase
          + Phrase("; name another folder, or remove it first", "；请另选文件夹，或先删去它"))
    }
  }

  /// Times and prints.
  ///
  /// - Returns: whether all statistics agree with their references.
  private func time() throws -> Bool {
    var rows: [BenchmarkRow] = []
    var isRight = true
    for workload in chosen {
      for (row, deviations) in try workload == .W2 ? fits() : simulations(workload) {
        rows.append(row)
        isRight = isRight && row.isRight
        for deviation in deviations { Terminal.writeError("\(deviation)") }
      }
    }
    let timed = rows
    try common.print(BenchText(timed), [TableFile("bench.csv", BenchmarkRow.table, timed)])
    return isRight
  }

  /// Prints for each workload whether its bytes are the golden ones; beside a table of numbers that
  /// goes to standard error.
  private func checkBytes() throws -> Bool {
    var isSame = true
    for workload in chosen {
      if Interruption.hasCome { throw CancellationError() }
      let check = try BytesCheck(workload)
      isSame = isSame && check.isSame
      if common.format == .table && check.isSame {
        try Terminal.write(check.text + "\n")
      } else {
        Terminal.writeError(check.text)
      }
    }
    return isSame
  }

  /// The workloads that were asked for, each once.
  private var chosen: [Workload] {
    Workload.allCases.filter { workload.isEmpty || workload.contains($0) }
  }

  private typealias Measured = [(row: BenchmarkRow, deviations: [Deviation])]

  private func simulations(_ workload: Workload) throws -> Measured {
    let benchmark = try SimulationBenchmark(workload)
    let paths = paths ?? workload.defaultPaths
    // The first blocks of a process wait for memory and for pages of the program.
    _ = benchmark.run(paths: min(paths, 512), workers: common.workerCount)
    return try (0..<repetitions).map { _ in
      let (summary, seconds, memory) = measure {
        benchmark.run(paths: paths, workers: common.workerCount) { _ in !Interruption.hasCome }
      }
      guard summary.paths == paths else { throw CancellationError() }
      let deviations = benchmark.deviations(summary)
      return (
        BenchmarkRow(
          workload: workload.rawValue, workers: common.workerCount, build: build, seconds: seconds,
          units: benchmark.units(paths: paths), unit: .pathPeriod, size: paths,
          settings: workload.settings, peakMebibytes: memory, isRight: deviations.isEmpty),
        deviations
      )
    }
  }

  private func fits() throws -> Measured {
    let benchmarks = FittingBenchmark.Curve.allCases.map { FittingBenchmark($0) }
    for benchmark in benchmarks { _ = benchmark.run(workers: common.workerCount) }
    var measured: Measured = []
    for _ in 0..<repetitions {
      for benchmark in benchmarks {
        if Interruption.hasCome { throw CancellationError() }
        let (estimates, seconds, memory) = measure { benchmark.run(workers: common.workerCount) }
        let deviations = benchmark.deviations(estimates)
        let row = BenchmarkRow(
          workload: benchmark.name, workers: common.workerCount, build: build, seconds: seconds,
          units: benchmark.units, unit: .fit, size: benchmark.units, peakMebibytes: memory,
          isRight: deviations.isEmpty)
        measured.append((row, deviations))
      }
    }
    return measured
  }

  private func measure<Result>(
    _ run: () -> Result
  ) -> (result: Result, seconds: Double, peakMebibytes: Double) {
    PeakMemory.reset()
    let begin = ContinuousClock.now
    let result = run()
    let time = (ContinuousClock.now - begin).components
    let nanoseconds = time.seconds * 1_000_000_000 + time.attoseconds / 1_000_000_000
    return (result, Double(nanoseconds) / 1e9, PeakMemory.mebibytes)
  }

  private var build: String {
    #if DEBUG
      "debug/\(InstructionSet.current)"
    #else
      "release/\(InstructionSet.current)"
    #endif
  }
}

extension Workload: ExpressibleByArgument {}
