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

  /// Whether another optimum fits nearly as well: its deviance, m log(cost), is within 2 of the
  /// best.
  ///
  /// A curve whose parts can change places, such as a sum of two exponentials, is multimodal in
  /// this sense.
  public var isMultimodal: Bool {
    guard let least = optima.first?.cost else { return false }
    // e^(2/m) to second order: the next term is below a thousandth for 11 residuals or more.
    let share = 2 / Double(max(best.residuals.count, 1))
    let bound = least * (1 + share + share * share / 2 + share * share * share / 6)
    return optima.dropFirst().contains { $0.cost <= bound }
  }

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
