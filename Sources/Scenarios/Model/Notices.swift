public import Wording

extension Scenario {
  /// What the file leaves open, in its order, none of it wrong: promises without a quantity, and vague
  /// words with how they were read.
  public var notices: [ScenarioIssue] {
    let issues = IssueCollector()
    for source in sources { issues.register(source) }
    for promise in promises {
      issues.report(promise.place, "targets.\(promise.name)", promise.problem, promise.advice)
    }
    for reading in targets.flatMap(\.readings) {
      issues.report(reading.place, reading.path, reading.sentence, reading.advice)
    }
    return issues.isEmpty ? [] : issues.report(file: file).issues
  }
}

extension [ScenarioIssue] {
  /// Each with its place, its line and a caret, as a note; nothing where there is none.
  public var noticeText: Phrase {
    reduce(Phrase("")) { text, issue in
      text + Phrase("note: ", "说明：") + issue.headline + Phrase("\n")
        + Phrase(issue.snippet.isEmpty ? "" : issue.snippet + "\n")
    }
  }
}
