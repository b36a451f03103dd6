public import Random

/// The points that first-order and total sensitivity indices are estimated from: two independent
/// matrices A and B of as many rows, and for each factor the matrix A_B that is A with the columns
/// of that factor from B.
///
/// A model of k factors runs at N (k + 2) points.
///
/// Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, *Variance based sensitivity
/// analysis of model output* (2010), table 1.
public struct SaltelliDesign: Sendable {
  /// How rows of A and B are drawn.
  public enum Sampling: Hashable, Sendable {
    /// Every row from independent random numbers.
    case random
    /// A and B are the two halves of the columns of scrambled Sobol sequences, so many of them,
    /// each with a scrambling of its own; row i is point i ÷ R of sequence i mod R.
    ///
    /// Rows of one sequence are not independent; the R sequences are, and intervals rest on them.
    /// Sixteen sequences of 2ᵐ rows each are a good choice.
    case scrambledSobol(replicates: Int)
  }

  /// One of the matrices.
  public enum Matrix: Hashable, Sendable {
    /// A.
    case a
    /// B.
    case b
    /// A with the columns of one factor from B.
    case hybrid(factor: Int)
  }

  /// The number of rows of each matrix, N.
  public let rows: Int

  /// The columns of each factor.
  public let columns: FactorColumns

  /// How rows are drawn.
  public let sampling: Sampling

  /// The designs whose points are the rows, A's columns before B's.
  private let sources: [any UnitDesign]

  /// Draws a design.
  ///
  /// - Parameters:
  ///   - rows: N, at least 1, a multiple of the number of replicates.
  ///   - columns: the columns of each factor.
  ///   - sampling: how rows are drawn.
  ///   - key: seed and name of the draws.
  /// - Throws: ``DesignError/pointsOutOfRange(asked:limit:)``,
  ///   ``DesignError/unevenReplicates(rows:replicates:)`` and
  ///   ``DesignError/tooManyDimensions(asked:limit:)``, at more than 256 columns.
  public init(
    rows: Int, columns: FactorColumns, sampling: Sampling = .scrambledSobol(replicates: 16),
    key: StreamKey
  ) throws(DesignError) {
    guard rows >= 1, rows <= SobolSequence.countLimit else {
      throw .pointsOutOfRange(asked: rows, limit: SobolSequence.countLimit)
    }
    self.rows = rows
    self.columns = columns
    self.sampling = sampling
    switch sampling {
    case .random: sources = [RandomPoints(dimensions: 2 * columns.columns, key: key)]
    case .scrambledSobol(let replicates):
      guard replicates >= 1, rows.isMultiple(of: replicates) else {
        throw .unevenReplicates(rows: rows, replicates: replicates)
      }
      var sequences: [any UnitDesign] = []
      for replicate in 0..<replicates {
        sequences.append(
          try SobolSequence(
            dimensions: 2 * columns.columns,
            scrambledBy: StreamKey(seed: key.seed, name: "\(key.name) \(replicate)")))
      }
      sources = sequences
    }
  }

  /// All matrices: A, B, and a hybrid for each factor.
  public var matrices: [Matrix] {
    [.a, .b] + columns.ranges.indices.map { .hybrid(factor: $0) }
  }

  /// For intervals: which independent group each row belongs to, row i to i mod this number.
  ///
  /// `nil` where every row is independent of all others.
  public var replicates: Int? {
    if case .scrambledSobol(let replicates) = sampling { replicates } else { nil }
  }

  /// Whether a factor has B's value in a matrix; what a factor without columns has to know.
  ///
  /// - Returns: `false` where it has A's value.
  public func isFromB(_ factor: Int, in matrix: Matrix) -> Bool {
    switch matrix {
    case .a: false
    case .b: true
    case .hybrid(let swapped): factor == swapped
    }
  }

  /// Rows of a matrix.
  ///
  /// - Returns: a column for each column of the factors, every number in (0, 1).
  /// - Precondition: there are such rows.
  public func points(_ matrix: Matrix, rows range: Range<Int>) -> UnitPoints {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    let width = columns.columns
    var found: [[Double]] = []
    for (factor, ownColumns) in columns.ranges.enumerated() {
      let offset = isFromB(factor, in: matrix) ? width : 0
      for column in ownColumns { found.append(interleaved(column + offset, rows: range)) }
    }
    return UnitPoints(columns: found)
  }

  /// A column of the rows, whose replicates take turns.
  private func interleaved(_ dimension: Int, rows range: Range<Int>) -> [Double] {
    let turns = sources.count
    var column = [Double](repeating: 0, count: range.count)
    for (replicate, source) in sources.enumerated() {
      // The points of this replicate whose rows lie in the range.
      let first = (range.lowerBound - replicate + turns - 1) / turns
      let end = (range.upperBound - replicate + turns - 1) / turns
      guard first < end else { continue }
      let coordinates = source.column(dimension, points: first..<end)
      for (point, coordinate) in zip(first..<end, coordinates) {
        column[point * turns + replicate - range.lowerBound] = coordinate
      }
    }
    return column
  }
}
