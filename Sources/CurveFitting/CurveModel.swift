public import LinearAlgebra

/// A curve to be fitted: values at the points of a data set, for any parameters.
///
/// The conformer knows the points (dates, or several columns of predictors); a fit only asks for
/// all values at once. Named curves conform inside the module; write your own for anything else.
public protocol CurveModel: Sendable {
  /// The names of the parameters, in the order of all parameter lists.
  var parameterNames: [String] { get }

  /// How many points the data set has.
  var pointCount: Int { get }

  /// The parameters (from 0) in which the values are linear while the others are held; a fit solves
  /// for them instead of searching. The default is none.
  var linearParameters: [Int] { get }

  /// Evaluates the curve and its derivatives at every point.
  ///
  /// - Parameters:
  ///   - parameters: one value for each name.
  ///   - values: receives the curve; its old content has no meaning.
  ///   - jacobian: receives ∂ value / ∂ parameter, a row for each point and a column for each
  ///     parameter; its old content has no meaning.
  /// - Returns: `false` where the curve has no finite value.
  func evaluate(_ parameters: [Double], values: inout [Double], jacobian: inout Matrix) -> Bool

  /// Evaluates the curve alone.
  ///
  /// The default evaluates the derivatives too and drops them.
  ///
  /// - Parameters:
  ///   - parameters: one value for each name.
  ///   - values: receives the curve; its old content has no meaning.
  /// - Returns: `false` where the curve has no finite value.
  func evaluate(_ parameters: [Double], values: inout [Double]) -> Bool
}

extension CurveModel {
  /// None that is known of.
  public var linearParameters: [Int] { [] }

  /// Evaluates the curve with its derivatives and drops the latter.
  public func evaluate(_ parameters: [Double], values: inout [Double]) -> Bool {
    var jacobian = Matrix(rows: pointCount, columns: parameterNames.count)
    return evaluate(parameters, values: &values, jacobian: &jacobian)
  }
}
