/// What a search from many starting points found.
public struct MultistartSummary: Hashable, Sendable {
  /// A point that at least one start ended at.
  public struct Optimum: Hashable, Sendable {
    /// The parameters there.
    public let parameters: [Double]
    /// The residual sum of squares there.
    public let cost: Double
    /// How many of the starts that were followed to their end came here.
    public let arrivals: Int
  }

  /// The lowest point reached, with why the search ended there.
  public let best: LeastSquaresSummary
  /// The distinct points at which converged searches ended, lowest cost first.
  public let optima: [Optimum]
  /// How many starts had a finite curve.
  public let startsTried: Int

  /// Groups finished searches, best first.
  init(
    finished: [LeastSquaresSummary], startsTried: Int,
    areOne: ([Double], [Double]) -> Bool
  ) {
    precondition(!finished.isEmpty, "\(finished.count) finished searches")
    best = finished[0]
    self.startsTried = startsTried
    var groups: [(summary: LeastSquaresSummary, arrivals: Int)] = []
    for summary in finished where summary.termination.isConverged {
      let known = groups.firstIndex { areOne($0.summary.parameters, summary.parameters) }
      if let known { groups[known].arrivals += 1 } else { groups.append((summary, 1)) }
    }
    optima = groups.map {
      Optimum(
        parameters: $0.summary.parameters, cost: $0.summary.cost, arrivals: $0.arrivals)
    }
  }
}
