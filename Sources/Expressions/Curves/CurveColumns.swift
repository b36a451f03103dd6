/// A curve at fixed points, evaluated again and again with other parameters.
///
/// This is the inner loop of a fit: nothing is allocated after construction.
public struct CurveColumns: ~Copyable {
  /// The curve.
  public let curve: CompiledCurve
  /// The number of points.
  public var count: Int { evaluator.count }

  private var evaluator: BlockEvaluator

  /// Prepares the evaluation of a curve at some points.
  ///
  /// - Precondition: there is one column for each predictor, all of one length.
  public init(_ curve: CompiledCurve, at points: [[Double]]) {
    let count = points.first?.count ?? 0
    precondition(
      points.count == curve.predictors.count && points.allSatisfy { $0.count == count },
      "\(points.count) columns for \(curve.predictors.count) predictors")
    self.curve = curve
    let schedule = EvaluationSchedule(
      curve.graph, once: [[curve.value], curve.gradient], stages: [])
    evaluator = BlockEvaluator(schedule, capacity: count)
    for (index, column) in points.enumerated() {
      var column = column
      evaluator.swapInput(InputID(index), with: &column)
    }
  }

  /// Computes values and gradients for some parameters.
  public mutating func evaluate(_ parameters: [Double]) {
    evaluateValues(parameters)
    evaluator.evaluateOnce(stage: 1)
  }

  /// Computes the values alone; the gradients then have no meaning.
  public mutating func evaluateValues(_ parameters: [Double]) {
    precondition(
      parameters.count == curve.parameters.count,
      "\(parameters.count) parameters for \(curve.parameters.count) names")
    for (index, value) in parameters.enumerated() {
      evaluator.set(InputID(curve.predictors.count + index), to: value)
    }
    evaluator.evaluateOnce()
  }

  /// Copies the values, one for each point.
  public func readValues(into values: inout MutableSpan<Double>) {
    evaluator.read(curve.value, into: &values)
  }

  /// Copies the derivatives with respect to one parameter, one for each point.
  public func readDerivative(
    withRespectTo parameter: Int, into values: inout MutableSpan<Double>
  ) {
    evaluator.read(curve.gradient[parameter], into: &values)
  }
}
