internal import Experiments
internal import Tables
internal import Wording

/// The scenario file that the answers to the questions of `ask` or of `init` make.
struct AskedScenario {
  /// Its text.
  let text: String
  /// What the file would be called.
  let name: String

  /// Reads the answers.
  ///
  /// - Throws: ``Question/Unreadable``.
  init(
    _ form: String, _ fields: [String: String], _ options: ExploreServer.Options,
    _ language: Language
  ) throws(Question.Unreadable) {
    func given(_ name: String) -> String? {
      let text = (fields[name] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return text.isEmpty ? nil : text
    }
    let kind = given("kind").flatMap { Question.kinds.contains($0) ? $0 : nil } ?? "output"
    guard form == "ask" else {
      var start = StartingFile(
        indicator: given("indicator") ?? "", points: ["first", "second"].compactMap(given),
        target: given("target") ?? "", deadline: given("deadline") ?? "")
      start.kind = kind
      start.unit = given("unit")
      start.source = given("source")
      name = start.name + ".yaml"
      text = try start.text(file: name, language: language)
      return
    }
    let question = try Question(given("question") ?? "")
    try question.check(kind: kind)
    text = question.scenario(
      kind: kind, ceiling: given("ceiling"), paths: options.paths, seed: options.seed ?? 1,
      language: language)
    name = question.freeName(for: text, in: ".")
  }
}
