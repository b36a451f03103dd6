internal import Quantities

/// The names that a scenario declares, with what each of them is.
struct NameTable {
  enum Kind: String {
    case uncertainty, lever, indicator
  }

  private(set) var kinds: [String: Kind] = [:]
  private var places: [String: (name: String, kind: Kind, place: SourcePlace)] = [:]

  /// Declares a name that expressions may use.
  mutating func declare(_ field: Field, as kind: Kind) {
    NameRules.check(field, isForExpressions: true)
    if let earlier = places[field.key.lowercased()] {
      if earlier.name == field.key {
        field.issues.report(
          field.keyPlace, field.path,
          "the name \(field.key.quoted) is also that of the \(earlier.kind.rawValue) "
            + "in line \(earlier.place.line)", "rename one of them")
      } else {
        NameRules.reportCase(field, earlier.name, earlier.place)
      }
      return
    }
    kinds[field.key] = kind
    places[field.key.lowercased()] = (field.key, kind, field.keyPlace)
  }

  func names(_ kind: Kind) -> [String] {
    kinds.filter { $0.value == kind }.map(\.key).sorted()
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

  /// Reports a name that is no word or, where expressions may use it, means something else there.
  static func check(_ field: Field, isForExpressions: Bool = false) {
    let name = field.key
    let isWord =
      name.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      } && !(name.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true)
    func report(_ problem: String, _ advice: String?) {
      field.issues.report(field.keyPlace, field.path, problem, advice)
    }
    guard isWord else {
      let mended = String(
        String.UnicodeScalarView(
          name.unicodeScalars.map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 }))
      report(
        "\(name.quoted) is not a name",
        mended != name && !mended.isEmpty
          ? "use letters, digits and `_`: \(mended.quoted)"
          : "use letters, digits and `_`, beginning with a letter")
      return
    }
    if name.unicodeScalars.count > 100 {
      report("the name has more than 100 characters", "keep it short and put the words in `label`")
    } else if isForExpressions, reserved.contains(name) {
      report("the name \(name.quoted) means something in expressions", "choose another name")
    }
  }

  static func reportCase(_ field: Field, _ earlier: String, _ place: SourcePlace) {
    field.issues.report(
      field.keyPlace, field.path,
      "the name \(field.key.quoted) differs only in case from \(earlier.quoted) "
        + "in line \(place.line)", "rename one of them")
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
