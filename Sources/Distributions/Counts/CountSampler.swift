internal import Columns
internal import SpecialFunctions

/// Turns uniform numbers into counts by the quantile function, with parameters that differ from
/// element to element.
///
/// Each draw is the smallest k with F(k) ≥ u, so it is monotone in u and in the parameters: a
/// lever that raises a mean never lowers a count on the same random number. Parameters out of
/// range give NaN.
package enum CountSampler {
  /// Below this mean of a Poisson law masses are added from 0 upwards: eight draws at a time that is
  /// quicker than an expansion up to there.
  private static let sequentialMean = 20.0
  /// The same for the variance of a binomial law, whose mean is larger.
  private static let sequentialVariance = 12.0
  /// The same for negative binomial laws, whose other way is dear when they are skew.
  private static let sequentialSkewMean = 100.0
  /// Below this probability of a success, negative binomial laws have tails so long that adding up
  /// their masses takes a second and loses the count to rounding.
  private static let sequentialSuccess = 1e-3
  /// Above this mean not all counts are doubles.
  private static let largestMean = 1e15

  /// Draws Poisson counts.
  ///
  /// - Parameters:
  ///   - u: uniform numbers in (0, 1), replaced by the counts.
  ///   - mean: one per element, from 0 to 1e15.
  package static func poisson(_ u: inout MutableSpan<Double>, mean: Span<Double>) {
    precondition(u.count <= mean.count, "\(u.count) uniforms for \(mean.count) means")
    let isOpen = loops.replaceByPoisson(
      &u, mean: mean.extracting(first: u.count), limit: sequentialMean)
    guard isOpen else { return }
    for i in u.indices where u[i].sign == .minus {
      u[i] = poisson(-u[i], mean: mean[i])
    }
  }

  /// Draws binomial counts.
  ///
  /// - Parameters:
  ///   - u: uniform numbers in (0, 1), replaced by the counts.
  ///   - trials: one per element, an integer from 0 to 1e15.
  ///   - probability: one per element, from 0 to 1.
  package static func binomial(
    _ u: inout MutableSpan<Double>, trials: Span<Double>, probability: Span<Double>
  ) {
    precondition(
      u.count <= trials.count && u.count <= probability.count,
      "\(u.count) uniforms for \(trials.count) trials and \(probability.count) probabilities")
    let isOpen = loops.replaceByBinomial(
      &u, trials: trials.extracting(first: u.count),
      probability: probability.extracting(first: u.count), limit: sequentialVariance)
    guard isOpen else { return }
    for i in u.indices where u[i].sign == .minus {
      u[i] = binomial(-u[i], trials: trials[i], probability: probability[i])
    }
  }

  /// Draws negative binomial counts: failures before `size` successes.
  ///
  /// - Parameters:
  ///   - u: uniform numbers in (0, 1), replaced by the counts.
  ///   - size: one per element, any real number from 0; size 0 gives 0.
  ///   - probability: of a success, one per element, above 0 and at most 1.
  package static func negativeBinomial(
    _ u: inout MutableSpan<Double>, size: Span<Double>, probability: Span<Double>
  ) {
    precondition(
      u.count <= size.count && u.count <= probability.count,
      "\(u.count) uniforms for \(size.count) sizes and \(probability.count) probabilities")
    for i in u.indices {
      let p = probability[i]
      u[i] = negativeBinomial(u[i], size: size[i], success: p, failure: 1 - p)
    }
  }

  /// Draws negative binomial counts with given means: probability size / (size + mean).
  ///
  /// - Parameters:
  ///   - u: uniform numbers in (0, 1), replaced by the counts.
  ///   - mean: one per element, from 0 to 1e15.
  ///   - size: one per element, above 0.
  package static func negativeBinomial(
    _ u: inout MutableSpan<Double>, mean: Span<Double>, size: Span<Double>
  ) {
    precondition(
      u.count <= mean.count && u.count <= size.count,
      "\(u.count) uniforms for \(mean.count) means and \(size.count) sizes")
    for i in u.indices {
      let sum = size[i] + mean[i]
      let isValid = mean[i] >= 0 && size[i] > 0
      u[i] =
        isValid
        ? negativeBinomial(u[i], size: size[i], success: size[i] / sum, failure: mean[i] / sum)
        : .nan
    }
  }

  /// The Poisson quantile.
  package static func poisson(_ u: Double, mean: Double) -> Double {
    guard mean >= 0, mean <= largestMean, u > 0, u < 1 else {
      return atEnds(u, isValid: mean >= 0 && mean <= largestMean, largest: .infinity)
    }
    let law = PoissonCounts(mean: mean)
    if mean < sequentialMean {
      return CountSearch.patient(
        u, of: PoissonGrowth(mean: mean), first: Elementary.exp(-mean))
    }
    let inverse = 1 / mean
    let sd = mean.squareRoot()
    return CountQuantile.expanded(
      u, of: law, sd: sd, skewness: sd * inverse, inverseVariance: inverse)
  }

  /// The binomial quantile.
  package static func binomial(_ u: Double, trials: Double, probability: Double) -> Double {
    let isValid =
      trials >= 0 && trials <= largestMean && trials == trials.rounded(.down)
      && probability >= 0 && probability <= 1
    guard isValid, u > 0, u < 1 else {
      return atEnds(u, isValid: isValid, largest: probability > 0 ? trials : 0)
    }
    if trials == 0 || probability == 0 { return 0 }
    if probability == 1 { return trials }
    let failure = 1 - probability
    let law = BinomialCounts(trials: trials, success: probability, failure: failure)
    let variance = law.variance
    let inverse = 1 / variance
    let difference = failure - probability
    if variance >= sequentialVariance,
      max(1, difference * difference) * inverse <= CountExpansion<Double>.largestSkew
    {
      let root = variance.squareRoot()
      return CountQuantile.expanded(
        u, of: law, sd: root, skewness: difference / root, inverseVariance: inverse)
    }
    if probability <= 0.5 {
      let none = Elementary.exp(trials * Elementary.log1p(-probability))
      let growth = BinomialGrowth(trials: trials, success: probability, failure: failure)
      return CountSearch.patient(u, of: growth, first: none)
    }
    // Counts the rarer failures: k = n − m, m the smallest with P(failures ≤ m) > 1 − u.
    let mirrored = BinomialGrowth(trials: trials, success: failure, failure: probability)
    let none = Elementary.exp(trials * Elementary.log1p(-failure))
    return trials - CountSearch.patient((1 - u).nextUp, of: mirrored, first: none)
  }

  /// The negative binomial quantile; `failure` is 1 − `success`, given apart when it is small.
  package static func negativeBinomial(
    _ u: Double, size: Double, success: Double, failure: Double
  ) -> Double {
    let isValid = size >= 0 && size < .infinity && success > 0 && success <= 1
    guard isValid, u > 0, u < 1 else {
      return atEnds(u, isValid: isValid, largest: size == 0 || failure == 0 ? 0 : .infinity)
    }
    if size == 0 || failure <= 0 { return 0 }
    let law = NegativeBinomialCounts(size: size, success: success, failure: failure)
    let mean = law.mean
    // The mean comes back from the probabilities with a rounding error.
    guard mean <= largestMean * (1 + 1e-9) else { return .nan }
    let variance = law.variance
    let skewness = law.skewness
    let inverse = 1 / variance
    if max(skewness * skewness, inverse) <= CountExpansion<Double>.largestSkew {
      return CountQuantile.expanded(
        u, of: law, sd: variance.squareRoot(), skewness: skewness, inverseVariance: inverse)
    }
    if mean < sequentialSkewMean, success >= sequentialSuccess {
      let logSuccess = success < 0.5 ? Elementary.log(success) : Elementary.log1p(-failure)
      let growth = NegativeBinomialGrowth(size: size, success: success, failure: failure)
      return CountSearch.patient(
        u, of: growth, first: Elementary.exp(size * logSuccess))
    }
    return CountQuantile.exact(u, of: law, start: law.roughQuantile(u, upper: 1 - u))
  }

  /// The quantile at 0 and 1, NaN for what is no probability or no law.
  private static func atEnds(_ u: Double, isValid: Bool, largest: Double) -> Double {
    guard isValid else { return .nan }
    return u == 0 ? 0 : (u == 1 ? largest : .nan)
  }
}
