internal import Distributions
internal import Expressions
internal import GrowthPosteriors
internal import Plans
internal import Quantities
internal import SpecialFunctions
internal import Wording

// Where an indicator stands at its origin: an observation, or what is believed of it.
extension CaseCompiler {
  /// The value at the origin: the last observation, or `initial`.
  mutating func level(of indicator: Indicator, _ observed: ObservedHistory) -> NodeID? {
    let path = "indicators.\(indicator.name)"
    if let last = observed.points.last {
      if let text = indicator.initial, last.kind.isBound {
        return believed(text, path, indicator, last)
      }
      return level(last, path)
    }
    guard let text = indicator.initial else {
      issues.report(
        indicator.place, path,
        Phrase("has neither history nor a value to begin with", "既无历史数据，也无起始值"),
        Phrase(
          "add `history: {2020: …}` or `initial: …`", "请添加 `history: {2020: …}` 或 `initial: …`"))
      return nil
    }
    return notNegative(steadyNode(text, path + ".initial"))
  }

  /// What `initial` says of a value of which only a bound was observed: its law, cut at the bound.
  private mutating func believed(
    _ text: ExpressionText, _ path: String, _ indicator: Indicator, _ point: ObservedHistory.Point
  ) -> NodeID? {
    guard let node = steadyNode(text, path + ".initial") else { return nil }
    let bounds = point.bounds
    let words = point.boundWords
    if let number = graph.constant(node) {
      guard bounds.contains(number) else {
        issues.report(
          text.place, text.path,
          Phrase(
            "is \(plain(number)), but the value of \(point.period) was observed to be \(words.english)",
            "为 \(plain(number))，但 \(point.period) 的观测值\(words.chinese)"),
          Phrase("change one of them", "请更改其一"))
        return nil
      }
      return node
    }
    guard let law = ownLaw(of: node, path), !law.isDiscrete else {
      issues.report(
        text.place, text.path,
        Phrase(
          "is cut at what was observed (\(words.english) in \(point.period)) and must be a law or a "
            + "number",
          "须按观测值截取（\(point.period) \(words.chinese)），因此应为分布或数字"),
        Phrase(
          "write one in place, as in `initial: lognormal(p10: 650, p90: 900)`",
          "请直接写出，如 `initial: lognormal(p10: 650, p90: 900)`"))
      return nil
    }
    do throws(DistributionError) {
      let cut = try Law.truncated(law, min: bounds.lowerBound, max: bounds.upperBound)
      guard cut.quantile(0.5).isFinite else {
        throw .nothingLeft(law: law.name, min: bounds.lowerBound, max: bounds.upperBound)
      }
      notes.append(
        Phrase(
          "\(indicator.name): the value of \(point.period) has the law of `initial`, cut to "
            + words.english,
          "\(indicator.name)：\(point.period) 的数值服从 `initial` 的分布，截取\(words.chinese)的部分"))
      return graph.draw(Draw(stream: path + ".initial", law: .fixed(cut), isPerPeriod: false))
    } catch {
      issues.report(
        text.place, text.path,
        Phrase(
          "leaves next to nothing to the observation, which says \(words.english) in \(point.period)",
          "与观测值（\(point.period) \(words.chinese)）几乎不相容"),
        Phrase("change one of them", "请更改其一"))
      return nil
    }
  }

  /// The law that is written as `initial` itself: a named uncertainty may drive other things too, which
  /// a cut here would not reach.
  private func ownLaw(of node: NodeID, _ path: String) -> Law? {
    let isOwn = graph.draws(of: [node]).allSatisfy { $0.draw.isWritten(at: path + ".initial") }
    return isOwn ? graph.law(of: node) : nil
  }

  /// What `initial` says of the last value where only a bound of it was observed, and its middle
  /// within the bound; nil where it says nothing that can be used.
  mutating func belief(
    _ indicator: Indicator, _ observed: ObservedHistory
  ) -> (prior: GrowthPriors.Prior, middle: Double)? {
    guard let text = indicator.initial, let last = observed.points.last, last.kind.isBound,
      let node = steadyNode(text, "indicators.\(indicator.name).initial")
    else { return nil }
    let bounds = last.bounds
    if let number = graph.constant(node) {
      return bounds.contains(number) ? (.known(number), number) : nil
    }
    guard let law = ownLaw(of: node, "indicators.\(indicator.name)"), !law.isDiscrete,
      let cut = try? Law.truncated(law, min: bounds.lowerBound, max: bounds.upperBound)
    else { return nil }
    let middle = cut.quantile(0.5)
    return middle.isFinite ? (.law(law), middle) : nil
  }

  /// An observation as a node: a number, or a law where only a bound or an error is known.
  private mutating func level(_ point: ObservedHistory.Point, _ path: String) -> NodeID {
    let name = path.dropFirst("indicators.".count)
    let stream = "\(path).history.\(point.period)"
    let value = plain(point.value)
    switch point.kind {
    case .exact:
      return graph.constant(point.value)
    case .standardDeviation(let sd):
      notes.append(
        Phrase(
          "\(name): the observation of \(point.period) is lognormal with mean \(value) and sd "
            + "\(plain(sd))",
          "\(name)：\(point.period) 的观测值取对数正态分布，均值 \(value)，标准差 \(plain(sd))"))
      return draw(stream, "lognormal", [("mean", point.value), ("sd", sd)])
    case .law(let known):
      return graph.draw(Draw(stream: stream, law: .fixed(known.law), isPerPeriod: false))
    case .between(let low, let high):
      notes.append(
        Phrase(
          "\(name): the value of \(point.period) is taken as uniform from \(plain(low)) to "
            + "\(plain(high))",
          "\(name)：\(point.period) 的数值取 \(plain(low)) 至 \(plain(high)) 的均匀分布"))
      return draw(stream, "uniform", [(nil, low), (nil, high)])
    case .atLeast, .atMost:
      let isLeast = point.kind == .atLeast
      notes.append(
        Phrase(
          "\(name): the value of \(point.period) is known to be at \(isLeast ? "least" : "most") "
            + "\(value); it is taken to \(isLeast ? "exceed it" : "fall short of it") by "
            + "exponential(mean: 10 %) (default prior; `initial` with a law replaces it)",
          "\(name)：仅知 \(point.period) 的数值\(isLeast ? "不少于" : "不超过") \(value)；"
            + "\(isLeast ? "超出" : "不足")的幅度取 exponential(mean: 10 %)"
            + "（默认先验；可用 `initial` 写出分布代替）"))
      let excess = draw(stream, "exponential", [("mean", 0.1)])
      return graph.binary(
        isLeast ? .multiply : .divide, graph.constant(point.value),
        graph.binary(.add, graph.constant(1), excess))
    }
  }
}

extension ObservedHistory.Point {
  /// The middle of what is known of the value.
  var central: Double {
    // The median of an exponential excess of 10 % on average.
    let excess = 1 + 0.1 * 0.693_147_180_559_945_3
    return switch kind {
    case .exact, .between, .law: value
    case .standardDeviation: value / (1 + errorOverValue * errorOverValue).squareRoot()
    case .atLeast: believed ?? value * excess
    case .atMost: believed ?? value / excess
    }
  }

  /// The standard deviation of the logarithm of a value that is known up to an error: that of the
  /// lognormal law with the mean and the standard deviation that were written.
  var deviationOfLogarithm: Double {
    switch kind {
    case .standardDeviation: Elementary.log1p(errorOverValue * errorOverValue).squareRoot()
    case .law(let known):
      // From the tenth to the ninetieth percentile a normal law has 2.563 standard deviations.
      Elementary.log(known.law.quantile(0.9) / known.law.quantile(0.1)) / 2.563_103_131_089_201
    case .exact, .atLeast, .atMost, .between: 0
    }
  }

  private var errorOverValue: Double {
    if case .standardDeviation(let sd) = kind { sd / value } else { 0 }
  }

  /// The values that the observation leaves.
  var bounds: ClosedRange<Double> {
    switch kind {
    case .atLeast: value ... .infinity
    case .atMost: 0...value
    case .between(let low, let high): low...high
    case .exact, .standardDeviation, .law: 0 ... .infinity
    }
  }

  /// The same in words.
  var boundWords: Phrase {
    switch kind {
    case .atLeast: Phrase("at least \(plain(value))", "不少于 \(plain(value)) ")
    case .atMost: Phrase("at most \(plain(value))", "不超过 \(plain(value)) ")
    case .between(let low, let high):
      Phrase(
        "between \(plain(low)) and \(plain(high))", "在 \(plain(low)) 与 \(plain(high)) 之间")
    case .exact, .standardDeviation, .law: Phrase(plain(value))
    }
  }
}
