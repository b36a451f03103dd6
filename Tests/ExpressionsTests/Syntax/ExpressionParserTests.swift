import Expressions
import Testing

/// The tree in prefix form, to see what binds to what.
private func prefix(_ node: SyntaxNode) -> String {
  func arguments(_ list: [SyntaxArgument]) -> String {
    list.map { argument in
      (argument.label.map { "\($0): " } ?? argument.key.map { prefix($0) + ": " } ?? "")
        + prefix(argument.value)
    }.joined(separator: ", ")
  }
  return switch node.kind {
  case .number(let value): "\(value)"
  case .date(let period): "\(period)"
  case .name(let name): name
  case .quantity(let value, let unit, _): "[\(prefix(value)) \(unit)]"
  case .negated(let value): "(- \(prefix(value)))"
  case .arithmetic(let operation, let a, let b): "(\(operation.rawValue) \(prefix(a)) \(prefix(b)))"
  case .comparison(let operation, let a, let b): "(\(operation.rawValue) \(prefix(a)) \(prefix(b)))"
  case .call(let name, _, let list): "\(name)(\(arguments(list)))"
  case .interval(let level, let a, let b): "interval(\(level), \(prefix(a)), \(prefix(b)))"
  }
}

@Suite struct ExpressionParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "(+ 1.0 (* 2.0 3.0))"),
    ("1 - 2 - 3", "(- (- 1.0 2.0) 3.0)"),
    ("8 / 4 / 2", "(/ (/ 8.0 4.0) 2.0)"),
    ("-x^2", "(- (^ x 2.0))"),
    ("2^3^2", "(^ 2.0 (^ 3.0 2.0))"),
    ("2^-x", "(^ 2.0 (- x))"),
    ("a * -b", "(* a (- b))"),
    ("- -a", "(- (- a))"),
    ("+a", "a"),
    ("a + b < c * d", "(< (+ a b) (* c d))"),
    ("(a + b) * c", "(* (+ a b) c)"),
    ("80_000", "80000.0"),
    ("1.5e3 + .5", "(+ 1500.0 0.5)"),
    ("2e", "[2.0 e]"),
    ("10 bn yuan", "[10.0 bn yuan]"),
    ("10 bn yuan/year", "[10.0 bn yuan/year]"),
    ("250 bn yuan / year", "(/ [250.0 bn yuan] year)"),
    ("20_000 yuan/m2/year", "[20000.0 yuan/m2/year]"),
    ("130 亿元", "[130.0 亿元]"),
    ("8万", "[8.0 万]"),
    ("5 %", "[5.0 %]"),
    ("5% * x", "(* [5.0 %] x)"),
    ("2700 / month", "(/ 2700.0 month)"),
    ("crews * 65 / month", "(/ (* crews 65.0) month)"),
    ("10 m^2", "[10.0 m^2]"),
    ("10 m²/year", "[10.0 m²/year]"),
    ("2 months * 3", "(* [2.0 months] 3.0)"),
    ("0.1 per year", "[0.1 per year]"),
    ("2700 a month", "[2700.0 a month]"),
    ("gamma(mean: 3, sd: 1.5) months", "[gamma(mean: 3.0, sd: 1.5) months]"),
    ("lognormal(p2.5: 1, p97.5: 4)", "lognormal(p2.5: 1.0, p97.5: 4.0)"),
    ("2022-06", "2022-06"),
    ("2022-Q3", "2022-Q3"),
    ("2022 - 06", "(- 2022.0 6.0)"),
    ("2027年", "2027"),
    ("2027年 + 5年", "(+ 2027 [5.0 年])"),
    ("2027年6月 + 30 months", "(+ 2027-06 [30.0 months])"),
    ("２０２７年", "2027"),
    ("2018年第四季度", "2018-Q4"),
    ("2018Q4", "2018-Q4"),
    ("2027/06", "2027-06"),
    ("2027-6", "2027-06"),
    ("step(from: June 2027)", "step(from: 2027-06)"),
    ("Q4 2018 + x", "(+ 2018-Q4 x)"),
    ("80 % from 2020 to 2027", "interval(0.8, 2020.0, 2027.0)"),
    ("1200/12", "(/ 1200.0 12.0)"),
    ("2000m2", "[2000.0 m2]"),
    ("7-3", "(- 7.0 3.0)"),
    ("3 - 7", "(- 3.0 7.0)"),
    ("1-x", "(- 1.0 x)"),
    ("1-0.3", "(- 1.0 0.3)"),
    ("$26.3 bn", "[26.3 bn $]"),
    ("US$5 bn/year", "[5.0 bn US$ /year]"),
    ("12022-06", "(- 12022.0 6.0)"),
    ("year - 2020", "(- year 2020.0)"),
    ("90% from 2 to 5 + 1", "interval(0.9, 2.0, (+ 5.0 1.0))"),
    ("90 % from 2 to 5 bn yuan", "interval(0.9, 2.0, [5.0 bn yuan])"),
    ("discrete(1: 0.2, -3: 0.8)", "discrete(1.0: 0.2, (- 3.0): 0.8)"),
    ("ramp(from: start_year, over: 2)", "ramp(from: start_year, over: 2.0)"),
    ("if(x > 1, 2, 3)", "if((> x 1.0), 2.0, 3.0)"),
    ("增长率 * 2", "(* 增长率 2.0)"),
    ("pi()", "pi()"),
    ("(2 + 3) km", "[(+ 2.0 3.0) km]"),
    ("10 bn yuan / 500_000 m2 / year", "(/ (/ [10.0 bn yuan] [500000.0 m2]) year)"),
    ("40 stations per 10_000 people", "[40.0 stations per 10_000 people]"),
    ("5 % per year", "[5.0 % per year]"),
  ])
  func `what binds to what`(source: String, expected: String) throws {
    #expect(try prefix(ExpressionParser.parse(source).root) == expected)
  }

  @Test(arguments: [
    ("", "column 1: the expression is empty"),
    ("   ", "column 4: the expression is empty"),
    ("1 +", "column 4: expected a value, found the end"),
    ("1 + * 2", "column 5: expected a value, found '*'"),
    ("(1 + 2", "column 7: '(' at column 1 is never closed"),
    ("max(1, 2", "column 9: '(' at column 4 is never closed"),
    ("1 + 2)", "column 6: expected an operator or the end, found ')'"),
    ("max(1 2)", "column 7: expected ',' or ')', found '2'"),
    ("a b", "column 3: expected an operator after 'a', found 'b'"),
    ("a 2", "column 3: expected an operator after 'a', found '2'"),
    (
      "a < b < c",
      "column 7: comparisons cannot be chained; write if(a < b, b < c, 0) for a < b < c"
    ),
    ("a = b", "column 3: expected '==' to compare, found '='"),
    ("a ** b", "column 3: expected '^' for a power, found '**'"),
    ("2 × 3", "column 3: unexpected character '×'; write '*'"),
    ("max(1、2)", "column 6: unexpected character '、'; write ','"),
    (
      "3-7",
      "column 1: between 3 and 7? write between: [3, 7] in a target, uniform(3, 7) for a law, "
        + "and blanks around a minus"
    ),
    (
      "max(1%-3%, x)",
      "column 5: between 1% and 3%? write between: [1%, 3%] in a target, uniform(1%, 3%) for a law, "
        + "and blanks around a minus"
    ),
    ("'a'", "column 1: unexpected character '''; names are written without quotes"),
    ("a ≤ b", "column 3: unexpected character '≤'; write '<='"),
    ("a ? b", "column 3: unexpected character '?'; write if(condition, a, b)"),
    ("1__0", "column 1: '1__0' is not a number; '_' may stand only between digits"),
    ("1_", "column 1: '1_' is not a number; '_' may stand only between digits"),
    (
      "1.2.3",
      "column 1: '1.2.3' is not a number; a number has at most one '.', between or before digits"
    ),
    ("1e999", "column 1: '1e999' is not a number; it is larger than 1.8e308"),
    (
      "80,000", "column 3: '80,000' is not a number; separate thousands with '_', as in 80_000"
    ),
    ("2022-13", "column 1: '2022-13' is not a date: month 13 is outside 01 to 12"),
    ("2022-Q7", "column 1: '2022-Q7' is not a date: quarter 7 is outside 1 to 4"),
    (
      "2022-06-30",
      "column 1: '2022-06-30' is a day; write the month 2022-06 or the year 2022"
    ),
    (
      "2026-H1",
      "column 1: '2026-H1' is half a year; write its end, 2026-Q2 or 2026-06, for a stock; for a total "
        + "give both quarters, 2026-Q1 and 2026-Q2, or the year"
    ),
    (
      "2027年底",
      "column 1: '2027年底' is a part of a year; write the year 2027, or where periods are shorter 2027-12"
    ),
    ("120% from 1 to 2", "column 1: expected a level between 0 % and 100 %, found '120 %'"),
    ("90% from 1", "column 11: expected 'to' and the upper end, found the end"),
    ("f(a: )", "column 6: expected a value, found ')'"),
    ("f(a: 1,)", "column 8: expected a value, found ')'"),
    (
      "x > 3 and x < 5", "column 7: expected an operator or the end, found 'and'"
    ),
    ("5 % 4", "column 5: expected an operator after '%', found '4'"),
  ])
  func `an error says where and what`(source: String, message: String) {
    #expect {
      try ExpressionParser.parse(source)
    } throws: { error in
      if "\(error)" != message { Issue.record("\(source): \(error)") }
      return "\(error)" == message
    }
  }

  @Test func `nesting and length are limited`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    }
    _ = try ExpressionParser.parse(nested(200))
    #expect {
      try ExpressionParser.parse(nested(201))
    } throws: {
      "\($0)" == "column 202: the expression is nested more than 200 deep"
    }
    #expect(throws: ExpressionIssue.self) {
      try ExpressionParser.parse(String(repeating: "-", count: 5000) + "1")
    }
    #expect(throws: ExpressionIssue.self) {
      try ExpressionParser.parse(String(repeating: "2^", count: 4000) + "1")
    }
    #expect(throws: ExpressionIssue.self) {
      try ExpressionParser.parse(String(repeating: "abs(", count: 2000))
    }
    _ = try ExpressionParser.parse(String(repeating: "1+", count: 1000) + "1")
    #expect(throws: ExpressionIssue.self) {
      try ExpressionParser.parse(String(repeating: "1+", count: 1001) + "1")
    }
    #expect {
      try ExpressionParser.parse(String(repeating: "1+", count: 6000) + "1")
    } throws: {
      "\($0)" == "column 10001: the expression has 12001 characters; at most 10000 are allowed"
    }
  }

  @Test func `every part knows its place in the text`() throws {
    let tree = try ExpressionParser.parse("增长 + max(10 bn yuan, x)")
    guard case .arithmetic(.add, let left, let right) = tree.root.kind,
      case .call(_, let nameRange, let arguments) = right.kind
    else {
      Issue.record("another tree")
      return
    }
    #expect(tree.text(of: tree.root.range) == tree.source)
    #expect(tree.text(of: left.range) == "增长")
    #expect(tree.text(of: right.range) == "max(10 bn yuan, x)")
    #expect(tree.text(of: nameRange) == "max")
    #expect(arguments.map { tree.text(of: $0.value.range) } == ["10 bn yuan", "x"])
    #expect(tree.names == ["增长", "x"])
  }

  /// Random texts from the alphabet of the language: each is read or refused, none traps.
  @Test func `no text makes the parser fail in another way`() {
    let words = [
      "1", "2022-06", "x", "max", "(", ")", ",", ":", "+", "-", "*", "/", "^", "%", "<", "==", " ",
      "bn", "yuan", "from", "to", "per", "year", "万", "²", ".", "_", "e5", "if", "\u{0301}", "９",
    ]
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(state >> 33) % words.count]
      }
      do throws(ExpressionIssue) {
        let tree = try ExpressionParser.parse(text)
        #expect(tree.root.range.upperBound <= text.count)
      } catch {
        #expect(error.range.lowerBound <= text.count)
      }
    }
  }
}
