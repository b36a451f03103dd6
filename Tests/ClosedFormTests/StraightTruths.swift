import Simulation
import Testing

/// What arithmetic alone makes is computed by one program for all periods.
///
/// A replay computes it period by period, by another evaluator; both have the same bits.
@Suite struct StraightTruths {
  /// splitmix64.
  private struct Generator {
    var state: UInt64

    mutating func index(below count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(count))
    }

    mutating func pick<T>(_ list: [T]) -> T { list[index(below: list.count)] }
  }

  /// A scenario of indicators that read each other, now and some periods ago, begin at different dates, and share
  /// what they are made of.
  private static func scenario(_ number: Int) -> String {
    var generator = Generator(state: UInt64(number))
    let step = generator.pick(["year", "quarter", "month"])
    let begin = step == "year" ? "2015" : step == "quarter" ? "2015-Q1" : "2015-01"
    let end = step == "year" ? "2033" : step == "quarter" ? "2019-Q4" : "2018-03"
    var lines: [String] = []
    for own in 0..<(2 + generator.index(below: 5)) {
      let before = (0..<own).map { "i\($0)" }
      func read() -> String {
        guard !before.isEmpty else { return "a" }
        let name = generator.pick(before)
        return generator.pick([
          name, name, "lag(\(name), 1, before: 1)", "lag(\(name), 3, before: a)",
        ])
      }
      let parts = [
        "a * t", "a * t", "exp(b * (t - 3))", "exp(-a * t / 10) / (1 + exp(-(t - 4) * b))",
        "each(normal(0, 1))",
        "each(lognormal(mu: 0, sigma: 0.2))", "each(uniform(0, 1))", "if(t < 2, a, b)",
        "max(a, b * t)",
        read(), read(),
        "\(read()) * \(read())", "(\(read()) - a) * b",
        "a / (1 + \(read())^2) * exp(0.1 * \(read()) - b)",
        "log(0.5 + abs(\(read())))", "push * \(read())", "sqrt(\(read()))", "exp(c * t)",
      ]
      let value = "\(generator.pick(parts)) + \(generator.pick(parts))"
      switch generator.index(below: 4) {
      case 0:
        let past = "0.5 * lag(i\(own), \(generator.pick(["1", "1", "2"])))"
        lines.append("i\(own): {kind: derived, initial: a, expression: \"\(past) + \(value)\"}")
      case 1 where before.isEmpty || generator.index(below: 2) == 0:
        lines.append("i\(own): {kind: derived, from: 2017, expression: \"\(value)\"}")
      default:
        lines.append("i\(own): {kind: derived, expression: \"\(value)\"}")
      }
    }
    let last = lines.count - 1
    if generator.index(below: 3) == 0 {
      lines.append(
        "n: {kind: count, initial: 20, entries: \"max(0, 3 + 0.1 * tanh_like)\", exits: 0.1}")
      lines[lines.count - 1] = lines[lines.count - 1].replacing(
        "tanh_like", with: "min(5, abs(i\(last)))")
    }
    return """
      time: {start: \(begin), end: \(end), step: \(step)}
      levers: {push: 1}
      uncertainties: {a: "normal(0.5, 0.3)", b: "uniform(0.1, 1.2)", c: "normal(0, 120)"}
      indicators:
        \(lines.joined(separator: "\n  "))
      targets: {t: {of: i\(last), at_least: 1, by: 2017}}
      simulation: {max_failed: 100 %}
      cases: {baseline: {}, pushed: {push: 2}}
      """
  }

  @Test func `a run computes what a replay does step by step`() throws {
    var (compared, numbers, refused) = (0, 0, 0)
    for number in 0..<150 {
      let text = Self.scenario(number)
      guard let run = try? Experiment(text, paths: 600, workers: 1, blockSize: 256, keptPaths: 3)
      else {
        refused += 1
        continue
      }
      for index in run.plan.cases.indices {
        for path in 0..<3 {
          let replay = Simulator(run.plan).path(UInt64(path), inCase: index)
          let kept = run.summary.cases[index].kept[path].values
          for (indicator, values) in kept.enumerated() {
            let isSame = zip(values, replay.values[indicator]).allSatisfy {
              $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
            }
            #expect(
              isSame, "\(number): indicator \(indicator), path \(path), case \(index)\n\(text)")
            compared += values.count
            numbers += values.count(where: \.isFinite)
          }
        }
      }
    }
    // Comparisons of nothing, or of nothing but NaN, would be none.
    #expect(refused < 50 && 2 * numbers > compared, "\(refused) refused, \(numbers) of \(compared)")
  }

  /// Its program would have instructions of its own for every month of forty years.
  @Test func `what is irregular for long is computed step by step, to the same bits`() throws {
    func compile(_ end: Int) throws -> Experiment {
      try Experiment(
        """
        time: {start: 2000-01, end: \(end)-12, step: month}
        uncertainties: {k: "uniform(1, 2)"}
        indicators:
          line: {kind: derived, expression: k * t}
          late: {kind: derived, expression: "delay(line, gamma(mean: 1, sd: 5) years, before: 0)"}
          both: {kind: derived, expression: line + late}
        """, paths: 4, keptPaths: 2)
    }
    let short = try compile(2005).plan
    let none = [false, false, false]
    #expect(
      short.straightIndicators(inCase: 0, known: none, mostRows: .max) == [true, true, true])
    let run = try compile(2040)
    #expect(
      run.plan.straightIndicators(inCase: 0, known: none, mostRows: .max) == [true, false, false])
    let replay = Simulator(run.plan).path(1, inCase: 0)
    #expect(run.summary.cases[0].kept[1].values == replay.values)
  }

  /// `first` and `last` are the same expression, and `first` begins later than the two others.
  @Test func `an indicator that begins late leaves what it shares to the others`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      uncertainties: {a: "uniform(0, 1)"}
      indicators:
        first: {kind: derived, from: 2023, expression: "a * t"}
        second: {kind: derived, from: 2022, expression: "-1000 + a"}
        last: {kind: derived, expression: "a * t"}
      """, paths: 500, keptPaths: 1)
    let values = try run.path(0, "last")
    for step in 1...5 {
      let expected = Double(step) * values[1]
      #expect(abs(values[step] - expected) <= 1e-15 * expected, "\(values)")
    }
  }
}
