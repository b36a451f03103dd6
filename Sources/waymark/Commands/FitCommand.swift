internal import ArgumentParser
internal import CurveFitting
internal import Experiments
internal import Expressions
internal import GrowthCurves
internal import Reports
internal import SeriesStudies
internal import Tables
internal import Wording

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: Phrase(
      "Fits a growth curve to one or many series.",
      "用增长曲线拟合一个或多个序列。")(.spoken),
    discussion: Phrase(
      """
      Named curves need no start: \(CurveFamily.allCases.map(\.rawValue).joined(separator: ", ")).
      Any other curve is an expression in t (or in the predictors) and its parameters.

      Examples:
        waymark fit firms.csv --time year --value count --curve logistic
        waymark fit Misra1a.csv --time x --value y --curve "b1*(1-exp(-b2*t))" --start "b1=250,b2=5e-4"
        waymark fit sites.csv --predictors pop,gdp --value "log(y)" --curve "a + b*log(pop) + c*gdp"
      """,
      """
      按名称给出的曲线无需初值：\(CurveFamily.allCases.map(\.rawValue).joined(separator: "、"))。
      其他曲线写成 t（或自变量）及参数的表达式。

      示例：
        waymark fit firms.csv --time year --value count --curve logistic
        waymark fit Misra1a.csv --time x --value y --curve "b1*(1-exp(-b2*t))" --start "b1=250,b2=5e-4"
        waymark fit sites.csv --predictors pop,gdp --value "log(y)" --curve "a + b*log(pop) + c*gdp"
      """)(.spoken))

  @OptionGroup var series: SeriesOptions

  @Option(
    help: ArgumentHelp(Phrase("A named curve, or an expression.", "曲线名称或表达式。"), valueName: "curve"))
  var curve: String

  @Option(
    help: ArgumentHelp(
      Phrase("Where to start: \"b1=1,b2=2\".", "初值：\"b1=1,b2=2\"。"), valueName: "values"))
  var start: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "How errors scatter: additive, multiplicative, poisson, power, power:0.5, negative_binomial, ar1, student_t or student_t:6.",
        "误差如何分布：additive、multiplicative、poisson、power、power:0.5、negative_binomial、ar1、student_t 或 student_t:6。"
      ),
      valueName: "model"))
  var error: String = ErrorModel.additive.rawValue

  @Option(
    help: ArgumentHelp(
      Phrase(
        "95 % intervals: wald (estimate and error) or profile (of the sum of squares; may be open).",
        "95 % 区间：wald（估计值加减误差）或 profile（按平方和剖面；可能一侧无界）。"),
      valueName: "kind"))
  var intervals = IntervalKind.wald

  enum IntervalKind: String, ExpressibleByArgument, CaseIterable {
    case wald, profile
  }

  @Option(
    help: ArgumentHelp(
      Phrase(
        "Columns that the expression names, besides t or without it.", "表达式用到的列，可与 t 并用，也可没有 t。"),
      valueName: "a,b"))
  var predictors: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What an observation is: level, or increment (sales in a period).",
        "观测值是什么：level（水平）或 increment（一期内的增量）。"),
      discussion: Phrase(
        "Left out: level, but for a Bass curve on a series that falls somewhere what fits better.",
        "未给出时为 level；对有下降的序列拟合 Bass 曲线时，取拟合更好的一种。"),
      valueName: "kind"))
  var observation: String?

  @Flag(help: ArgumentHelp(Phrase("Exit with 1 if a fit did not converge.", "有拟合未收敛时退出码为 1。")))
  var strict = false

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = CurveFitOptions()
    let scatter = try scatterModel()
    let errors = ErrorModel(rawValue: error) ?? .additive
    options.profilesIntervals = intervals == .profile
    if intervals == .profile, scatter != nil || errors == .poisson {
      throw ValidationError(
        Phrase(
          "--intervals profile is for additive and multiplicative errors; remove --error \(error)",
          "--intervals profile 只用于加性和乘性误差；请去掉 --error \(error)"))
    }
    let kind = observation.map { CurveFitOptions.Observation(rawValue: $0) }
    if let observation, kind == .some(nil) {
      throw ValidationError(
        Phrase(
          "--observation \(observation): an observation is "
            + CurveFitOptions.Observation.allCases.map(\.rawValue).joined(separator: " or "),
          "--observation \(observation)：观测值只能是 "
            + CurveFitOptions.Observation.allCases.map(\.rawValue).joined(separator: " 或 ")))
    }
    options.errors = errors
    let names = predictors.map { $0.split(separator: ",").map { String($0.trimmingBlanks) } }
    let values = try startValues()
    let curve = try wantedCurve(names, values)
    let table = try series.series(predictors: names, common: common)
    try checkParameters(of: curve, values, in: table)
    let progress = common.watch(.series, of: table.series.count)
    let batch = try FitBatch(
      curve, table, start: values, observation: kind ?? nil,
      options: options, scatter: scatter, workers: common.workerCount
    ) { progress.update($0) }
    progress.finish()
    try common.finish(FitText(batch, language: common.language), batch, output)
    sayWhatIsFlat(table)
    sayWhatWasRead(batch)
    let failures = batch.failures
    SeriesReport.write(
      failures, of: batch.outcomes.count, done: Phrase("fitted", "拟合"), file: series.data)
    if failures.count == batch.outcomes.count {
      throw Failure.Message(code: .badData, text: Phrase("no series could be fitted", "没有序列可以拟合"))
    }
    if strict, let failed = batch.outcomes.first(where: { !$0.isConverged }) {
      let count = batch.outcomes.count { !$0.isConverged }
      throw Failure.Message(
        code: .checkFailed,
        text: Phrase(
          "\(count) of \(batch.outcomes.count) fits did not converge",
          "\(batch.outcomes.count) 个拟合中有 \(count) 个未收敛")
          + (failed.group.isEmpty
            ? Phrase("")
            : Phrase(", the first of them \(failed.group)", "，首个为 \(failed.group)")))
    }
  }

  /// What `--error` names beyond least squares; nil for that.
  private func scatterModel() throws -> ScatterModel? {
    if ErrorModel(rawValue: error) != nil { return nil }
    let parts = error.split(separator: ":", maxSplits: 1).map(String.init)
    let number = parts.count == 2 ? DecimalNumber.parse(parts[1]) : nil
    guard parts.count == 1 || number != nil,
      let model = ScatterModel(name: parts[0], number: number)
    else {
      throw ValidationError(
        Phrase(
          "--error \(error): the error models are additive, multiplicative, poisson, power, power:0.5, "
            + "negative_binomial, ar1, student_t and student_t:6",
          "--error \(error)：误差模型有 additive、multiplicative、poisson、power、power:0.5、negative_binomial、ar1、student_t 和 student_t:6"
        ))
    }
    return model
  }

  /// A named curve, or an expression of the predictors.
  private func wantedCurve(
    _ names: [String]?, _ start: [String: Double]?
  ) throws -> FitBatch.Curve {
    if let family = CurveFamily(rawValue: curve) {
      guard start == nil else {
        throw ValidationError(
          Phrase(
            "--start: \(curve) finds its own start; remove --start, or write the curve as an expression",
            "--start：\(curve) 自行确定初值；请去掉 --start，或把曲线写成表达式"))
      }
      return .named(family)
    }
    let isWord = curve.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    if isWord {
      throw ValidationError(
        Phrase(
          "--curve \(curve): there is no such curve; the named ones are "
            + CurveFamily.allCases.map(\.rawValue).joined(separator: ", "),
          "--curve \(curve)：没有这种曲线；可用的名称有 "
            + CurveFamily.allCases.map(\.rawValue).joined(separator: "、")))
    }
    let words = curve.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    // The dates are t, unless the column's own name stands for them.
    var own: [String] = []
    if series.time != nil || names == nil {
      own = ["t"]
      if let time = series.time, !words.contains("t"), words.contains(time) { own = [time] }
      if own == ["t"], !words.contains("t"), words.contains("x") { own = ["x"] }
    }
    let predictors = own + (names ?? [])
    try checkNames(predictors, start)
    do throws(InvalidExpression) {
      return .expression(try CompiledCurve(curve, predictors: predictors))
    } catch {
      let steps = ["step", "ramp", "pulse"].contains { words.contains($0) }
      let advice = Phrase(
        "; in a curve write if(t >= 2015, 1, 0) for step(from: 2015), and ramps and pulses so too",
        "；曲线中 step(from: 2015) 请写作 if(t >= 2015, 1, 0)，ramp 与 pulse 亦然")
      throw Failure.Message(
        code: .badData,
        text: Phrase("--curve") + .colon + error.phrase + (steps ? advice : Phrase("")))
    }
  }

  /// No column may bear the name of a function or stand for two things.
  private func checkNames(_ predictors: [String], _ start: [String: Double]?) throws {
    for (place, name) in predictors.enumerated() {
      if BuiltIn(rawValue: name) != nil || name == "pi" {
        throw ValidationError(
          Phrase(
            "--predictors \(name): the name is that of a function; rename the column",
            "--predictors \(name)：这是函数的名称；请给该列改名"))
      }
      if predictors[..<place].contains(name) {
        throw ValidationError(
          Phrase(
            "--predictors \(name): the expression has two columns of this name",
            "--predictors \(name)：表达式有两个同名的列"))
      }
    }
    for name in start?.keys.sorted() ?? [] {
      if predictors.contains(name) {
        throw ValidationError(
          Phrase("--start \(name): this is a column, not a parameter", "--start \(name)：这是列，不是参数"))
      }
      if BuiltIn(rawValue: name) != nil || name == "pi" {
        throw ValidationError(
          Phrase(
            "--start \(name): this is a function, not a parameter; rename the parameter",
            "--start \(name)：这是函数，不是参数；请给参数改名"))
      }
    }
  }

  /// A series that never moves has a fit that says nothing.
  private func sayWhatIsFlat(_ table: SeriesTable) {
    let flat = table.series.filter { series in
      series.values.count > 1 && series.values.allSatisfy { $0 == series.values[0] }
    }
    guard let first = flat.first, !common.quiet else { return }
    let name = first.group.isEmpty ? series.data : Excerpt.of(first.group)
    let others =
      flat.count > 1
      ? Phrase(" (so have \(flat.count - 1) others)", "（另有 \(flat.count - 1) 个序列亦然）") : Phrase("")
    Terminal.writeError(
      (Phrase(
        "\(name): all its values are the same, and no growth can be learnt from them",
        "\(name)：所有数值相同，无从判断增长") + others)(.spoken))
  }

  /// What a Bass curve took the observations for, where the table that says it is not what is printed.
  private func sayWhatWasRead(_ batch: FitBatch) {
    let readings = batch.outcomes.compactMap(\.reading)
    guard !readings.isEmpty, common.format != .table, !common.quiet else { return }
    let sales = readings.count { $0 == .increment }
    let levels = readings.count - sales
    Terminal.writeError(
      Phrase(
        "observations taken for levels in \(levels) series, for sales of a period in \(sales); "
          + "--observation level or increment says which",
        "\(levels) 个序列的观测值按水平拟合，\(sales) 个按每期增量拟合；请用 --observation level 或 increment 指明")(
          .spoken))
  }

  /// A start is of a parameter, and a parameter is no column that was forgotten among the predictors.
  private func checkParameters(
    of curve: FitBatch.Curve, _ start: [String: Double]?, in table: SeriesTable
  ) throws {
    guard case .expression(let compiled) = curve else { return }
    for name in start?.keys.sorted() ?? [] where !compiled.parameters.contains(name) {
      let own = Excerpt.list(compiled.parameters)
      throw ValidationError(
        Phrase(
          "--start \(name): the curve has no such parameter; it has ",
          "--start \(name)：曲线没有这个参数；参数有 ")
          + (compiled.parameters.isEmpty ? Phrase("none", "：无") : own))
    }
    for name in compiled.parameters where table.columns.contains(name) && start?[name] == nil {
      throw ValidationError(
        name == table.time
          ? Phrase(
            "--curve: '\(name)' is the column of the dates; write t for it, and name it with --time",
            "--curve：“\(name)”是日期列；请写作 t，并用 --time 指明该列")
          : Phrase(
            "--curve: '\(name)' is a column of the file; add it to --predictors, or give the parameter "
              + "another name",
            "--curve：“\(name)”是文件中的列；请加入 --predictors，或给参数另取名称"))
    }
  }

  private func startValues() throws -> [String: Double]? {
    guard let start else { return nil }
    var values: [String: Double] = [:]
    for part in start.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=").map { String($0.trimmingBlanks) }
      guard sides.count == 2, let value = DecimalNumber.parse(sides[1]) else {
        throw ValidationError(
          Phrase(
            "--start: '\(part)' is not of the form name=number", "--start：“\(part)”不是 名称=数字 的形式"))
      }
      guard values.updateValue(value, forKey: sides[0]) == nil else {
        throw ValidationError(
          Phrase(
            "--start \(sides[0]): stands twice; keep one of them",
            "--start \(sides[0])：出现两次；请只保留一个"))
      }
    }
    return values
  }
}

extension Substring {
  /// The text without blanks at its ends.
  var trimmingBlanks: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
