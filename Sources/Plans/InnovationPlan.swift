internal import LinearAlgebra
internal import SpecialFunctions

/// The normal innovations of the indicators that have noise, and how they hang together.
public struct InnovationPlan: Sendable {
  /// One component of correlated indicators.
  public struct Component: Sendable {
    /// The indices of the indicators.
    public let indicators: [Int]
    /// The factor of their correlation matrix, row by row, rounded to 12 digits.
    package let factor: [[Double]]
  }

  /// The indices of the indicators with noise that nothing correlates.
  public let independent: [Int]
  /// The indicators that correlations tie together, part by part.
  public let components: [Component]

  /// Creates innovations.
  ///
  /// Components are the connected parts of the correlation graph, and inside one the indicators
  /// are taken by name, so that neither the order of the file nor an indicator outside the
  /// component changes a factor.
  ///
  /// - Parameters:
  ///   - indicators: the indices of the indicators with noise, with their names.
  ///   - correlations: pairs of such indices with their correlation.
  /// - Throws: ``IndefiniteCorrelation`` naming the indicators.
  public init(
    indicators: [(index: Int, name: String)], correlations: [(Int, Int, Double)]
  ) throws(IndefiniteCorrelation) {
    var independent: [Int] = []
    var components: [Component] = []
    let byName = indicators.sorted { $0.name < $1.name }
    let places = Dictionary(uniqueKeysWithValues: byName.enumerated().map { ($1.index, $0) })
    var parts = ConnectedParts(count: byName.count)
    for (a, b, rho) in correlations where rho != 0 {
      if let a = places[a], let b = places[b] { parts.connect(a, b) }
    }
    for members in parts.parts {
      guard members.count > 1 else {
        independent.append(byName[members[0]].index)
        continue
      }
      let own = parts.number(of: members[0])
      let between = correlations.compactMap { entry -> (Int, Int, Double)? in
        guard let a = places[entry.0], let b = places[entry.1], parts.number(of: a) == own else {
          return nil
        }
        return (a, b, entry.2)
      }
      components.append(try Self.factored(members, byName, between))
    }
    self.independent = independent
    self.components = components
  }

  /// One part: the places of its members among all by name, and the correlations of pairs of places.
  private static func factored(
    _ members: [Int], _ byName: [(index: Int, name: String)],
    _ correlations: [(Int, Int, Double)]
  ) throws(IndefiniteCorrelation) -> Component {
    let rows = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    var matrix = Matrix.identity(members.count)
    for (a, b, rho) in correlations {
      guard let i = rows[a], let j = rows[b] else { continue }
      matrix[i, j] = rho
      matrix[j, i] = rho
    }
    guard let lower = (try? Cholesky(matrix).lower) ?? semidefiniteFactor(matrix) else {
      throw IndefiniteCorrelation(indicators: members.map { byName[$0].name })
    }
    return Component(
      indicators: members.map { byName[$0].index },
      factor: members.indices.map { i in
        members.indices.map { j in
          // Most are 0 where few hang together.
          lower[i, j] == 0 ? 0 : DecimalDigits.rounded(lower[i, j])
        }
      })
  }

  /// L with A = L Lᵀ where A is only semidefinite, as with a correlation of 1: a shock that follows
  /// from those before it has a pivot of 0 and nothing below it.
  ///
  /// - Returns: nil where A is indefinite beyond rounding.
  private static func semidefiniteFactor(_ matrix: Matrix) -> Matrix? {
    let rounding = 1e-9
    let n = matrix.rows
    var lower = Matrix.identity(n)
    for j in 0..<n {
      var pivot = matrix[j, j]
      for k in 0..<j { pivot -= lower[j, k] * lower[j, k] }
      guard pivot > -rounding else { return nil }
      let root = pivot > rounding ? pivot.squareRoot() : 0
      lower[j, j] = root
      for i in (j + 1)..<max(n, j + 1) {
        var rest = matrix[i, j]
        for k in 0..<j { rest -= lower[i, k] * lower[j, k] }
        guard root > 0 || abs(rest) < rounding else { return nil }
        lower[i, j] = root > 0 ? rest / root : 0
      }
    }
    return lower
  }
}

/// A correlation matrix that no random numbers can have.
public struct IndefiniteCorrelation: Error, Hashable, Sendable {
  /// The names of the indicators that the correlations tie together.
  public let indicators: [String]
}
