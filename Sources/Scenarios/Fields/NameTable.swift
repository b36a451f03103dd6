internal import Quantities
internal import Wording

/// The names that a scenario declares, with what each of them is.
struct NameTable {
  enum Kind: String {
    case uncertainty, lever, indicator

    /// The word for people.
    var word: Phrase {
      switch self {
      case .uncertainty: Phrase(rawValue, "不确定量")
      case .lever: Phrase(rawValue, "手段")
      case .indicator: Phrase(rawValue, "指标")
      }
    }
  }

  private(set) var kinds: [String: Kind] = [:]
  /// What can be read of rollouts.
  private(set) var readings: Set<String> = []
  private var places: [String: (name: String, kind: Kind, place: SourcePlace)] = [:]

  /// Declares a name that expressions may use.
  mutating func declare(_ field: Field, as kind: Kind) {
    NameRules.check(field, isForExpressions: true)
    let name = field.name
    if let earlier = places[name.lowercased()] {
      if earlier.name == name {
        let line = earlier.place.line(from: field.keyPlace)
        field.issues.report(
          field.keyPlace, field.path,
          Phrase(
            "the name \(field.key.quoted) is also that of the \(earlier.kind.rawValue) "
              + "in \(line.english)",
            "名称 \(field.key.quoted) 也是\(line.chinese)\(earlier.kind.word.chinese)的名称"),
          Phrase("rename one of them", "请改名其一"))
      } else {
        NameRules.reportCase(field, earlier.name, earlier.place)
      }
      return
    }
    kinds[name] = kind
    places[name.lowercased()] = (name, kind, field.keyPlace)
  }

  /// Declares the share of an indicator that is part of another one.
  mutating func declareShare(of field: Field) {
    kinds["\(field.name).\(PartShare.word)"] = .uncertainty
  }

  /// Declares an uncertainty under a name that nobody writes.
  mutating func declareHidden(_ name: String) { kinds[name] = .uncertainty }

  /// Declares what can be read of a rollout, or a yield of it, as an indicator.
  mutating func declareReading(_ name: String) {
    kinds[name] = .indicator
    readings.insert(name)
  }

  /// The names of a kind that stand in the file.
  func names(_ kind: Kind) -> [String] {
    kinds.filter { $0.value == kind && !readings.contains($0.key) }.map(\.key).sorted()
  }
}

/// Names that a scenario may not give.
package enum ScenarioNames {
  /// Words that mean something in every expression.
  package static var reserved: Set<String> { NameRules.reserved }
}

/// What a name may be.
enum NameRules {
  /// Words that mean something in every expression.
  static let reserved: Set<String> = [
    "t", "year", "pi", "true", "false", "if", "from", "to", "per", "each", "lag", "date", "step",
    "ramp", "pulse", "min", "max", "exp", "log", "log10",
    "sqrt", "abs", "sin", "cos", "tan", "atan", "floor", "ceil", "round", "normal", "lognormal",
    "uniform", "triangular", "pert", "beta", "gamma", "exponential", "poisson", "binomial",
    "negative_binomial", "bernoulli", "student_t", "weibull", "discrete", "empirical", "truncated",
  ]

  /// Whether a text is a word that may be a name.
  static func isWord(_ name: String) -> Bool {
    isMember(name) && !(name.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true)
  }

  /// Whether a text may name a member of a family: a word, or a number.
  static func isMember(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
  }

  /// Reports a name that is no word or, where expressions may use it, means something else there.
  static func check(_ field: Field, isForExpressions: Bool = false) {
    let name = field.key
    func report(_ problem: Phrase, _ advice: Phrase?) {
      field.issues.report(field.keyPlace, field.path, problem, advice)
    }
    guard isWord(name) else {
      if name.contains("."), !field.scope.names.parts.isEmpty,
        name.split(separator: ".").allSatisfy({
          isMember(String($0))
        })
      {
        report(
          Phrase("there is no part of that name to change", "没有此名称的部分可供更改"),
          Phrase(
            "before the dot stands a name of `include:` or `families:`",
            "点之前应为 `include:` 或 `families:` 中的名称"))
        return
      }
      let mended = String(
        String.UnicodeScalarView(
          name.unicodeScalars.map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 }))
      report(
        Phrase("\(name.quoted) is not a name", "\(name.quoted) 不能作名称"),
        mended != name && !mended.isEmpty
          ? Phrase(
            "use letters, digits and `_`: \(mended.quoted)",
            "请用字母、数字和 `_`：\(mended.quoted)")
          : Phrase(
            "use letters, digits and `_`, beginning with a letter",
            "请用字母、数字和 `_`，以字母开头"))
      return
    }
    if name.unicodeScalars.count > 100 {
      report(
        Phrase("the name has more than 100 characters", "名称超过 100 个字符"),
        Phrase("keep it short and put the words in `label`", "请写短些，说明文字放在 `label`"))
    } else if isForExpressions, reserved.contains(name) {
      report(
        Phrase(
          "the name \(name.quoted) means something in expressions",
          "名称 \(name.quoted) 在表达式中另有含义"), Phrase("choose another name", "请换一个名称"))
    }
  }

  static func reportCase(_ field: Field, _ earlier: String, _ place: SourcePlace) {
    let line = place.line(from: field.keyPlace)
    field.issues.report(
      field.keyPlace, field.path,
      Phrase(
        "the name \(field.key.quoted) differs only in case from \(earlier.quoted) "
          + "in \(line.english)",
        "名称 \(field.key.quoted) 与\(line.chinese)的 \(earlier.quoted) 仅大小写不同"),
      Phrase("rename one of them", "请改名其一"))
  }

  /// Reports names of one section that cannot be told apart.
  static func checkDistinct(_ fields: [Field]) {
    var seen: [String: Field] = [:]
    for field in fields {
      if let earlier = seen[field.key.lowercased()], earlier.key != field.key {
        reportCase(field, earlier.key, earlier.keyPlace)
      }
      seen[field.key.lowercased()] = field
    }
  }
}
