internal import Quantities
public import Wording

extension CompiledScenario {
  /// What can be computed and can hardly be meant, in the order of the file, each thing once.
  ///
  /// - Parameter look: reports what only simulated paths show.
  /// - Returns: warnings, with their places.
  package func warnings(beside look: (IssueCollector) -> Void) -> [ScenarioIssue] {
    let issues = IssueCollector()
    for source in scenario.sources { issues.register(source) }
    let syntax = SyntaxCache()
    UnusedNames(scenario, syntax).report(to: issues)
    NumbersAsUnits.report(scenario, to: issues)
    OddObservations.report(scenario, to: issues)
    SeasonalHistories.report(scenario, to: issues)
    DatesOutside(scenario, syntax).report(to: issues)
    ClippedLaws.report(self, to: issues)
    LargeRates.report(self, to: issues)
    LeverRanges(self, syntax).report(to: issues)
    EarlyRollouts(scenario, syntax).report(to: issues)
    YieldsAddedOnce(scenario, syntax).report(to: issues)
    var parts = PartsCountedTwice(scenario)
    parts.report(to: issues)
    look(issues)
    return issues.isEmpty ? [] : issues.report(file: scenario.file).issues
  }
}

extension [ScenarioIssue] {
  /// More warnings than this are counted, not printed.
  private static let printedAtMost = 100

  /// Each with its place, its line and a caret; nothing where there is none.
  public var warningText: Phrase {
    var text = Phrase("")
    for issue in prefix(Self.printedAtMost) {
      text += Phrase("warning: ", "请核对：") + issue.headline + Phrase("\n")
      if !issue.snippet.isEmpty { text += Phrase(issue.snippet + "\n") }
    }
    let hidden = count - Self.printedAtMost
    if hidden > 0 {
      text += Phrase("… and \(hidden) more warnings\n", "……另有 \(hidden) 处请核对\n")
    }
    return text
  }
}
