/// One way in which a law may be written: its parameters in the order of writing.
public struct LawForm: Sendable {
  /// The named parameters; those with a default value may be left out.
  public let parameters: [LawParameter]
  /// How many quantiles `p10:`, `p97.5:` … come besides, in any order.
  public let quantileCount: Int
  /// How many parameters, from the first, may be written without their labels.
  public let positionalCount: Int
  /// Whether any number of unlabelled values follows, as in `empirical(0.02, 0.05, 0.11)`.
  public let takesValues: Bool
  /// Whether pairs `value: probability` follow, as in `discrete(0: 0.3, 1: 0.7)`.
  public let takesOutcomes: Bool
  /// Whether a law comes first, as in `truncated(normal(3, 1), min: 0)`.
  public let takesLaw: Bool

  let fastPath: FastPath?
  let build: Builder

  /// Makes the law from the parameters in order and the quantiles in the order of writing.
  typealias Builder =
    @Sendable (_ parameters: [Double], _ quantiles: [Quantile]) throws(DistributionError) -> Law

  /// The forms whose draws with parameters that differ by path have a loop of their own.
  enum FastPath: Hashable, Sendable {
    case normal, normalQuantiles
    case lognormalLogs, lognormalMedian, lognormalMoments, lognormalQuantiles
    case uniform
    case exponentialMean, exponentialRate
    case poisson, binomial, negativeBinomialMean, negativeBinomialSize, bernoulli
  }

  init(
    _ parameters: [LawParameter], quantiles: Int = 0, positional: Int = 0,
    takesValues: Bool = false, takesOutcomes: Bool = false, takesLaw: Bool = false,
    fastPath: FastPath? = nil, _ build: @escaping Builder
  ) {
    self.parameters = parameters
    quantileCount = quantiles
    positionalCount = positional
    self.takesValues = takesValues
    self.takesOutcomes = takesOutcomes
    self.takesLaw = takesLaw
    self.fastPath = fastPath
    self.build = build
  }

  /// The form as it is shown to people, such as `lognormal(p10:, p90:)`.
  public func text(law: String) -> String {
    var words: [String] = takesLaw ? ["law"] : []
    for (index, parameter) in parameters.enumerated() {
      let word = index < positionalCount ? parameter.label : parameter.label + ":"
      words.append(parameter.defaultValue == nil ? word : "[\(word)]")
    }
    if quantileCount == 1 { words.append("p50:") }
    if quantileCount == 2 { words += ["p10:", "p90:"] }
    if takesValues { words += ["value", "value", "…"] }
    if takesOutcomes { words += ["value: probability", "…"] }
    return "\(law)(\(words.joined(separator: ", ")))"
  }

  /// For each written argument the parameter that it gives, or nil if the labels do not fit.
  func match(_ labels: [String?]) -> [LawArgument]? {
    if takesValues {
      return labels.isEmpty || labels.contains { $0 != nil }
        ? nil : labels.map { _ in .value }
    }
    if takesOutcomes {
      var outcomes: [LawArgument] = []
      for label in labels {
        guard let label, let value = Double(label), value.isFinite else { return nil }
        outcomes.append(.outcome(value))
      }
      return outcomes.isEmpty ? nil : outcomes
    }
    var arguments: [LawArgument] = []
    var isGiven = [Bool](repeating: false, count: parameters.count)
    var quantiles = 0
    for (position, label) in labels.enumerated() {
      if let label {
        if let index = parameters.firstIndex(where: { $0.label == label }), !isGiven[index] {
          isGiven[index] = true
          arguments.append(.parameter(index))
        } else if let probability = Quantile.probability(ofLabel: label) {
          quantiles += 1
          arguments.append(.quantile(probability))
        } else {
          return nil
        }
      } else {
        // Values without a label come first.
        guard position < positionalCount, arguments.count == position,
          labels[..<position].allSatisfy({ $0 == nil })
        else { return nil }
        isGiven[position] = true
        arguments.append(.parameter(position))
      }
    }
    let isComplete = zip(parameters, isGiven).allSatisfy { $0.defaultValue != nil || $1 }
    return quantiles == quantileCount && isComplete ? arguments : nil
  }
}

/// What one written argument gives.
enum LawArgument: Hashable, Sendable {
  /// The parameter of this number.
  case parameter(Int)
  /// The quantile of this probability.
  case quantile(Double)
  /// One of a list of values.
  case value
  /// The probability of this value.
  case outcome(Double)
}
