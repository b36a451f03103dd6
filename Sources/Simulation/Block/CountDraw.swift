internal import Columns
internal import Distributions
internal import Random

/// Integer draws of a block: one uniform number per path, turned into a count by inversion.
struct CountDraw {
  let key: StreamKey
  let firstPath: UInt64
  let step: UInt32
  var draw: UInt32 = 0
  /// How many steps of the stream a period has.
  var stepsPerPeriod = 1
  /// Takes down what is drawn while a path is replayed.
  var log: DrawLog?

  /// What of a number of trials is taken down.
  enum Noted {
    case successes
    case failures
  }

  /// How many of so many trials succeed.
  func binomial(
    _ counts: inout [Double], trials: [Double], probability: [Double], noted: Noted = .successes
  ) {
    var column = counts.mutableSpan
    key.fill(&column, firstPath: firstPath, step: step, draw: draw)
    CountSampler.binomial(&column, trials: trials.span, probability: probability.span)
    guard let log else { return }
    log.note(self, noted == .successes ? counts : zip(trials, counts).map { $0 - $1 })
  }

  /// A number of independent arrivals.
  func poisson(_ counts: inout [Double], mean: [Double]) {
    var column = counts.mutableSpan
    key.fill(&column, firstPath: firstPath, step: step, draw: draw)
    CountSampler.poisson(&column, mean: mean.span)
    log?.note(self, counts)
  }

  /// Failures before so many successes.
  func negativeBinomial(_ counts: inout [Double], size: [Double], probability: [Double]) {
    var column = counts.mutableSpan
    key.fill(&column, firstPath: firstPath, step: step, draw: draw)
    CountSampler.negativeBinomial(&column, size: size.span, probability: probability.span)
    log?.note(self, counts)
  }
}
