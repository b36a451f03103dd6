/// One number of a path that is kept for each path.
public enum PathOutput: Hashable, Sendable {
  /// The value of an indicator in a period, by their indices.
  case value(indicator: Int, step: Int)
  /// 1 where a target is met at a deadline, else 0, by their indices.
  case isMet(target: Int, deadline: Int)
  /// How far the measured number is from meeting a target at a deadline, at most 0 where it is
  /// met; for a joint target the number of its targets that are missed.
  case gap(target: Int, deadline: Int)
  /// 1 where what a target looks at up to a deadline is not a finite number, else 0, by their
  /// indices.
  case hasFailed(target: Int, deadline: Int)
}

extension Simulator {
  /// Simulates every case and keeps some numbers of every path.
  ///
  /// - Parameters:
  ///   - outputs: what is kept; 8 bytes for each case, output and path.
  ///   - paths: the number of paths, from path 0; with a design its rows times the paths of a row.
  ///   - design: the numbers that take the place of random ones.
  ///   - options: how the run is carried out.
  ///   - progress: called from any thread with the number of paths done so far; it returns
  ///     whether to go on.
  /// - Returns: for each case and output one number per path; not a number where the path failed
  ///   in a value, and a target that is not met there. Nil if `progress` said to stop.
  public func outputs(
    _ outputs: [PathOutput], paths: Int, design: PathDesign? = nil, options: Options = Options(),
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> [[[Double]]]? {
    self.outputs(
      outputs, of: 0..<UInt64(paths), design: design, options: options, progress: progress)
  }

  /// Simulates a stretch of paths of every case and keeps some numbers of each.
  ///
  /// - Returns: as ``outputs(_:paths:design:options:progress:)``.
  package func outputs(
    _ outputs: [PathOutput], of paths: Range<UInt64>, design: PathDesign? = nil,
    options: Options = Options(), progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) -> [[[Double]]]? {
    let record = PathRecord(outputs, cases: plan.cases.count, paths: paths)
    let summary = run(
      paths: paths, design: design, record: record, options: options, progress: progress)
    return summary.paths == paths.count ? record.values : nil
  }
}

extension PathOutput {
  /// The paths on which a number of a target is missing; nil for the value of an indicator, which
  /// then is not finite.
  package var failure: PathOutput? {
    switch self {
    case .value: nil
    case .isMet(let target, let deadline), .gap(let target, let deadline),
      .hasFailed(let target, let deadline):
      .hasFailed(target: target, deadline: deadline)
    }
  }
}
