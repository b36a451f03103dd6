internal import Distributions
internal import Expressions
internal import Plans
internal import Wording

/// Laws that reach outside the range of their place, where they are cut.
enum ClippedLaws {
  /// Less than this is not worth a word.
  private static let leastShare = 0.001
  /// The draws that tell the share where no formula does.
  private static let draws = 4096

  static func report(_ compiled: CompiledScenario, to issues: IssueCollector) {
    var seen: Set<ExpressionText> = []
    let (graph, names) = (compiled.plan.graph, compiled.scenario.names)
    for placed in compiled.placed {
      let open = placed.flatMap { factors(of: $0, graph) }.filter { item in
        limits(of: names.words(of: item.path, section: true)) != nil && !seen.contains(item.text)
      }
      let lawless = open.filter { graph.law(of: $0.node) == nil }.map(\.node)
      let samples =
        lawless.isEmpty
        ? []
        : NodeSamples.draw(lawless, of: graph, seed: compiled.plan.seed, paths: draws)
      for item in open {
        guard let limits = limits(of: names.words(of: item.path, section: true)) else { continue }
        let shares: (below: Double, above: Double)
        if let law = graph.law(of: item.node) {
          shares = law.shares(outside: limits)
        } else if let place = lawless.firstIndex(of: item.node) {
          shares = samples[place].shares(outside: limits)
        } else {
          continue
        }
        if report(item, limits, shares, to: issues) { seen.insert(item.text) }
      }
    }
  }

  /// What decides the sign of an expression: itself, or the factors of a product that changes in
  /// time.
  private static func factors(
    of item: PlacedExpression, _ graph: ExpressionGraph
  ) -> [PlacedExpression] {
    if graph.constant(item.node) != nil { return [] }
    if graph.law(of: item.node) != nil || graph.rate(of: item.node) == .path { return [item] }
    switch graph[item.node] {
    case .binary(.multiply, let a, let b):
      return [a, b].flatMap {
        factors(of: PlacedExpression(text: item.text, path: item.path, node: $0), graph)
      }
    default: return []
    }
  }

  private static func limits(of parts: [String]) -> ClosedRange<Double>? {
    guard let parameter = Parameter.at(parts) else { return nil }
    if let limits = parameter.limits.range { return limits }
    // What grows has a level above nothing.
    return parameter.key == Parameter.initial.key ? 0...Double.greatestFiniteMagnitude : nil
  }

  private static func report(
    _ item: PlacedExpression, _ limits: ClosedRange<Double>,
    _ shares: (below: Double, above: Double), to issues: IssueCollector
  ) -> Bool {
    let isOpen = limits.upperBound == .greatestFiniteMagnitude
    var sides: [Phrase] = []
    if shares.below >= leastShare {
      let (low, share) = (plain(limits.lowerBound), percent(shares.below))
      sides.append(
        Phrase("below \(low) with a probability of \(share)", "以 \(share) 的概率低于 \(low)"))
    }
    if shares.above >= leastShare {
      let (high, share) = (plain(limits.upperBound), percent(shares.above))
      sides.append(
        isOpen
          ? Phrase("infinite with a probability of \(share)", "以 \(share) 的概率为无穷大")
          : Phrase("above \(high) with a probability of \(share)", "以 \(share) 的概率高于 \(high)"))
    }
    guard !sides.isEmpty else { return false }
    let isShare = limits.upperBound == 1
    let isHuge = isOpen && shares.below < leastShare
    issues.report(
      item.text.place, item.text.path,
      Phrase(
        "\(item.text.text.quoted) is \(sides.joined(.and).english), where no such value can be: "
          + "it is cut off or the path fails",
        "\(item.text.text.quoted) \(sides.joined(Phrase("", "，")).chinese)，而此处不能有这样的值：将被截断，或使路径失效"),
      isShare && shares.above > 0.5
        ? Phrase(
          "write percentages with their sign, as in uniform(3 %, 8 %), or shares, as in uniform(0.03, 0.08)",
          "百分数请带百分号，如 uniform(3 %, 8 %)，或写成小数，如 uniform(0.03, 0.08)")
        : isShare
          ? Phrase(
            "take a law between 0 and 1, such as beta(2, 30), or truncated(…, min: 0, max: 1)",
            "请用 0 与 1 之间的分布，如 beta(2, 30)，或 truncated(…, min: 0, max: 1)")
          : isHuge
            ? Phrase("take a law of smaller numbers", "请用数值较小的分布")
            : Phrase(
              "take a law that is never below 0, such as a lognormal or gamma, or truncated(…, min: 0)",
              "请用不低于 0 的分布，如 lognormal 或 gamma，或 truncated(…, min: 0)")
    )
    return true
  }

  /// A share in percent with two digits that count.
  private static func percent(_ share: Double) -> String {
    let percent = share * 100
    let digits = percent >= 10 ? 1.0 : percent >= 1 ? 10 : 100
    return "\(plain((percent * digits).rounded() / digits)) %"
  }
}

extension Law {
  /// The probabilities of values below and above some limits.
  fileprivate func shares(outside limits: ClosedRange<Double>) -> (below: Double, above: Double) {
    let isInside = limits.contains(support.lowerBound) && limits.contains(support.upperBound)
    if isInside { return (0, 0) }
    return (cdf(limits.lowerBound.nextDown), survival(limits.upperBound))
  }
}

extension [Double] {
  /// The shares of values below and above some limits.
  fileprivate func shares(outside limits: ClosedRange<Double>) -> (below: Double, above: Double) {
    let below = filter { $0 < limits.lowerBound }.count
    let above = filter { $0 > limits.upperBound }.count
    return (Double(below) / Double(count), Double(above) / Double(count))
  }
}
