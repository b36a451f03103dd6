internal import Distributions
public import Quantities

/// One part of an expression as written, with its place in the text.
public struct SyntaxNode: Hashable, Sendable {
  /// What the part is.
  public let kind: Kind
  /// Where it stands: offsets of characters from the beginning of the text.
  public let range: Range<Int>

  /// A part of an expression that stands at a place of its text.
  package init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// The forms that a part of an expression can take.
  public indirect enum Kind: Hashable, Sendable {
    /// A number without a unit.
    case number(Double)
    /// A month or quarter, such as 2022-06. A bare year is a number.
    case date(Period)
    /// A name: of an uncertainty, a lever, an indicator, a constant, or a unit after `/`.
    case name(String)
    /// Something followed by words of units: `10 bn yuan`, `gamma(3, 1) months`, `5 %`.
    case quantity(SyntaxNode, unit: String, unitRange: Range<Int>)
    /// A sign changed.
    case negated(SyntaxNode)
    /// An arithmetic operation.
    case arithmetic(ArithmeticOperator, SyntaxNode, SyntaxNode)
    /// A comparison, which is 1 where it holds and 0 elsewhere.
    case comparison(ComparisonOperator, SyntaxNode, SyntaxNode)
    /// A function, a law, or a form such as `if`, `lag`, `each`.
    case call(name: String, nameRange: Range<Int>, arguments: [SyntaxArgument])
    /// `90% from a to b`: the level is a fraction.
    case interval(level: Double, from: SyntaxNode, to: SyntaxNode)
  }
}

extension SyntaxNode {
  /// Whether it is written percentages and nothing but numbers and times beside them: `8 % / year`, `5 % + 3 %`,
  /// `max(8 %, 1 %)`; not `log(1 + 8 %)`.
  var isPercentage: Bool {
    switch kind {
    case .quantity(let value, let unit, _):
      value.isPlain && unit.contains { "%％‰".contains($0) }
    case .negated(let value): value.isPercentage
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b):
      a.isPercentage && b.isPercentage
    case .arithmetic(.multiply, let a, let b):
      a.isPercentage && b.isPlain || a.isPlain && b.isPercentage
    case .arithmetic(.divide, let a, let b): a.isPercentage && (b.isPlain || b.isUnit)
    case .call("min", _, let arguments), .call("max", _, let arguments):
      arguments.allSatisfy(\.value.isPercentage)
    case .call("if", _, let arguments): arguments.dropFirst().allSatisfy(\.value.isPercentage)
    default: false
    }
  }

  /// The percentages that are its value or values of its law, as plain numbers; not those of chances.
  fileprivate var percentages: [Double] {
    switch kind {
    case .quantity(let value, let unit, _):
      guard let number = value.writtenNumber, isPercentage, let unit = try? UnitParser().unit(unit)
      else { return value.percentages }
      return [(unit.scale / unit.timeScale).convert(number, to: .one)]
    case .negated(let value): return value.percentages
    case .arithmetic(.add, let a, let b), .arithmetic(.subtract, let a, let b),
      .interval(_, let a, let b):
      return a.percentages + b.percentages
    case .call("if", _, let arguments): return arguments.dropFirst().flatMap(\.value.percentages)
    case .call("truncated", _, let arguments): return arguments.flatMap(\.value.percentages)
    case .call(let name, _, let arguments):
      if ["min", "max", "each"].contains(name) { return arguments.flatMap(\.value.percentages) }
      let keys = arguments.compactMap(\.key)
      guard keys.isEmpty else { return keys.flatMap(\.percentages) }
      let kinds = try? LawSignature.construction(name, labels: arguments.map(\.label)).kinds
      return zip(arguments, kinds ?? []).filter { $1 == .location }.flatMap(\.0.value.percentages)
    case .number, .date, .name, .arithmetic, .comparison: return []
    }
  }

  /// Whether one of some functions is called in it.
  func calls(_ functions: Set<String>) -> Bool {
    switch kind {
    case .number, .date, .name: false
    case .quantity(let value, _, _), .negated(let value): value.calls(functions)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .interval(_, let a, let b):
      a.calls(functions) || b.calls(functions)
    case .call(let name, _, let arguments):
      functions.contains(name) || arguments.contains { $0.value.calls(functions) }
    }
  }

  /// The written numbers that multiply what stands at a range: 100 and 2 of `100 * (1 - 2 * share)`.
  ///
  /// - Parameters:
  ///   - inner: the range.
  ///   - isCounted: whether this is part of a product whose numbers are there already.
  /// - Returns: the numbers; none where nothing stands at the range.
  func factors(of inner: Range<Int>, isCounted: Bool = false) -> [SyntaxNode] {
    guard range.contains(inner.lowerBound), range != inner else { return [] }
    switch kind {
    case .number, .date, .name: return []
    case .quantity(let value, _, _): return value.factors(of: inner)
    case .negated(let value): return value.factors(of: inner, isCounted: isCounted)
    case .arithmetic(.multiply, let a, let b):
      let own = isCounted ? [] : numbers
      return own + a.factors(of: inner, isCounted: true) + b.factors(of: inner, isCounted: true)
    case .arithmetic(.divide, let a, let b):
      return a.factors(of: inner, isCounted: isCounted) + b.factors(of: inner)
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .interval(_, let a, let b):
      return a.factors(of: inner) + b.factors(of: inner)
    case .call(_, _, let arguments): return arguments.flatMap { $0.value.factors(of: inner) }
    }
  }

  /// The written numbers of a product, those that it is divided by apart.
  private var numbers: [SyntaxNode] {
    switch kind {
    case .number: [self]
    case .negated(let value): value.numbers
    case .arithmetic(.multiply, let a, let b): a.numbers + b.numbers
    case .arithmetic(.divide, let a, _): a.numbers
    default: []
    }
  }

  /// Whether it is a number alone.
  private var isPlain: Bool { if case .number = kind { true } else { false } }

  /// Whether it is a unit, or so many of one.
  private var isUnit: Bool {
    switch kind {
    case .name(let word): UnitParser().knows(word)
    case .quantity(let value, let unit, _):
      value.isPlain && !unit.contains { "%％‰".contains($0) }
    default: false
    }
  }

  /// The number, with or without a unit; nil for anything that is not written as one.
  var writtenNumber: Double? {
    switch kind {
    case .number(let value): value
    case .quantity(let inner, _, _): inner.writtenNumber
    default: nil
    }
  }
}

/// One argument of a call.
public struct SyntaxArgument: Hashable, Sendable {
  /// The label, such as `from` in `ramp(from: 2022, over: 2)`.
  public let label: String?
  /// The value before the colon in `discrete(1: 0.2, 3: 0.8)`.
  public let key: SyntaxNode?
  /// The argument itself.
  public let value: SyntaxNode

  /// An argument of a call.
  package init(label: String?, key: SyntaxNode?, value: SyntaxNode) {
    self.label = label
    self.key = key
    self.value = value
  }
}

/// `+ - * / ^`.
public enum ArithmeticOperator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
}

/// `< <= > >= == !=`.
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
}

/// An expression as written: its text and its parts.
public struct SyntaxTree: Hashable, Sendable {
  /// The text.
  public let source: String
  /// The outermost part.
  public let root: SyntaxNode

  /// What a text says.
  package init(source: String, root: SyntaxNode) {
    self.source = source
    self.root = root
  }

  /// The largest percentage of a text that has percentages for its value, or for the values of its law: .08 of
  /// `uniform(3 %, 8 %)`; nil for any other text.
  package var largestPercentage: Double? { root.percentages.map(abs).max() }

  /// The text of one range.
  public func text(of range: Range<Int>) -> String { ExpressionIssue.text(of: range, in: source) }

  /// The names that stand in the expression as values, in order of appearance, each once.
  ///
  /// Arguments of `lag` and `date` are among them; names of functions, labels and units are not.
  public var names: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    func visit(_ node: SyntaxNode) {
      switch node.kind {
      case .number, .date: break
      case .name(let name): if seen.insert(name).inserted { names.append(name) }
      case .quantity(let value, _, _), .negated(let value): visit(value)
      case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .interval(_, let a, let b):
        visit(a)
        visit(b)
      case .call(_, _, let arguments):
        for argument in arguments {
          if let key = argument.key { visit(key) }
          visit(argument.value)
        }
      }
    }
    visit(root)
    return names
  }
}
