internal import CurveFitting
internal import Distributions
internal import Expressions
internal import GrowthCurves
internal import SpecialFunctions
internal import Wording

// What a curve borrows from a class of technologies.
extension GrowthCompiler {
  /// The class that the file names.
  private var reference: ReferencePrior? {
    growth.like.flatMap { ReferencePrior.named($0.rawValue) }
  }

  /// What came of ceilings of series that looked like the history, where the file gives neither a
  /// ceiling nor what implies one; nil where the history does not rise.
  var experience: CeilingExperience? {
    guard reference == nil,
      ["ceiling", "rate", "midpoint"].allSatisfy({ growth.parameters[$0] == nil }),
      observed.points.allSatisfy({ !$0.kind.isBound })
    else { return nil }
    return CeilingExperience(
      times: observed.points.map(\.time), values: observed.points.map(\.central))
  }

  /// Says where the ceiling comes from, and how doubtful it is.
  func note(_ experience: CeilingExperience, in compiler: inout CaseCompiler) {
    func rough(_ probability: Double) -> String {
      plain(DecimalDigits.rounded(experience.quantile(probability), digits: 3))
    }
    compiler.notes.append(
      Phrase(
        "\(indicator.name): no ceiling is given; of spreads that looked like its history half ended below "
          + "\(rough(0.5)), one in ten above \(rough(0.9)); so do its paths",
        "\(indicator.name)：未给出上限；与其历史相似的扩散过程中，半数最终低于 \(rough(0.5))，十分之一高于 "
          + "\(rough(0.9))；各路径亦如此"))
  }

  /// The law of a parameter that the file does not give, from the class; nil where there is none.
  ///
  /// The ceiling stands above the last observation by the ratio of the class, given how fast the
  /// series grew in its last years; the rate, which two observations tell better, is borrowed for
  /// one observation only, and is that of a logistic curve.
  func borrowed(_ key: String) -> Law? {
    guard let reference, growth.parameters[key] == nil else { return nil }
    switch key {
    case "ceiling":
      guard let last = observed.points.last?.central, last > 0 else { return nil }
      let law = pastGrowth.map { reference.ceilingOverLevel(pastGrowth: $0) }
      return try? (law ?? reference.ceilingOverLevel).scaled(by: last)
    case "rate":
      return observed.points.count < 2 && growth.model == .curve(.logistic) ? reference.rate : nil
    case "volatility":
      return reference.volatility
    default:
      return nil
    }
  }

  /// Mean yearly growth of the logarithm over the three years before the last observation, or over
  /// what there is.
  private var pastGrowth: Double? {
    let points = observed.points
    guard let last = points.last,
      let earlier = points.last(where: { $0.time <= last.time - 3 + 1e-9 }) ?? points.first,
      earlier.time < last.time, earlier.central > 0, last.central > 0
    else { return nil }
    return Elementary.log(last.central / earlier.central) / (last.time - earlier.time)
  }

  /// A draw from what is borrowed, noted as such.
  mutating func borrowedNode(_ key: String, in compiler: inout CaseCompiler) -> NodeID? {
    guard let law = borrowed(key), let like = growth.like else { return nil }
    compiler.notes.append(
      Phrase(
        "\(indicator.name): the \(key) is that of the class \(like.rawValue)",
        "\(indicator.name)：\(key) 取自类别 \(like.rawValue)"))
    return compiler.graph.draw(
      Draw(stream: "\(path).\(key)", law: .fixed(law), isPerPeriod: false))
  }
}
