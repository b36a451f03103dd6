public import Wording

/// What can be wrong with the data given to a growth model.
public enum GrowthModelError: Error, Hashable, Sendable {
  /// A parameter lies outside the values that make sense.
  case outOfRange(parameter: String, value: Double, required: String)
  /// The family is for fits only.
  case noAnchoredForm(CurveFamily)
  /// There are fewer observations than the task needs.
  case tooFewObservations(count: Int, needed: Int)
  /// Times must increase; this one does not.
  case timesNotIncreasing(index: Int, time: Double)
  /// There are more observations a year than dates can tell apart.
  case tooClose
  /// An observation is not a number or infinite.
  case notFinite(index: Int)
  /// An observation is not positive where logarithms or shares are taken.
  case notPositive(index: Int, value: Double)
  /// An observation lies at or above the ceiling.
  case aboveCeiling(index: Int, value: Double, ceiling: Double)
  /// Two columns that belong together differ in length.
  case countMismatch(what: String, count: Int, expected: Int)
  /// The start names a parameter that the curve does not have, or leaves one out.
  case startMismatch(expected: [String])
}

extension GrowthModelError: CustomStringConvertible {
  /// One sentence for people.
  public var phrase: Phrase {
    switch self {
    case .outOfRange(let parameter, let value, let required):
      Phrase(
        "\(parameter) must be \(required), got \(value)",
        "\(Self.word(parameter)) 为 \(value)，须\(Requirement.phrase(required).chinese)")
    case .noAnchoredForm(let family):
      Phrase(
        "the \(family.rawValue) curve can be fitted but not simulated",
        "\(family.rawValue) 曲线可以拟合，但不能模拟")
    case .tooFewObservations(let count, let needed):
      Phrase("\(needed) observations are needed, got \(count)", "需要 \(needed) 个观测值，只有 \(count) 个")
    case .timesNotIncreasing(let index, let time):
      Phrase(
        "times must increase, but observation \(index + 1) is at \(time)",
        "时间须递增，但第 \(index + 1) 个观测值在 \(time)")
    case .tooClose:
      Phrase(
        "there are more than 10,000 observations a year, and dates count in years; number the observations "
          + "1, 2, 3, … instead, each a step of the forecast",
        "每年有 10,000 个以上的观测值，而日期以年计；请改将观测值编号为 1、2、3……，预测时每号为一步")
    case .notFinite(let index):
      Phrase("observation \(index + 1) is not a finite number", "第 \(index + 1) 个观测值不是有限数")
    case .notPositive(let index, let value):
      Phrase(
        "observation \(index + 1) is \(value); a positive value is needed here",
        "第 \(index + 1) 个观测值为 \(value)；此处须为正数")
    case .aboveCeiling(let index, let value, let ceiling):
      Phrase(
        "observation \(index + 1) is \(value), not below the ceiling \(ceiling): give one above all that was observed, or none",
        "第 \(index + 1) 个观测值为 \(value)，不低于上限 \(ceiling)：请给出高于全部观测值的上限，或不给")
    case .countMismatch(let what, let count, let expected):
      Phrase(
        "\(count) \(what) given for \(expected) observations",
        "\(Self.word(what)) 有 \(count) 个，而观测值有 \(expected) 个")
    case .startMismatch(let expected):
      Phrase(
        "the start must give a value to each of: \(expected.joined(separator: ", "))",
        "初值须逐一给出：\(expected.joined(separator: "、"))")
    }
  }

  /// The sentence in English.
  public var description: String { phrase.english }

  /// What has no name in a file, in Chinese.
  private static func word(_ english: String) -> String {
    let words = [
      "standard deviation": "标准差", "upper bound": "上界", "years of history": "历史年数",
      "value": "数值", "values": "数值", "weight": "权重", "weights": "权重", "times": "时间",
      "count": "计数",
    ]
    return words[english] ?? english
  }
}
