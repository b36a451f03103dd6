internal import CurveFitting
internal import Experiments
internal import GrowthCurves
public import SeriesStudies
internal import Tables

/// Fits as text for a terminal.
public struct FitText: Documented {
  private let batch: FitBatch

  /// Prepares the text of some fits.
  public init(_ batch: FitBatch) { self.batch = batch }

  /// A section for each series.
  public var document: Document { Document(batch.outcomes.map(section)) }

  private func section(of outcome: FitBatch.Outcome) -> Document.Section {
    let title = (outcome.group.isEmpty ? "" : "\(outcome.group): ") + batch.curve.name
    switch outcome.result {
    case .failure(let error):
      return Document.Section(sentences: ["\(title): no fit: \(error)"])
    case .success(let fit):
      var table = TextTable(
        ["parameter", "estimate", "standard error", "95 % interval"],
        [.left, .right, .right, .right])
      for name in fit.parameterNames + fit.scatter.map(\.name) {
        let interval = fit.interval(name, level: 0.95).map {
          "\(number($0.lowerBound)) – \(number($0.upperBound))"
        }
        table.add([
          name, number(fit[name]), number(fit.standardError(name)), interval ?? "–",
        ])
      }
      let verdict =
        "\(fit.termination); \(outcome.count) points, RSS \(number(fit.residualSumOfSquares)), "
        + "residual sd \(number(fit.residualSD)), evidence \(fit.grade.rawValue)"
      return Document.Section(
        title,
        [.table(table), .detail(verdict)]
          + (fit.experience.map { [.detail(sentence($0))] } ?? []))
    }
  }

  /// What experience says of the ceiling, beside the error of the fit.
  private func sentence(_ experience: CeilingExperience) -> String {
    let far = "\(number(CeilingExperience.far)) times the last value"
    let percent = Int((experience.chanceFar * 100).rounded())
    guard experience.isShown else {
      return "by experience the data cannot show a ceiling: of spreads that looked like this "
        + "\(percent) % rose above \(far)"
    }
    let likely = experience.likely
    return "by experience the ceiling lies between \(rough(likely.lowerBound)) and "
      + "\(rough(likely.upperBound)); of spreads that looked like this \(percent) % rose above \(far)"
  }

  private func rough(_ value: Double) -> String { SignificantDigits.text(value, digits: 3) }

  private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return SignificantDigits.text(value, digits: 7)
  }
}
