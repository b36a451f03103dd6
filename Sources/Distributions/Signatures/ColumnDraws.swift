internal import Columns
internal import SpecialFunctions

extension LawConstruction {
  /// Turns uniform numbers into draws of a law whose parameters differ from path to path, in place.
  ///
  /// Limits that a lever can reach are allowed where the law has one: a normal or uniform law of
  /// width 0, a lognormal one of sigma 0, an exponential one of mean 0, counts of mean 0. Where
  /// the parameters make no law, the draw is NaN.
  ///
  /// - Parameters:
  ///   - u: uniform numbers in (0, 1).
  ///   - parameters: one column for each written argument, in the order of writing.
  package func draw(_ u: inout MutableSpan<Double>, parameters: [[Double]]) {
    precondition(
      parameters.count == arguments.count,
      "\(parameters.count) columns for \(arguments.count) arguments")
    for column in parameters {
      precondition(column.count >= u.count, "\(column.count) parameters for \(u.count) uniforms")
    }
    guard let fastPath = form.fastPath else { return drawOneByOne(&u, parameters: parameters) }
    let first = column(0, of: parameters)
    let second = column(1, of: parameters)
    switch fastPath {
    case .normal:
      ColumnDraws.normal(&u, mean: first.span, sd: second.span)
    case .normalQuantiles:
      let z = standardQuantiles
      ColumnDraws.normal(
        &u, through: z.first, first.span, and: z.second, second.span)
    case .lognormalLogs:
      ColumnDraws.lognormal(&u, logMean: first.span, logSD: second.span)
    case .lognormalMedian:
      var logs = first
      ColumnDraws.logarithms(&logs)
      ColumnDraws.lognormal(&u, logMean: logs.span, logSD: second.span)
    case .lognormalMoments:
      var (logMean, logSD) = (first, second)
      ColumnDraws.logMoments(&logMean, &logSD)
      ColumnDraws.lognormal(&u, logMean: logMean.span, logSD: logSD.span)
    case .lognormalQuantiles:
      var (low, high) = (first, second)
      ColumnDraws.logarithms(&low)
      ColumnDraws.logarithms(&high)
      let z = standardQuantiles
      ColumnDraws.normal(&u, through: z.first, low.span, and: z.second, high.span)
      Elementary.exp(&u)
    case .uniform:
      ColumnDraws.uniform(&u, min: first.span, max: second.span)
    case .exponentialMean:
      ColumnDraws.exponential(&u, mean: first.span)
    case .exponentialRate:
      let means = first.map { $0 > 0 ? 1 / $0 : .nan }
      ColumnDraws.exponential(&u, mean: means.span)
    case .poisson:
      CountSampler.poisson(&u, mean: first.span)
    case .binomial:
      CountSampler.binomial(&u, trials: first.span, probability: second.span)
    case .negativeBinomialSize:
      CountSampler.negativeBinomial(
        &u, size: first.span, probability: second.span)
    case .negativeBinomialMean:
      CountSampler.negativeBinomial(&u, mean: first.span, size: second.span)
    case .bernoulli:
      ColumnDraws.bernoulli(&u, probability: first.span)
    }
  }

  /// The column of the parameter with the given index, wherever it was written; quantiles stay in
  /// the order of writing.
  private func column(_ index: Int, of parameters: [[Double]]) -> [Double] {
    let position = arguments.firstIndex(of: .parameter(index)) ?? index
    return position < parameters.count ? parameters[position] : []
  }

  /// The standard normal quantiles of the two written probabilities.
  private var standardQuantiles: (first: Double, second: Double) {
    guard case .quantile(let first) = arguments[0], case .quantile(let second) = arguments[1]
    else { return (.nan, .nan) }
    return (StandardNormal.quantile(first), StandardNormal.quantile(second))
  }

  private func drawOneByOne(_ u: inout MutableSpan<Double>, parameters: [[Double]]) {
    var values = [Double](repeating: 0, count: parameters.count)
    for i in u.indices {
      for position in values.indices { values[position] = parameters[position][i] }
      do throws(DistributionError) {
        u[i] = try make(values).quantile(u[i])
      } catch {
        u[i] = .nan
      }
    }
  }
}

/// Loops over columns for the laws that are drawn most.
enum ColumnDraws {
  static func normal(_ u: inout MutableSpan<Double>, mean: Span<Double>, sd: Span<Double>) {
    StandardNormal.quantiles(&u)
    for i in u.indices { u[i] = sd[i] >= 0 ? mean[i] + sd[i] * u[i] : .nan }
  }

  /// The normal law with two given quantiles, whose standard ones are `low` and `high`.
  static func normal(
    _ u: inout MutableSpan<Double>, through low: Double, _ first: Span<Double>,
    and high: Double, _ second: Span<Double>
  ) {
    let scale = 1 / (high - low)
    StandardNormal.quantiles(&u)
    for i in u.indices {
      let sd = (second[i] - first[i]) * scale
      u[i] = sd >= 0 ? first[i] + sd * (u[i] - low) : .nan
    }
  }

  static func lognormal(
    _ u: inout MutableSpan<Double>, logMean: Span<Double>, logSD: Span<Double>
  ) {
    normal(&u, mean: logMean, sd: logSD)
    Elementary.exp(&u)
  }

  static func uniform(_ u: inout MutableSpan<Double>, min: Span<Double>, max: Span<Double>) {
    for i in u.indices {
      let width = max[i] - min[i]
      u[i] = width >= 0 ? min[i] + width * u[i] : .nan
    }
  }

  static func exponential(_ u: inout MutableSpan<Double>, mean: Span<Double>) {
    for i in u.indices { u[i] = -u[i] }
    Elementary.log1p(&u)
    for i in u.indices { u[i] = mean[i] >= 0 ? -mean[i] * u[i] : .nan }
  }

  static func bernoulli(_ u: inout MutableSpan<Double>, probability: Span<Double>) {
    for i in u.indices {
      let p = probability[i]
      u[i] = p >= 0 && p <= 1 ? (u[i] > 1 - p ? 1 : 0) : .nan
    }
  }

  /// Takes logarithms; NaN for what is not positive.
  static func logarithms(_ column: inout [Double]) {
    var span = column.mutableSpan
    for i in span.indices where !(span[i] > 0) { span[i] = .nan }
    Elementary.log(&span)
  }

  /// Turns mean and standard deviation of a lognormal variable into those of its logarithm.
  static func logMoments(_ mean: inout [Double], _ sd: inout [Double]) {
    for i in mean.indices {
      let ratio = sd[i] / mean[i]
      sd[i] = sd[i] >= 0 ? ratio * ratio : .nan
    }
    logarithms(&mean)
    var variances = sd.mutableSpan
    Elementary.log1p(&variances)
    for i in mean.indices {
      mean[i] -= variances[i] / 2
      variances[i] = variances[i].squareRoot()
    }
  }
}
