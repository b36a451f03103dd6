/// Reads every expression of a scenario: syntax, names, circles.
struct ExpressionRules {
  let scenario: Scenario
  let issues: IssueCollector

  init(_ scenario: Scenario, issues: IssueCollector) {
    self.scenario = scenario
    self.issues = issues
  }

  func check() {}
}
