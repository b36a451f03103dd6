internal import LinearAlgebra
internal import Optimization

/// A curve and its observations with the linear parameters solved for at every step, so that only
/// the others are searched.
///
/// With f = f₀(α) + Φ(α) c, the residuals are those of the best c for each α. Their Jacobian is
/// the part of ∂f/∂α at that c that Φ cannot reach (Kaufman 1975), which leaves out a term of the
/// size of the residuals.
///
/// Source: Golub and Pereyra (1973), *The differentiation of pseudo-inverses and nonlinear least
/// squares problems whose variables separate*, SIAM J. Numer. Anal. 10:413; Kaufman (1975), BIT
/// 15:49.
struct SeparatedProblem<Model: CurveModel>: LeastSquaresProblem {
  let model: Model
  let observed: [Double]
  /// Square roots of the weights.
  let rootWeights: [Double]
  /// The parameters that are solved for, and those that are searched.
  let linear: [Int]
  let searched: [Int]

  var residualCount: Int { observed.count }
  var parameterCount: Int { searched.count }

  init(_ problem: CurveProblem<Model>, linear: [Int]) {
    model = problem.model
    observed = problem.observed
    rootWeights = problem.rootWeights
    self.linear = linear
    searched = problem.model.parameterNames.indices.filter { !linear.contains($0) }
  }

  /// All parameters of the curve, with the linear ones that fit best.
  func complete(_ parameters: [Double]) -> [Double]? {
    var jacobian = Matrix(rows: residualCount, columns: model.parameterNames.count)
    return solve(parameters, &jacobian)?.all
  }

  func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool {
    var jacobian = Matrix(rows: residualCount, columns: model.parameterNames.count)
    guard let solution = solve(parameters, &jacobian) else { return false }
    residuals = solution.residuals
    return true
  }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    var slopes = Matrix(rows: residualCount, columns: model.parameterNames.count)
    guard let solution = solve(parameters, &slopes),
      model.evaluate(solution.all, values: &residuals, jacobian: &slopes)
    else { return false }
    residuals = solution.residuals
    for (column, j) in searched.enumerated() {
      var slope = (0..<residualCount).map { slopes[$0, j] * rootWeights[$0] }
      solution.basis.removeReach(from: &slope)
      for i in slope.indices { jacobian[i, column] = slope[i] }
    }
    return true
  }

  private struct Solution {
    var all: [Double]
    var residuals: [Double]
    var basis: OrthonormalBasis
  }

  /// The best linear parameters for some values of the others.
  private func solve(_ parameters: [Double], _ jacobian: inout Matrix) -> Solution? {
    var all = [Double](repeating: 0, count: model.parameterNames.count)
    for (place, j) in searched.enumerated() { all[j] = parameters[place] }
    var values = [Double](repeating: 0, count: residualCount)
    guard model.evaluate(all, values: &values, jacobian: &jacobian) else { return nil }
    var rest = values.indices.map { (values[$0] - observed[$0]) * rootWeights[$0] }
    var basis = OrthonormalBasis()
    for j in linear { basis.append(values.indices.map { jacobian[$0, j] * rootWeights[$0] }) }
    let coefficients = basis.removeReach(from: &rest)
    for (place, j) in linear.enumerated() { all[j] = -coefficients[place] }
    guard rest.allSatisfy(\.isFinite) else { return nil }
    return Solution(all: all, residuals: rest, basis: basis)
  }
}

/// An orthonormal basis of the columns given, by Gram and Schmidt's process done twice.
///
/// Source: Björck (1967), BIT 7:1; Giraud, Langou and Rozložník (2005), *The loss of orthogonality
/// in the Gram–Schmidt orthogonalization process*.
struct OrthonormalBasis {
  private var vectors: [[Double]] = []
  /// For each column its parts along the vectors; empty for a column that depends on the others.
  private var parts: [[Double]] = []
  private var places: [Int?] = []
  /// The powers of two by which the columns were brought to where their squares can be held.
  private var factors: [Double] = []

  mutating func append(_ column: [Double]) {
    let factor = ColumnLength.factor(greatest: column.reduce(0) { max($0, abs($1)) })
    factors.append(factor)
    var rest = column.map { $0 * factor }
    let length = norm(rest)
    var part = project(&rest)
    let left = norm(rest)
    guard left > 1e-12 * length else {
      places.append(nil)
      return
    }
    part.append(left)
    for i in rest.indices { rest[i] /= left }
    places.append(vectors.count)
    vectors.append(rest)
    parts.append(part)
  }

  /// Takes from a vector what the columns can reach.
  ///
  /// - Returns: how much of each column that was.
  @discardableResult
  func removeReach(from vector: inout [Double]) -> [Double] {
    var along = project(&vector)
    for k in stride(from: vectors.count - 1, through: 0, by: -1) {
      along[k] /= parts[k][k]
      for i in 0..<k { along[i] -= parts[k][i] * along[k] }
    }
    return zip(places, factors).map { place, factor in place.map { along[$0] * factor } ?? 0 }
  }

  private func project(_ vector: inout [Double]) -> [Double] {
    var along = [Double](repeating: 0, count: vectors.count)
    for _ in 0..<2 {
      for (k, unit) in vectors.enumerated() {
        var dot = 0.0
        for i in unit.indices { dot += unit[i] * vector[i] }
        along[k] += dot
        for i in unit.indices { vector[i] -= dot * unit[i] }
      }
    }
    return along
  }

  private func norm(_ x: [Double]) -> Double {
    x.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
