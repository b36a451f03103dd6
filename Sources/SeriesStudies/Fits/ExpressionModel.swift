internal import CurveFitting
internal import Expressions
internal import LinearAlgebra
internal import Synchronization

/// A user's curve at the points of a series.
final class ExpressionModel: PreciseCurveModel {
  private let curve: CompiledCurve
  private let columns: Mutex<CurveColumns>
  private let precise: PreciseCurveColumns
  let pointCount: Int

  var parameterNames: [String] { curve.parameters }
  var linearParameters: [Int] { curve.linearParameters }

  init(curve: CompiledCurve, points: [[Double]]) {
    self.curve = curve
    pointCount = points.first?.count ?? 0
    columns = Mutex(CurveColumns(curve, at: points))
    precise = PreciseCurveColumns(curve, at: points)
  }

  func evaluate(
    _ parameters: [Double], values: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    var isFinite = true
    columns.withLock { columns in
      columns.evaluate(parameters)
      var span = values.mutableSpan
      columns.readValues(into: &span)
      for value in values { isFinite = isFinite && value.isFinite }
      var column = [Double](repeating: 0, count: pointCount)
      for j in parameters.indices {
        var span = column.mutableSpan
        columns.readDerivative(withRespectTo: j, into: &span)
        for i in column.indices {
          jacobian[i, j] = column[i]
          isFinite = isFinite && column[i].isFinite
        }
      }
    }
    return isFinite
  }

  func evaluate(_ parameters: [Double], values: inout [Double]) -> Bool {
    columns.withLock { columns in
      columns.evaluateValues(parameters)
      var span = values.mutableSpan
      columns.readValues(into: &span)
    }
    return values.allSatisfy(\.isFinite)
  }

  func evaluatePrecisely(
    _ parameters: [DoubleDouble], values: inout [DoubleDouble], jacobian: inout [DoubleDouble]
  ) -> Bool {
    precise.evaluate(parameters, values: &values, jacobian: &jacobian)
  }
}
