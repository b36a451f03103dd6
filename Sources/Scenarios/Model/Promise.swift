public import Quantities
public import Wording

/// A promise that no statement with a quantity stands for: it is kept and listed, and nothing is computed
/// of it.
public struct Promise: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What it is about; nil where the file does not say.
  public let subject: Subject?
  /// When.
  public let deadline: Target.Deadline
  /// Why it has no quantity.
  public let reason: Reason
  /// What the file names in its place.
  public let proxies: [Proxy]
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Where it stands.
  public let place: SourcePlace

  /// The indicator of a promise.
  public struct Subject: Hashable, Sendable {
    /// Its name.
    public let indicator: String
    /// The word of its kind.
    public let kind: String
    /// Its unit.
    public let unit: Unit
    /// Whether the file gives numbers from which it can be simulated.
    public let hasNumbers: Bool
  }

  /// Why a promise has no quantity.
  public enum Reason: Hashable, Sendable {
    /// The file says `quantity: none`.
    case said
    /// The file makes no statement.
    case unstated
    /// It joins promises that have none.
    case members([String])
  }

  /// What stands in the place of a promise: a target or an indicator.
  public struct Proxy: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What it is in the file; nil where the file has none of this name.
    public let kind: Kind?

    /// What a proxy is.
    public enum Kind: String, Sendable {
      case target, indicator
    }
  }
}

extension Promise {
  /// The deadline as it is written; empty where there is none.
  public var deadlineText: String {
    switch deadline {
    case .in(let period), .by(let period): "\(period)"
    case .byEach(let first, let last): "\(first)..\(last)"
    case .byAny(let periods): periods.map { "\($0)" }.joined(separator: " or ")
    case .undated, .ofMembers: ""
    }
  }

  /// Why nothing is computed of it.
  public var problem: Phrase {
    guard case .members(let names) = reason else {
      return Phrase("has no quantity, and none is invented", "没有数量，程序不会自行设定")
    }
    return Phrase(
      "joins \(names.joined(separator: ", ")), which \(names.count == 1 ? "has" : "have") no quantity",
      "所含的 \(names.joined(separator: "、")) 没有数量")
  }

  /// What would give it a quantity.
  public var advice: Phrase {
    var text: Phrase
    if case .members(let names) = reason {
      text = Phrase(
        "give \(names.joined(separator: ", ")) a quantity, or leave \(names.count == 1 ? "it" : "them") out",
        "请为 \(names.joined(separator: "、")) 写明数量，或将其删去")
    } else if let subject {
      text = subject.advice
    } else {
      text = Phrase(
        "name an indicator and a statement, as in `of: firms, at_least: 800`",
        "请写明指标和数量，如 `of: firms, at_least: 800`")
    }
    if !proxies.isEmpty {
      text +=
        Phrase("; its proxies: ", "；替代指标：") + proxies.map(\.phrase).joined(.comma)
    }
    return text
  }
}

extension Promise.Subject {
  /// The statement that would give a promise about it a quantity.
  fileprivate var advice: Phrase {
    let amount = "at_least: …" + (unit == .one ? "" : " \(unit.symbol)")
    let statement = kind == "milestone" ? "reached: true" : amount
    guard !hasNumbers else { return Phrase("write `\(statement)`", "请写 `\(statement)`") }
    let source =
      switch kind {
      case "milestone": "opens: …"
      case "derived": "expression: …"
      case "rollout": "plan: …"
      default: "history: {2020: …}"
      }
    return Phrase(
      "write `\(statement)`, and give \(indicator) numbers: `\(source)`",
      "请写 `\(statement)`，并为 \(indicator) 提供数据：`\(source)`")
  }
}

extension Promise.Proxy {
  /// Its name with what it is in the file.
  public var phrase: Phrase {
    switch kind {
    case .target: Phrase("\(name) (a target)", "\(name)（目标）")
    case .indicator: Phrase("\(name) (an indicator)", "\(name)（指标）")
    case nil: Phrase("\(name) (not in the file)", "\(name)（文件中没有）")
    }
  }
}

extension Scenario {
  /// Whether the file promises something and nothing of it has a quantity.
  public var hasPromisesOnly: Bool { targets.isEmpty && !promises.isEmpty }

  /// The sentence that lists the promises without a quantity; nil where there is none.
  public var promiseSummary: Phrase? {
    guard !promises.isEmpty else { return nil }
    let names = promises.map(\.name)
    let count = names.count
    return Phrase(
      "\(count) \(count == 1 ? "promise has" : "promises have") no quantity: "
        + names.joined(separator: ", "),
      "\(count) 项承诺没有数量：" + names.joined(separator: "、"))
  }

  /// That no probability was computed; nil where one was.
  public var nothingComputed: Phrase? {
    guard hasPromisesOnly else { return nil }
    return indicators.isEmpty
      ? Phrase(
        "Nothing was computed: no promise of this file has a quantity.",
        "未作任何计算：文件中的承诺均没有数量。")
      : Phrase(
        "No probability was computed: no promise of this file has a quantity.",
        "未计算任何概率：文件中的承诺均没有数量。")
  }
}
