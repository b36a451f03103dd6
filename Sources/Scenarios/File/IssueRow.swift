public import Tables

/// One row of what `validate` tells programs: what is wrong with a file, and where.
public struct IssueRow: Hashable, Sendable {
  /// How bad it is: a file with an error cannot be run, and a note is nothing bad.
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// The file, as the user named it.
  public let file: String
  /// The line, from 1; nil where the file could not be read.
  public let line: Int?
  /// The column in Unicode scalars, from 1; nil where the file could not be read.
  public let column: Int?
  /// The way to it from the root of the file; nil for the file as a whole.
  public let path: String?
  /// What is wrong.
  public let problem: String
  /// What to do; nil where the problem says it.
  public let advice: String?
  /// How bad it is.
  public let severity: Severity

  /// A row of an issue.
  public init(_ issue: ScenarioIssue, _ severity: Severity) {
    file = issue.place.file
    line = issue.place.line
    column = issue.place.column
    path = issue.path.isEmpty ? nil : issue.path
    problem = issue.problem.english
    advice = issue.advice?.english
    self.severity = severity
  }

  /// A row of a file that could not be read.
  public init(unreadable file: String, _ problem: String) {
    self.file = file
    line = nil
    column = nil
    path = nil
    self.problem = problem
    advice = nil
    severity = .error
  }

  /// The columns.
  public static let table: RowTable<IssueRow> = [
    .text("file") { $0.file },
    .cell("line") { $0.line.map { .integer($0) } ?? .nothing },
    .cell("column") { $0.column.map { .integer($0) } ?? .nothing },
    .text("path") { $0.path },
    .text("problem") { $0.problem },
    .text("advice") { $0.advice },
    .text("severity") { $0.severity.rawValue },
  ]
}
