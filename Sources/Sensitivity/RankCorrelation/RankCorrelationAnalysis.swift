/// How strongly, and in which direction, the output rises with each factor, by ranks.
///
/// Ranks see any influence that goes one way, however bent, and none that rises and falls. The
/// partial correlation takes out what the other factors explain, so it is the one to read where
/// factors go together.
///
/// Source: Iman and Conover, *The use of the rank transform in regression* (1979); Marino, Hogue,
/// Ray and Kirschner, *A methodology for performing global uncertainty and sensitivity analysis in
/// systems biology* (2008), for partial correlation.
public struct RankCorrelationAnalysis: Hashable, Sendable {
  /// What is known of one factor.
  public struct Factor: Hashable, Sendable {
    /// Spearman's correlation of factor and output.
    public let spearman: RankCorrelation
    /// The partial rank correlation (PRCC): the correlation of what is left of factor and output
    /// when the other factors have explained all that they can.
    ///
    /// `nil` where nothing of the output is left, as when another factor alone fixes its ranks.
    public let partial: RankCorrelation?
    /// The standardised coefficient of the regression of ranks (SRRC): by how many standard
    /// deviations the output's rank rises with one of the factor's.
    public let coefficient: Double
    /// The standard error of ``coefficient``.
    public let coefficientError: Double
  }

  /// For each factor what is known of it.
  public let factors: [Factor]
  /// R², the share of the variance of the output's ranks that the regression on all ranks explains;
  /// where it is low, ranks are the wrong tool.
  public let rSquared: Double

  /// Analyses a sample.
  ///
  /// - Parameter sample: factors and output.
  /// - Throws: ``SensitivityError``: `notFinite`; `tooFewRows` for fewer than four rows more than
  ///   factors; `constantFactor`; `constantOutput`; `collinear` where the ranks of a factor follow
  ///   from those of others, with a relative error below 10⁻⁸.
  /// - Complexity: 2 n (d + 1)² operations for n rows and d factors.
  public init(_ sample: FactorSample) throws(SensitivityError) {
    try sample.requireFinite()
    let rows = sample.output.count
    let count = sample.factors.count
    guard rows >= count + 4 else { throw .tooFewRows(rows: rows, required: count + 4) }
    var columns: [[Double]] = []
    for (factor, values) in sample.factors.enumerated() {
      guard let column = RankColumns.standardRanks(values) else { throw .constantFactor(factor) }
      columns.append(column)
    }
    guard let output = RankColumns.standardRanks(sample.output) else { throw .constantOutput }
    let regression = try RankColumns(factors: columns, output: output).regression()

    let degrees = rows - count - 1
    rSquared = 1 - regression.rest
    factors = (0..<count).map { factor in
      let r = regression.correlations[factor]
      let coefficient = regression.coefficients[factor]
      let inverse = regression.inverseDiagonal[factor]
      let own = coefficient * coefficient / inverse
      // Squares of rounding errors of unit vectors.
      let isLeft = own + regression.rest > 1e-20
      return Factor(
        spearman: RankCorrelation(
          explained: r * abs(r), rest: max(1 - r * r, 0), degreesOfFreedom: rows - 2),
        partial: isLeft
          ? RankCorrelation(
            explained: coefficient < 0 ? -own : own, rest: regression.rest,
            degreesOfFreedom: degrees) : nil,
        coefficient: coefficient,
        coefficientError: (regression.rest / Double(degrees) * inverse).squareRoot())
    }
  }
}
