internal import Quantities
internal import Wording

extension ScenarioDecoder {
  /// What a section gives for some parameters, each with the limits of its place.
  ///
  /// - Parameters:
  ///   - parameters: rows of the table.
  ///   - section: where their words are keys.
  ///   - base: the path of the section where it is not the one in the file.
  ///   - examples: what to write for what must be given, where that is not what the table says.
  /// - Returns: what is given, by the keys of the table; nil where one is missing that must be given.
  func given(
    _ parameters: [Parameter], in section: Section, at base: String? = nil,
    examples: [String: String] = [:]
  ) -> [String: ExpressionText]? {
    var given: [String: ExpressionText] = [:]
    var isWhole = true
    for parameter in parameters {
      let word = parameter.word
      let example = examples[word] ?? parameter.example
      let field = example.map { section.required(word, $0) } ?? section[word]
      let place = base.map { base in field?.at(path: "\(base).\(word)") } ?? field
      if let text = place?.expression() {
        given[parameter.key] = text
        require(text, parameter.limits, isDated: section["at"] != nil)
      } else if example != nil {
        isWhole = false
      }
    }
    return isWhole ? given : nil
  }

  func require(_ text: ExpressionText?, _ limits: ParameterLimits, isDated: Bool = false) {
    guard let text, let found = limits.problem(of: text, units, isDated: isDated) else { return }
    issues.report(text.place, text.path, found.problem, found.advice)
  }
}

extension ParameterLimits {
  /// What is wrong with a written number; nil where it may stand there, and of what is no number.
  ///
  /// - Parameters:
  ///   - text: what is written.
  ///   - units: what its unit may be.
  ///   - isDated: whether it is the chance of an event that has a date.
  /// - Returns: the problem and what to write.
  func problem(
    of text: ExpressionText, _ units: UnitParser, isDated: Bool
  ) -> (problem: Phrase, advice: Phrase?)? {
    func problem(_ problem: Phrase, _ advice: Phrase? = nil) -> (Phrase, Phrase?) {
      (problem + .pause + Phrase("found \(text.text.quoted)", "实为 \(text.text.quoted)"), advice)
    }
    func sharing(_ value: Double) -> Bool { value >= 2 && value <= 100 }
    switch self {
    case .any: return nil
    case .positive:
      guard let value = text.writtenNumber, value <= 0 else { return nil }
      return problem(
        demand,
        text.path.hasSuffix(".multiply")
          ? adviceOnFactor(text.text.contains { "%％".contains($0) } ? value / 100 : value) : nil)
    case .notNegative, .whole:
      guard let value = text.writtenNumber else { return nil }
      if value < 0 { return problem(demand) }
      guard case .whole = self, let constant = text.constant, constant != constant.rounded() else {
        return nil
      }
      return problem(Phrase("counts things and must be whole", "为计数，须为整数"))
    case .share(let meaning):
      guard let value = text.share(units), !hold(value) else { return nil }
      return problem(
        Phrase(
          "is \(meaning.english) and must be between 0 and 1",
          "是\(meaning.chinese)，须在 0 与 1 之间"),
        sharing(value)
          ? Phrase(
            "write \(plain(value / 100)) or `\(plain(value)) %`",
            "请写 \(plain(value / 100)) 或 `\(plain(value)) %`") : nil)
    case .chance:
      guard let value = text.share(units), !hold(value) else { return nil }
      return problem(
        Phrase("a chance is between 0 and 1", "概率须在 0 与 1 之间"),
        sharing(value)
          ? isDated
            ? Phrase(
              "write \(plain(value / 100)) or `\(plain(value)) %`",
              "请写 \(plain(value / 100)) 或 `\(plain(value)) %`")
            : Phrase(
              "write `\(plain(value / 100)) per year`",
              "请写 `\(plain(value / 100)) per year`")
          : (1000...9999).contains(value) && value == value.rounded()
            ? Phrase(
              "write the date of the event as `at: \(plain(value))`",
              "事件的日期请写作 `at: \(plain(value))`") : nil)
    case .remainder:
      guard let value = text.constant, !hold(value) else { return nil }
      return problem(demand, Self.adviceOnRemainder)
    }
  }

  static let adviceOnRemainder = Phrase(
    "0.9 means that the cost falls to 90 % with each doubling", "0.9 表示每翻一番成本降至 90 %")

  /// A factor is what is left: of a fall by 20 % that is 0.8, of a full stop next to nothing, for a level
  /// and its growth are above 0.
  private func adviceOnFactor(_ value: Double) -> Phrase? {
    if value == 0 {
      return Phrase(
        "a level stays above 0; write `multiply: 0.001` for a stop",
        "水平须大于 0；完全停止请写 `multiply: 0.001`")
    }
    guard value > -1 else { return nil }
    let left = plain(((1 + value) * 1e9).rounded() / 1e9)
    return Phrase(
      "it is the factor that is left; write `multiply: \(left)`", "此处为剩余的倍数；请写 `multiply: \(left)`")
  }
}
