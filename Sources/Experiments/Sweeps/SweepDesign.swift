internal import Designs
internal import Random
public import Scenarios
public import Tables
public import Wording

/// The points of a sweep: which values the variables take, point by point.
///
/// Any point can be had without the others, so that each shard makes its own.
public struct SweepDesign: Sendable {
  /// How points are chosen.
  public enum Method: String, Sendable, CaseIterable {
    /// All combinations of some values of each variable.
    case grid
    /// A Latin hypercube: each variable is in each of N equal classes once.
    case lhs
    /// The first N points of a scrambled Sobol sequence.
    case sobol
  }

  /// What is varied, in the order of the columns.
  public let variables: [Variable]
  /// The number of points.
  public let count: Int
  /// The design in words: a line for the method, and one for each variable.
  public let words: [String]
  private let source: Source

  private enum Source: Sendable {
    case grid(FactorialGrid)
    case unit(any UnitDesign, [VariedRange])
    case list([[Double]])
  }

  /// The most points of a sweep.
  public static let countLimit = 100_000_000

  /// Plans points over ranges.
  ///
  /// - Parameters:
  ///   - method: how points are chosen.
  ///   - ranges: what is varied between which values, at least one.
  ///   - points: the number of points; a grid has those of its axes.
  ///   - seed: the seed of the experiment.
  /// - Throws: ``RangeError`` or ``SweepError``.
  public init(_ method: Method, _ ranges: [VariedRange], points: Int?, seed: UInt64) throws {
    precondition(!ranges.isEmpty, "a design over nothing")
    variables = ranges.map(\.variable)
    try SweepDesign.check(ranges)
    let name = "design \(method.rawValue)"
    switch method {
    case .grid:
      guard points == nil else { throw SweepError.pointsOfGrid }
      let axes = ranges.map { GridAxis(values: $0.values) }
      let grid: FactorialGrid
      do throws(DesignError) { grid = try FactorialGrid(axes) } catch {
        throw SweepError.tooManyPoints(limit: SweepDesign.countLimit)
      }
      count = grid.count
      source = .grid(grid)
      words =
        ["grid"]
        + zip(ranges, axes).map { range, axis in
          "\(range.variable.name): \(axis.values.count) values from "
            + "\(range.variable.text(of: axis.values[0])) to "
            + range.variable.text(of: axis.values[axis.values.count - 1])
        }
    case .lhs, .sobol:
      guard let points, points >= 1 else { throw SweepError.noPoints(method: method) }
      guard points <= SweepDesign.countLimit else {
        throw SweepError.tooManyPoints(limit: SweepDesign.countLimit)
      }
      count = points
      let key = StreamKey(seed: seed, name: name)
      do throws(DesignError) {
        let design: any UnitDesign =
          method == .lhs
          ? try LatinHypercube(count: points, dimensions: ranges.count, key: key)
          : try SobolSequence(dimensions: ranges.count, scrambledBy: key)
        source = .unit(design, ranges)
      } catch {
        throw SweepError.impossible(error.phrase)
      }
      words =
        ["\(method.rawValue) of \(points) points, seed \(seed)"]
        + ranges.map {
          "\($0.variable.name): from \($0.variable.text(of: $0.low)) to "
            + $0.variable.text(of: $0.high)
        }
    }
    guard count <= SweepDesign.countLimit else {
      throw SweepError.tooManyPoints(limit: SweepDesign.countLimit)
    }
  }

  /// Takes the rows of a table for points: a column for each variable.
  ///
  /// - Throws: ``TableError``, ``UnknownVariable``, ``RangeError`` or ``SweepError``.
  public init(list path: String, of scenario: Scenario) throws {
    try self.init(list: CSVReader.read(path), of: scenario)
  }

  /// Takes the rows of a table for points: a column for each variable.
  ///
  /// - Parameters:
  ///   - table: a table whose header names levers, uncertainties or parameters.
  ///   - scenario: where names are looked up.
  /// - Throws: ``TableError``, ``UnknownVariable``, ``RangeError`` or ``SweepError``.
  public init(list table: Table, of scenario: Scenario) throws {
    let path = table.file
    let named = try table.columns.map { try scenario.variable($0) }
    try SweepDesign.checkDistinct(named)
    let read = try named.map { try SweepDesign.column(of: $0, table, scenario) }
    variables = read.map(\.variable)
    let columns = read.map(\.values)
    guard let first = columns.first, !first.isEmpty else { throw SweepError.emptyList(path) }
    for (variable, column) in zip(variables, columns) {
      guard let range = variable.range else { continue }
      for (row, value) in column.enumerated() where !range.contains(value) {
        throw SweepError.outside(
          file: path, row: row + 1, variable: variable, value: value, range: range)
      }
      guard let step = variable.step else { continue }
      let steps = Lattice(spacing: step, origin: range.lowerBound)
      for (row, value) in column.enumerated()
      where abs(steps.nearest(value) - value) > step * 1e-9 {
        throw SweepError.offStep(
          file: path, row: row + 1, variable: variable, value: value,
          nearest: min(steps.nearest(value), range.upperBound))
      }
    }
    count = first.count
    source = .list(columns)
    words = ["list of \(count) points"] + variables.map(\.name)
  }

  /// The values of a column: numbers, or dates where all of them are.
  private static func column(
    of variable: Variable, _ table: Table, _ scenario: Scenario
  ) throws(TableError) -> (variable: Variable, values: [Double]) {
    let texts = try table.texts(variable.name)
    let ends = texts.map { text in
      EndReading.step(text) == nil ? nil : EndReading(variable.name, of: scenario).value(text)
    }
    guard !ends.isEmpty, ends.allSatisfy({ $0 != nil }) else {
      return (variable, try table.numbers(variable.name))
    }
    let step = texts.compactMap(EndReading.step).max { $0.perYear < $1.perYear }
    return (EndReading.dated(variable, step, scenario), ends.compactMap(\.self))
  }

  /// Whether the points are rows of a file.
  var isList: Bool { if case .list = source { true } else { false } }

  /// The values of consecutive points.
  ///
  /// - Returns: for each point one value per variable.
  public func values(of points: Range<Int>) -> [[Double]] {
    switch source {
    case .grid(let grid): return points.map { grid.values(of: $0) }
    case .list(let columns): return points.map { point in columns.map { $0[point] } }
    case .unit(let design, let ranges):
      let columns = ranges.indices.map { design.column($0, points: points) }
      return points.indices.map { index in
        let place = index - points.lowerBound
        return zip(ranges, columns).map { range, column in range.value(at: column[place]) }
      }
    }
  }

  /// Refuses ranges of which no grid can be made: of one name twice, or without a value.
  package static func check(_ ranges: [VariedRange]) throws(RangeError) {
    try checkDistinct(ranges.map(\.variable))
    for range in ranges where range.steps?.isEmpty ?? false {
      throw RangeError.noStep(name: range.variable.name, step: range.variable.step ?? 0)
    }
  }

  private static func checkDistinct(_ variables: [Variable]) throws(RangeError) {
    var seen: Set<String> = []
    for variable in variables where !seen.insert(variable.name).inserted {
      throw .twice(name: variable.name)
    }
  }
}

/// A sweep that cannot be begun.
public enum SweepError: Refusal, Hashable, Sendable {
  /// A grid was given a number of points.
  case pointsOfGrid
  /// A random design without a number of points.
  case noPoints(method: SweepDesign.Method)
  /// More points than a sweep may have.
  case tooManyPoints(limit: Int)
  /// More paths over all points and cases than can be counted.
  case tooMuchWork(points: Int, paths: Int, cases: Int)
  /// The design cannot have that many points or variables.
  case impossible(Phrase)
  /// A list without rows.
  case emptyList(String)
  /// A value of a list that the lever does not reach.
  case outside(
    file: String, row: Int, variable: Variable, value: Double, range: ClosedRange<Double>)
  /// A value of a list between two steps of the lever.
  case offStep(file: String, row: Int, variable: Variable, value: Double, nearest: Double)
  /// Nothing is varied.
  case nothingVaried(levers: [String])
  /// A varied name is that of a column.
  case columnName(String)
  /// There are no targets to have a probability of.
  case noTargets(file: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass {
    switch self {
    case .emptyList, .outside, .offStep, .noTargets, .columnName: .badData
    case .tooManyPoints, .tooMuchWork: .tooMuch
    case .pointsOfGrid, .noPoints, .impossible, .nothingVaried: .usage
    }
  }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .pointsOfGrid:
      Phrase(
        "--points is for lhs and sobol; a grid has the values of its axes, as in attraction=0:1:5",
        "--points 用于 lhs 与 sobol；网格取各轴的值，如 attraction=0:1:5")
    case .noPoints(let method):
      Phrase(
        "a design of \(method.rawValue) needs a number of points; add --points N",
        "\(method.rawValue) 设计须指定点数；请加上 --points N")
    case .tooManyPoints(let limit):
      Phrase(
        "a sweep has at most \(limit) points; take fewer values, or --design sobol --points N",
        "扫描至多 \(limit) 个点；请减少取值，或用 --design sobol --points N")
    case .tooMuchWork(let points, let paths, let cases):
      Phrase(
        "\(points) points of \(paths) paths in \(cases) cases are more paths than can be counted; take "
          + "fewer points or --paths",
        "\(points) 个点、各 \(paths) 条路径、\(cases) 个情景，路径多得无法计数；请减少点数或 --paths")
    case .impossible(let reason):
      Phrase(
        "the design is impossible: \(reason.english)",
        "该设计不可行：\(reason.chinese)")
    case .emptyList(let path):
      Phrase(
        "\(path): no rows; write a header with names to vary, and a row for each point",
        "\(path)：没有数据行；请写一行表头（所改变的名称），每个点一行")
    case .outside(let file, let row, let variable, let value, let range):
      Phrase(
        "\(file): row \(row): '\(variable.name)' may lie between "
          + "\(variable.text(of: range.lowerBound)) and \(variable.text(of: range.upperBound)), found "
          + "\(variable.text(of: value)); mend the row, or widen the lever's range",
        "\(file)：第 \(row) 行：'\(variable.name)' 可在 \(variable.text(of: range.lowerBound)) 与 \(variable.text(of: range.upperBound)) 之间，实为 \(variable.text(of: value))；请修改该行，或放宽手段的范围"
      )
    case .offStep(let file, let row, let variable, let value, let nearest):
      Phrase(
        "\(file): row \(row): '\(variable.name)' moves in steps of \(variable.step ?? 0), found "
          + "\(variable.text(of: value)); write \(variable.text(of: nearest)), or take the lever's step away",
        "\(file)：第 \(row) 行：'\(variable.name)' 的步长为 \(variable.step ?? 0)，实为 \(variable.text(of: value))；请写 \(variable.text(of: nearest))，或去掉手段的步长"
      )
    case .nothingVaried(let levers):
      levers.isEmpty
        ? Phrase(
          "nothing is varied; add --vary NAME=LOW:HIGH",
          "没有要改变的量；请加上 --vary NAME=LOW:HIGH")
        : Phrase(
          "nothing is varied; add --vary \(levers[0])=LOW:HIGH (levers: "
            + "\(levers.joined(separator: ", ")))",
          "没有要改变的量；请加上 --vary \(levers[0])=LOW:HIGH（手段：\(levers.joined(separator: "、"))）")
    case .columnName(let name):
      Phrase(
        "'\(name)' cannot be varied, for a column of points.csv is called so; give it another name "
          + "in the scenario",
        "'\(name)' 不能改变，因 points.csv 有同名的列；请在情景文件中改名")
    case .noTargets(let file):
      Phrase(
        "\(file): there are no targets; a sweep gives their probabilities: add `targets:`",
        "\(file)：没有目标；扫描给出目标的概率：请添加 `targets:`")
    }
  }
}
