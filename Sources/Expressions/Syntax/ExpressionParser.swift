import Quantities
internal import Wording

/// Reads expressions: recursive descent, one function for each level of precedence.
///
/// From loose to tight: comparison · `+ -` · `* /` · sign · `^` (to the right) · units · calls.
/// So `-x^2` is -(x^2), `2^3^2` is 2^(3^2), and `crews * 65 / month` is (crews * 65) / month.
/// Words after a number, a call or a closing parenthesis are its unit: `10 bn yuan`,
/// `gamma(3, 1) months`, `0.1 per year`, `2700 a month`.
public enum ExpressionParser {
  /// The deepest nesting that is read.
  public static let depthLimit = 200
  /// The longest chain of `+ -` and `* /` that is read along one branch.
  public static let chainLimit = 1_000
  /// The longest text that is read, in characters.
  public static let lengthLimit = 10_000

  /// Reads one expression.
  ///
  /// - Returns: the tree of its parts.
  /// - Throws: ``ExpressionIssue``, the first place at which the text cannot go on.
  public static func parse(_ source: String) throws(ExpressionIssue) -> SyntaxTree {
    let letters = Array(source)
    guard letters.count <= lengthLimit else {
      throw ExpressionIssue(
        range: lengthLimit..<letters.count,
        problem: .tooLong(characters: letters.count, limit: lengthLimit))
    }
    var lexer = Lexer(letters)
    var parser = Parser(source: source, tokens: try lexer.tokens())
    return SyntaxTree(source: source, root: try parser.wholeExpression())
  }
}

private struct Parser {
  let source: String
  let tokens: [Token]
  var position = 0
  var depth = 0
  var chain = 0
  /// Columns of the parentheses that are open, innermost last.
  var open: [Int] = []

  var token: Token { tokens[position] }
  var ahead: Token { tokens[min(position + 1, tokens.count - 1)] }

  func isSymbol(_ text: String) -> Bool { token.kind == .symbol && token.text == text }
  func isWord(_ text: String) -> Bool { token.kind == .name && token.text == text }

  mutating func take() -> Token {
    defer { position = min(position + 1, tokens.count - 1) }
    return token
  }

  func fail(_ problem: ExpressionProblem, at range: Range<Int>? = nil) -> ExpressionIssue {
    ExpressionIssue(range: range ?? token.range, problem: problem)
  }

  func unexpected(_ expected: Phrase) -> ExpressionIssue {
    if token.kind == .end, let column = open.last {
      return fail(.unclosed(bracket: "(", column: column))
    }
    return fail(.unexpected(found: token.phrase, expected: expected))
  }

  func node(_ kind: SyntaxNode.Kind, from start: Int) -> SyntaxNode {
    SyntaxNode(kind: kind, range: start..<max(start, tokens[max(position - 1, 0)].range.upperBound))
  }

  mutating func nested<T>(_ body: (inout Parser) throws(ExpressionIssue) -> T)
    throws(ExpressionIssue) -> T
  {
    depth += 1
    guard depth <= ExpressionParser.depthLimit else {
      throw fail(.tooDeep(limit: ExpressionParser.depthLimit))
    }
    defer { depth -= 1 }
    return try body(&self)
  }

  mutating func wholeExpression() throws(ExpressionIssue) -> SyntaxNode {
    guard token.kind != .end else { throw fail(.empty) }
    let node = try comparison()
    guard token.kind == .end else {
      if isSymbol(","), case .number = ahead.kind {
        throw fail(
          .unreadableNumber(
            text: source,
            advice: Phrase("separate thousands with '_', as in 80_000", "千位请用 '_' 分隔，如 80_000")))
      }
      throw unexpected(Phrase("an operator or the end", "运算符或结尾"))
    }
    return node
  }

  mutating func comparison() throws(ExpressionIssue) -> SyntaxNode {
    let left = try sum()
    guard token.kind == .symbol, let operation = ComparisonOperator(rawValue: token.text) else {
      return left
    }
    _ = take()
    let right = try sum()
    if token.kind == .symbol, ComparisonOperator(rawValue: token.text) != nil {
      throw fail(.chainedComparison)
    }
    return node(.comparison(operation, left, right), from: left.range.lowerBound)
  }

  // A long sum is not nested for the reader, but its tree is, so chains have a limit too.
  mutating func sum() throws(ExpressionIssue) -> SyntaxNode {
    var left = try product()
    let outer = chain
    defer { chain = outer }
    while isSymbol("+") || isSymbol("-") {
      try lengthen()
      let sign = take()
      let operation: ArithmeticOperator = sign.text == "+" ? .add : .subtract
      let isClose = !sign.isAfterBlank && !token.isAfterBlank
      let right = try product()
      if operation == .subtract, isClose { try refuseRange(left, right) }
      left = node(.arithmetic(operation, left, right), from: left.range.lowerBound)
    }
    return left
  }

  /// `3-7` without blanks is a range to whoever writes it; `7-3` may be a difference.
  private func refuseRange(_ left: SyntaxNode, _ right: SyntaxNode) throws(ExpressionIssue) {
    guard let low = left.writtenNumber, let high = right.writtenNumber, low < high else { return }
    throw fail(
      .range(
        low: ExpressionIssue.text(of: left.range, in: source),
        high: ExpressionIssue.text(of: right.range, in: source)),
      at: left.range.lowerBound..<right.range.upperBound)
  }

  mutating func product() throws(ExpressionIssue) -> SyntaxNode {
    var left = try signed()
    let outer = chain
    defer { chain = outer }
    while isSymbol("*") || isSymbol("/") {
      try lengthen()
      let operation: ArithmeticOperator = take().text == "*" ? .multiply : .divide
      let right = try signed()
      left = node(.arithmetic(operation, left, right), from: left.range.lowerBound)
    }
    return left
  }

  mutating func lengthen() throws(ExpressionIssue) {
    chain += 1
    guard chain <= ExpressionParser.chainLimit else {
      throw fail(.tooDeep(limit: ExpressionParser.chainLimit))
    }
  }

  mutating func signed() throws(ExpressionIssue) -> SyntaxNode {
    guard isSymbol("-") || isSymbol("+") else { return try power() }
    let sign = take()
    let value = try nested { parser throws(ExpressionIssue) in try parser.signed() }
    return sign.text == "-"
      ? node(.negated(value), from: sign.range.lowerBound) : value
  }

  mutating func power() throws(ExpressionIssue) -> SyntaxNode {
    let base = try quantity()
    guard isSymbol("^") else { return base }
    _ = take()
    let exponent = try nested { parser throws(ExpressionIssue) in try parser.signed() }
    return node(.arithmetic(.power, base, exponent), from: base.range.lowerBound)
  }

  /// A primary and the words of its unit.
  mutating func quantity() throws(ExpressionIssue) -> SyntaxNode {
    if let money = moneyAfterSign() { return money }
    let value = try primary()
    let takesUnit =
      switch value.kind {
      case .number, .call, .interval: true
      case .name(let name) where ChineseNumeral.isMixed(name): true
      default: tokens[max(position - 1, 0)].text == ")"
      }
    if isSymbol("%"), isFromAhead { return try interval(value) }
    if case .number = value.kind, isHyphenBeforeUnit { _ = take() }
    guard takesUnit else {
      if token.kind == .name && token.text != "to" || isNumber {
        throw unexpected(
          Phrase(
            "an operator after '\(ExpressionIssue.text(of: value.range, in: source))'",
            " '\(ExpressionIssue.text(of: value.range, in: source))' 之后的运算符"))
      }
      return value
    }
    let start = token.range.lowerBound
    guard unitPart() else { return value }
    while unitPart() || unitDivisor() {}
    let unitRange = start..<tokens[position - 1].range.upperBound
    let text = ExpressionIssue.text(of: unitRange, in: source)
    let quantity = node(
      .quantity(value, unit: text, unitRange: unitRange), from: value.range.lowerBound)
    // `2 months a` and `3 % 4` would be read as products of nothing anybody wrote.
    if isNumber { throw unexpected(Phrase("an operator after '\(text)'", " '\(text)' 之后的运算符")) }
    return quantity
  }

  /// Whether `-` joins the only number and unit of the text, as in `99-square kilometre`.
  private var isHyphenBeforeUnit: Bool {
    guard position == 1, isSymbol("-"), !token.isAfterBlank, ahead.kind == .name,
      !ahead.isAfterBlank, ahead.text.count > 1, ahead.text != "year"
    else { return false }
    let unit = try? UnitParser().unit(String(source.dropFirst(ahead.range.lowerBound)))
    return unit.map { !$0.dimension.isNone } ?? false
  }

  /// `$26.3 bn/year`: the currency stands before the number, and after its magnitude in the unit.
  private mutating func moneyAfterSign() -> SyntaxNode? {
    guard token.kind == .name, UnitParser.isCurrency(token.text) else { return nil }
    let written: SyntaxNode.Kind
    switch ahead.kind {
    case .number(let value): written = .number(value)
    case .name where ChineseNumeral.isMixed(ahead.text): written = .name(ahead.text)
    default: return nil
    }
    let sign = take()
    let number = take()
    let start = token.range.lowerBound
    while token.kind == .name, UnitParser.isMagnitude(token.text) || token.text == "m" {
      _ = take()
    }
    let magnitude = range(from: start)
    while unitPart() || unitDivisor() {}
    let rest = range(from: magnitude.upperBound)
    let words = [
      ExpressionIssue.text(of: magnitude, in: source), sign.text,
      ExpressionIssue.text(of: rest, in: source),
    ]
    let amount = SyntaxNode(kind: written, range: number.range)
    return node(
      .quantity(
        amount, unit: words.filter { !$0.isEmpty }.joined(separator: " "),
        unitRange: sign.range.lowerBound..<rest.upperBound), from: sign.range.lowerBound)
  }

  /// What was taken since an offset.
  private func range(from start: Int) -> Range<Int> {
    start..<max(start, tokens[position - 1].range.upperBound)
  }

  private var isNumber: Bool {
    switch token.kind {
    case .number, .date: true
    default: false
    }
  }

  private var isFromAhead: Bool { ahead.kind == .name && ahead.text == "from" }

  /// Takes one word of a unit, with its power; false when no unit goes on here.
  private mutating func unitPart() -> Bool {
    if isSymbol("%") || isSymbol("‰") {
      _ = take()
      return true
    }
    // "40 patents per 10_000 people"
    if case .number = token.kind, tokens[max(position - 1, 0)].text == "per" {
      _ = take()
      return true
    }
    guard token.kind == .name, !Self.connectives.contains(token.text) else { return false }
    // A name before "(" begins a call, which cannot follow a number: the caller reports it.
    if ahead.kind == .symbol, ahead.text == "(" { return false }
    takeWordAndPower()
    return true
  }

  /// Takes `/year` after a word of a unit: a known unit, without blanks around the sign.
  ///
  /// With blanks the sign divides what stands before it: 10 bn yuan / 500_000 m2 / year.
  private mutating func unitDivisor() -> Bool {
    guard isSymbol("/"), ahead.kind == .name, !token.isAfterBlank, !ahead.isAfterBlank,
      UnitParser().knows(ahead.text)
    else { return false }
    let following = tokens[min(position + 2, tokens.count - 1)]
    if following.kind == .symbol, following.text == "(" { return false }
    _ = take()
    takeWordAndPower()
    return true
  }

  private mutating func takeWordAndPower() {
    _ = take()
    if isSymbol("²") || isSymbol("³") {
      _ = take()
    } else if isSymbol("^"), case .number = ahead.kind {
      _ = take()
      _ = take()
    }
  }

  /// Words that are no units, so that what follows a number may be misread but not swallowed.
  private static let connectives: Set<String> = ["from", "to", "and", "or", "not", "of"]

  private mutating func interval(_ value: SyntaxNode) throws(ExpressionIssue) -> SyntaxNode {
    guard case .number(let percent) = value.kind, percent > 0, percent < 100 else {
      throw fail(
        .unexpected(
          found: Phrase(
            "'\(ExpressionIssue.text(of: value.range, in: source)) %'",
            " '\(ExpressionIssue.text(of: value.range, in: source)) %'"),
          expected: Phrase("a level between 0 % and 100 %", "0 % 与 100 % 之间的水平")), at: value.range)
    }
    _ = take()
    _ = take()
    let low = try nested { parser throws(ExpressionIssue) in try parser.sum() }
    guard isWord("to") else { throw unexpected(Phrase("'to' and the upper end", " 'to' 和上端")) }
    _ = take()
    let high = try nested { parser throws(ExpressionIssue) in try parser.sum() }
    return node(
      .interval(level: percent / 100, from: low, to: high), from: value.range.lowerBound)
  }

  mutating func primary() throws(ExpressionIssue) -> SyntaxNode {
    let start = token.range.lowerBound
    switch token.kind {
    case .number(let value):
      _ = take()
      return node(.number(value), from: start)
    case .date(let period):
      _ = take()
      return node(.date(period), from: start)
    case .name:
      let name = take()
      guard isSymbol("(") else { return node(.name(name.text), from: start) }
      let arguments = try nested { parser throws(ExpressionIssue) in try parser.arguments() }
      return node(
        .call(name: name.text, nameRange: name.range, arguments: arguments), from: start)
    case .symbol where token.text == "(":
      open.append(start + 1)
      _ = take()
      let inner = try nested { parser throws(ExpressionIssue) in try parser.comparison() }
      guard isSymbol(")") else { throw unexpected(Phrase("')' or an operator", " ')' 或运算符")) }
      _ = take()
      open.removeLast()
      return SyntaxNode(kind: inner.kind, range: start..<tokens[position - 1].range.upperBound)
    default:
      throw unexpected(Phrase("a value", "数值"))
    }
  }

  mutating func arguments() throws(ExpressionIssue) -> [SyntaxArgument] {
    open.append(token.range.lowerBound + 1)
    _ = take()
    var arguments: [SyntaxArgument] = []
    if !isSymbol(")") {
      repeat { arguments.append(try argument()) } while takeComma()
    }
    guard isSymbol(")") else { throw unexpected(Phrase("',' or ')'", " ',' 或 ')'")) }
    _ = take()
    open.removeLast()
    return arguments
  }

  private mutating func takeComma() -> Bool {
    guard isSymbol(",") else { return false }
    _ = take()
    return true
  }

  mutating func argument() throws(ExpressionIssue) -> SyntaxArgument {
    if token.kind == .name, ahead.kind == .symbol, ahead.text == ":" {
      let label = take()
      _ = take()
      return SyntaxArgument(label: label.text, key: nil, value: try comparison())
    }
    let first = try comparison()
    guard isSymbol(":") else { return SyntaxArgument(label: nil, key: nil, value: first) }
    _ = take()
    return SyntaxArgument(label: nil, key: first, value: try comparison())
  }
}
