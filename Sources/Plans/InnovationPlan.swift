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
    /// For each row whether it begins as the row before does, up to that one's diagonal: where all are
    /// tied to all alike, a sum then goes on from the one before.
    package let goesOn: [Bool]

    fileprivate init(indicators: [Int], factor: [[Double]]) {
      self.indicators = indicators
      self.factor = factor
      goesOn = factor.indices.map { row in
        row > 0 && factor[row].prefix(row - 1) == factor[row - 1].prefix(row - 1)
      }
    }
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
  ///   - correlations: what they have in common; of two entries about one pair the later one holds.
  /// - Throws: ``IndefiniteCorrelation`` naming the indicators.
  public init(
    indicators: [(index: Int, name: String)], correlations: [CommonCorrelation]
  ) throws(IndefiniteCorrelation) {
    var independent: [Int] = []
    var components: [Component] = []
    let byName = indicators.sorted { $0.name < $1.name }
    let places = Dictionary(uniqueKeysWithValues: byName.enumerated().map { ($1.index, $0) })
    var parts = ConnectedParts(count: byName.count)
    let entries = correlations.map { entry in
      (members: entry.indicators.compactMap { places[$0] }, value: entry.value)
    }.filter { $0.members.count > 1 }
    for entry in entries where entry.value != 0 {
      for member in entry.members.dropFirst() { parts.connect(entry.members[0], member) }
    }
    // Parts are known by number only now; an entry of 0 may tie two of them together by nothing.
    var within: [Int: [(members: [Int], value: Double)]] = [:]
    for entry in entries {
      for number in Set(entry.members.map({ parts.number(of: $0) })) {
        within[number, default: []].append(entry)
      }
    }
    for members in parts.parts {
      guard members.count > 1 else {
        independent.append(byName[members[0]].index)
        continue
      }
      let own = within[parts.number(of: members[0])] ?? []
      components.append(try Self.factored(members, byName, own))
    }
    self.independent = independent
    self.components = components
  }

  /// One part: the places of its members among all by name, and the correlations of pairs of places.
  private static func factored(
    _ members: [Int], _ byName: [(index: Int, name: String)],
    _ correlations: [(members: [Int], value: Double)]
  ) throws(IndefiniteCorrelation) -> Component {
    let rows = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    var matrix = Matrix.identity(members.count)
    for (tied, value) in correlations {
      let own = tied.compactMap { rows[$0] }
      for (place, i) in own.enumerated() {
        for j in own.dropFirst(place + 1) {
          matrix[i, j] = value
          matrix[j, i] = value
        }
      }
    }
    guard let lower = (try? Cholesky(matrix).lower) ?? semidefiniteFactor(matrix) else {
      throw IndefiniteCorrelation(
        indicators: members.map { byName[$0].name }, bearable: bearable(matrix))
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

  /// By what all correlations must be multiplied at most, so that they can hold together, in whole hundredths.
  ///
  /// Those that are multiplied by c have the eigenvalues 1 + c (λ − 1), of which none may be below 0.
  private static func bearable(_ matrix: Matrix) -> Double? {
    guard let least = (try? SymmetricEigenvalues(matrix))??.values.first, least < 0 else {
      return nil
    }
    return (DecimalDigits.rounded(100 / (1 - least))).rounded(.down) / 100
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

/// The correlation of every two of some indicators.
public struct CommonCorrelation: Hashable, Sendable {
  /// The indices of the indicators.
  public let indicators: [Int]
  /// Between -1 and 1.
  public let value: Double

  /// Ties every two of these together.
  public init(indicators: [Int], value: Double) {
    self.indicators = indicators
    self.value = value
  }
}

/// A correlation matrix that no random numbers can have.
public struct IndefiniteCorrelation: Error, Hashable, Sendable {
  /// The names of the indicators that the correlations tie together.
  public let indicators: [String]
  /// By what all of these correlations can be multiplied, so that they hold together: a share of 1; nil where that is not
  /// known.
  public let bearable: Double?
}
