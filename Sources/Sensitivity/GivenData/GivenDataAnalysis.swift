/// What a sample that was not made for it says of the influence of its factors.
///
/// Any Monte-Carlo run will do, if the factors were drawn independently of each other: with
/// dependent factors an index holds also the influence of those that a factor goes with.
public struct GivenDataAnalysis: Hashable, Sendable {
  /// What is known of one factor.
  public enum Influence: Hashable, Sendable {
    /// The factor has one value only, so nothing can be said of it.
    case constantFactor
    /// The output has one value only, so nothing influences it.
    case constantOutput
    /// The indices of the factor.
    case measured(GivenDataIndices)
  }

  /// The fewest rows of an analysis.
  public static let fewestRows = 20

  /// For each factor its influence.
  public let influences: [Influence]

  /// Analyses a sample.
  ///
  /// - Parameters:
  ///   - sample: factors and output. An output of two values, such as whether a target is met, gets
  ///     a comparison of hits (the larger value) and misses beside the indices.
  ///   - classes: how many classes a factor is cut into, from 2 to 256; `nil` stands for the rule
  ///     of Plischke, Borgonovo and Smith (2013), up to 48. A factor with no more different values
  ///     than that makes one class of each.
  /// - Throws: ``SensitivityError/notFinite(factor:row:)``,
  ///   ``SensitivityError/tooFewRows(rows:required:)`` below ``fewestRows``.
  /// - Complexity: a sort by digits and a few passes for each factor.
  public init(_ sample: FactorSample, classes: Int? = nil) throws(SensitivityError) {
    try sample.requireFinite()
    let rows = sample.output.count
    guard rows >= Self.fewestRows else {
      throw .tooFewRows(rows: rows, required: Self.fewestRows)
    }
    let standard = ValueClasses.defaultCount(rows: rows)
    let output = SortedColumn(sample.output)
    guard let first = output.values.first, let last = output.values.last, first < last else {
      influences = sample.factors.map { _ in .constantOutput }
      return
    }
    let bins = ValueClasses(output, limit: min(max(standard, 8), 32))
    let isHit = bins.count == 2 && !bins.areRanges ? sample.output.map { $0 == last } : nil
    let mean = sample.output.reduce(0) { $0 + ($1 - first) } / Double(rows) + first
    let centred = sample.output.map { $0 - mean }
    let folds = DeltaIndex.folds(rows: rows)

    influences = sample.factors.map { factor in
      let column = SortedColumn(factor)
      guard column.values[0] < column.values[rows - 1] else { return .constantFactor }
      let own = ValueClasses(column, limit: classes ?? standard)
      return .measured(
        GivenDataIndices(
          classes: own.count,
          firstOrder: FirstOrderIndex.estimate(own, factor: factor, output: centred),
          delta: DeltaIndex.estimate(factor: own, output: bins, folds: folds),
          regional: isHit.map { RegionalSensitivity(column, isHit: $0) }))
    }
  }
}

/// The indices of one factor from any sample.
public struct GivenDataIndices: Hashable, Sendable {
  /// How many classes the factor was cut into.
  public let classes: Int
  /// S, the share of the output's variance that the factor alone explains: Var(E(Y|X)) / Var(Y).
  ///
  /// The errors of the class means are taken off, so that a factor without influence has 0 on
  /// average. Source: Plischke, Borgonovo and Smith (2013).
  public let firstOrder: IndexEstimate
  /// δ, how far knowing the factor shifts the law of the output: ½ E ∫ |f(y) − f(y|X)| dy, and for
  /// an output of two values E |P(hit|X) − P(hit)|.
  ///
  /// The estimate errs low where the sample is small; its interval reaches to both sides of that.
  /// Source: Borgonovo (2007).
  public let delta: IndexEstimate
  /// For an output of two values how the factor differs between hits and misses.
  public let regional: RegionalSensitivity?
}
