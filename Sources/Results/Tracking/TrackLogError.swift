internal import Quantities
public import Tables
public import Wording

/// Why the file of a log is not read.
public struct TrackLogError: Refusal, Hashable, Sendable {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// It does not begin as a log does.
    case noLog(found: String)
    /// It has no end, or waits for somebody.
    case stream
    /// Another version wrote it.
    case otherVersion(found: String)
    /// A column is not there.
    case missingColumn(String)
    /// A column that would be lost with the next entry.
    case unknownColumn(String)
    /// A column is there twice, and one of them would be lost with the next entry.
    case columnTwice(String)
    /// A cell of no column that has a name, which would be lost with the next entry.
    case cellWithoutColumn(String)
    /// A cell does not hold what it should.
    case cell(column: String, found: String, wanted: Phrase)
  }

  /// The file.
  public let file: String
  /// The line.
  public let line: Int
  /// What is wrong.
  public let problem: Problem

  init(file: String, line: Int, _ problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase("\(file):\(line): ") + sentence
  }

  private var sentence: Phrase {
    switch problem {
    case .noLog(let found):
      Phrase(
        "is no log of `waymark track`: its first column is “\(found)” and not “\(TrackLogFile.version)”; "
          + "move the file away to begin a new log",
        "不是 `waymark track` 的记录：首列为“\(found)”，而非“\(TrackLogFile.version)”；如要新建记录，请移走此文件")
    case .stream:
      Phrase(
        "a device, a pipe or a socket stands here, and no log; move it away to begin a new one",
        "此处是设备、管道或套接字，不是记录；如要新建记录，请移走它")
    case .otherVersion(let found):
      Phrase(
        "the log is of the form \(found), and this program reads \(TrackLogFile.version); use the program that wrote it",
        "记录的格式为 \(found)，本程序读取 \(TrackLogFile.version)；请使用写出它的程序")
    case .missingColumn(let name):
      Phrase(
        "the column \(name) is missing; put it back, with empty cells where nothing is known",
        "缺少列 \(name)；请补上，未知处留空")
    case .unknownColumn(let name):
      Phrase(
        "the column “\(name)” is not one of the log and would be lost with the next entry; keep it in a "
          + "file of its own",
        "列“\(name)”不属于记录，写入下一条时会丢失；请另存于其他文件")
    case .columnTwice(let name):
      Phrase(
        "the column \(name) is there twice, and one of them would be lost with the next entry; remove one",
        "列 \(name) 出现了两次，写入下一条时会丢失其一；请删去一列")
    case .cellWithoutColumn(let found):
      Phrase(
        "“\(Excerpt.of(found))” stands in no column of the log and would be lost with the next entry; keep it in a "
          + "file of its own",
        "“\(Excerpt.of(found))”不在记录的任何一列中，写入下一条时会丢失；请另存于其他文件")
    case .cell(let column, let found, let wanted):
      Phrase("column \(column): found “\(found)”; ", "列 \(column)：实为“\(found)”；") + wanted
    }
  }

  static let number = Phrase("write a number", "请写数字")
  static let wholeNumber = Phrase("write a whole number", "请写整数")
  static let share = Phrase("write a number from 0 to 1", "请写 0 到 1 的数")
  static let day = Phrase("write a day, as in 2026-03-31", "请写日期，如 2026-03-31")
  static func dayInOrder(_ day: CalendarDay, entry: Int) -> Phrase {
    Phrase(
      "entry \(entry) before it is of \(day), and days ascend with the numbers of the entries; put the number or the "
        + "day right",
      "此前的第 \(entry) 条记于 \(day)，而日期须随编号递增；请改正编号或日期")
  }
  static let date = Phrase(
    "write a year (2022), a quarter (2022-Q3) or a month (2022-06)",
    "请写年份（2022）、季度（2022-Q3）或月份（2022-06）")
  static let value = Phrase("write the value, or remove the row", "请写数值，或删去该行")
  static let name = Phrase("write the name of an indicator or a target", "请写指标或目标的名称")
  static let plan = Phrase(
    "write the twelve digits (0-9, a-f) that the folder of the plan's copy is named by",
    "请写方案副本所在文件夹名称中的十二位数字（0-9、a-f）")
  static let kind = Phrase(
    "write observation, revision or target", "请写 observation、revision 或 target")
  static let sameEntry = Phrase(
    "rows of one entry have the same day, plan, seed and paths; give other rows another number",
    "同一条记录的各行须有相同的日期、方案、种子和路径数；否则请用不同的编号")
}
