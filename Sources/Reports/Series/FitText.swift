internal import CurveFitting
internal import Experiments
internal import GrowthCurves
public import SeriesStudies
internal import SpecialFunctions
internal import Tables
public import Wording

/// Fits as text for a terminal.
public struct FitText: Documented {
  private let batch: FitBatch
  private let language: Language

  /// Prepares the document of some fits.
  public init(_ batch: FitBatch, language: Language = .en) {
    self.batch = batch
    self.language = language
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  /// A section for each series.
  public var document: Document {
    Document(title: say("Fit", "拟合"), language: language, batch.outcomes.enumerated().map(section))
  }

  private func section(_ place: Int, of outcome: FitBatch.Outcome) -> Document.Section {
    let title = (outcome.group.isEmpty ? "" : "\(outcome.group): ") + batch.curve.name
    switch outcome.result {
    case .failure(let error):
      return Document.Section(sentences: [
        title + say(": no fit: ", "：无法拟合：") + error.phrase(language)
      ])
    case .success(let fit):
      var table = TextTable(
        [
          say("parameter", "参数"), say("estimate", "估计值"), say("standard error", "标准误"),
          say("95 % interval", "95 % 区间"),
        ],
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
        fit.termination.phrase(language)
        + say(
          "; \(outcome.count) points, RSS \(number(fit.residualSumOfSquares)), "
            + "residual sd \(number(fit.residualSD)), evidence \(fit.grade.rawValue)",
          "；\(outcome.count) 个观测值，残差平方和 \(number(fit.residualSumOfSquares))，"
            + "残差标准差 \(number(fit.residualSD))，证据等级 \(fit.grade.rawValue)")
      var items: [Document.Item] = [.table(table), .detail(verdict)]
      if let reading = outcome.reading { items.append(.detail(sentence(reading))) }
      if let experience = fit.experience { items.append(.detail(sentence(experience))) }
      if place < SeriesChart.most { items.append(.chart(chart(outcome, fit, title))) }
      return Document.Section(title, items)
    }
  }

  /// What was observed, the curve, and the ceiling where it has one.
  private func chart(_ outcome: FitBatch.Outcome, _ fit: CurveFit, _ title: String) -> Chart {
    let seen = outcome.observations.sorted { $0.time < $1.time }
    let (first, last) = (seen[0].time, seen[seen.count - 1].time)
    let end = last + 0.25 * (last - first)
    var points = zip(outcome.observations, fit.fitted).map { Plot.Point($0.time, $1) }
      .sorted { $0.x < $1.x }
    var marks: [Plot.Mark] = []
    // A curve of levels can be drawn beyond its data; one of sales cannot, for it is that of their sum.
    if let curve = fit.curve,
      abs(curve.value(at: outcome.observations[0].time) - fit.fitted[0]) <= 1e-9
        * abs(fit.fitted[0])
    {
      points = (0...120).map { part in
        let time = first + (end - first) * Double(part) / 120
        return Plot.Point(time, curve.value(at: time))
      }
    }
    marks.append(.line(points, number: 0, label: batch.curve.name))
    marks.append(
      .observations(
        seen.map { Plot.Point($0.time, $0.value) }, label: say("observed", "观测值")))
    let values = seen.map(\.value) + points.map(\.y)
    return Chart(
      name: "fit" + (outcome.group.isEmpty ? "" : "-\(outcome.group)"), title: title,
      description: say(
        "\(outcome.count) observations and the fitted curve.", "\(outcome.count) 个观测值与拟合曲线。"),
      .plot(
        Plot(
          x: SeriesChart.years(seen.map(\.time) + points.map(\.x)),
          y: Axis(title: nil, covering: values) { PlainNumber.text($0, language) }, marks: marks)))
  }

  /// What the observations were taken for.
  private func sentence(_ reading: CurveFitOptions.Observation) -> String {
    switch reading {
    case .level:
      say(
        "observations taken for levels; --observation increment takes them for sales of a period",
        "观测值按水平拟合；若为每期增量，请加 --observation increment")
    case .increment:
      say(
        "observations taken for sales of a period, for they fall and so fit better; --observation level "
          + "takes them for levels",
        "观测值有下降，按每期增量拟合更好，故按增量拟合；若为水平，请加 --observation level")
    }
  }

  /// What experience says of the ceiling, beside the error of the fit.
  private func sentence(_ experience: CeilingExperience) -> String {
    let far = number(CeilingExperience.far)
    let percent = Int(bounded: (experience.chanceFar * 100).rounded())
    guard experience.isShown else {
      return say(
        "by experience the data cannot show a ceiling: of spreads that looked like this "
          + "\(percent) % rose above \(far) times the last value",
        "按经验，数据不能显示上限：与此相似的扩散过程中，\(percent) % 升至末值的 \(far) 倍以上")
    }
    let (low, high) = (rough(experience.likely.lowerBound), rough(experience.likely.upperBound))
    return say(
      "by experience the ceiling lies between \(low) and \(high); of spreads that looked like this "
        + "\(percent) % rose above \(far) times the last value",
      "按经验，上限在 \(low) 与 \(high) 之间；与此相似的扩散过程中，\(percent) % 升至末值的 \(far) 倍以上")
  }

  private func rough(_ value: Double) -> String { SignificantDigits.text(value, digits: 3) }

  private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return SignificantDigits.text(value, digits: 7)
  }
}
