internal import Tables
internal import Wording

/// Several ways to say one thing: a file gives one of them, and what a case or an experiment sets takes
/// the place of the others.
struct RivalParameters {
  /// Their keys, those of the table where they have a row.
  let keys: [String]
  /// What each of them says.
  let meaning: Phrase
  /// What to do about two of them.
  let advice: Phrase

  /// How fast a curve grows.
  static let rates = RivalParameters(
    keys: ["growth.rate", "growth.cagr"], meaning: Phrase("how fast it grows", "增速"),
    advice: Phrase(
      "keep one of them: `rate` is continuous, `cagr` what a year adds",
      "请只保留其一：`rate` 为连续速率，`cagr` 为每年增幅"))
  /// When a milestone is reached.
  static let dates = RivalParameters(
    keys: ["opens", "hazard", "reached"], meaning: Phrase("when it is reached", "何时达到"),
    advice: Phrase(
      "keep one of them: `opens` is a date or its law, `hazard` the chance per year, `reached` a date "
        + "that is past",
      "请只保留其一：`opens` 为日期或其分布，`hazard` 为每年的机会，`reached` 为已达到的日期"))
  /// Where growth begins.
  static let levels = RivalParameters(
    keys: ["initial", "growth.level"], meaning: Phrase("where growth begins", "增长的起点"),
    advice: .keepOne)

  /// The ways to say what a key says; nil where there are no others.
  static func of(_ key: String) -> RivalParameters? {
    [rates, dates, levels].first { $0.keys.contains(key) }
  }

  /// What is wrong where one of them stands beside another one.
  func problem(beside other: String) -> Phrase {
    Phrase(
      "stands beside `\(other)`, and both say \(meaning.english)",
      "与 `\(other)` 重复，两者都说明\(meaning.chinese)")
  }
}

// What has no say beside something else of an indicator, whatever its value.
extension Parameter {
  /// What drives a count without growth.
  static let flows = ["births", "entries"]

  /// What is wrong with one of them beside growth.
  static let problemBesideGrowth = Phrase(
    "cannot stand beside `growth`, which draws the entries itself", "不能与 `growth` 并列，后者自行得出新增")

  /// What is wrong with `initial` beside a history whose last value is known.
  static func problem(ofInitialBeside last: Observation) -> Phrase {
    Phrase(
      "stands beside the history, whose last value, of \(last.period), says where growth begins",
      "与历史数据重复，其最后值（\(last.period)）即为增长的起点")
  }
}

extension Indicator {
  /// Why a parameter would have no say beside what the file gives, and what to write instead; nil where
  /// it has its say.
  func obstacle(to key: String) -> (problem: Phrase, advice: Phrase)? {
    if key == Parameter.initial.key, let last = history.last, !last.kind.isBound {
      let given = "`initial: {\(last.period): \(last.textAsLaw)}`"
      return (
        Parameter.problem(ofInitialBeside: last),
        Phrase(
          "leave it out, or let the file give \(given) in the place of the history",
          "请去掉它，或在文件中用 \(given) 代替历史数据")
      )
    }
    if Parameter.flows.contains(key), case .count(.some) = kind {
      return (
        Parameter.problemBesideGrowth,
        Phrase(
          "set `\(name).growth.boost` instead, or let the file give `\(key)` in the place of `growth`",
          "请改设 `\(name).growth.boost`，或在文件中用 `\(key)` 代替 `growth`")
      )
    }
    return nil
  }
}

extension Observation {
  /// The value as a number or a law that `initial` takes.
  fileprivate var textAsLaw: String {
    switch kind {
    case .exact, .atLeast, .atMost: DecimalNumber.text(value)
    case .between(let low, let high):
      "uniform(\(DecimalNumber.text(low)), \(DecimalNumber.text(high)))"
    case .standardDeviation(let sd):
      "lognormal(mean: \(DecimalNumber.text(value)), sd: \(DecimalNumber.text(sd)))"
    case .law(let law): law.text
    }
  }
}
