internal import Columns
internal import Distributions
internal import Expressions
internal import Plans
internal import Random

/// A draw that is made in every period.
struct StepDraw: Sendable {
  private let words: SIMD2<UInt32>
  private let firstStep: UInt32
  /// Nil where the parameters differ by path: then uniform numbers are all that is known.
  private let sampler: LawSampler?
  private let isInnovation: Bool

  init(_ draw: Draw, streams: PlanStreams, samplers: LawSamplers) {
    let key = streams.key(draw.stream)
    (words, firstStep) = (key.words, key.firstStep)
    sampler = if case .fixed(let law) = draw.law { samplers.sampler(of: law) } else { nil }
    isInnovation = draw.isInnovation
  }

  /// Draws for the paths of a block.
  func fill(_ column: inout MutableSpan<Double>, firstPath: UInt64, step: Int) {
    let step = firstStep &+ UInt32(step)
    if isInnovation {
      StreamKey.fillInnovations(&column, words: words, firstPath: firstPath, step: step)
      sampler?.fill(fromStandard: &column)
    } else {
      StreamKey.fill(&column, words: words, firstPath: firstPath, step: step)
      sampler?.fill(&column)
    }
  }
}

extension Draw {
  /// Whether it is made anew in every period of a normal number, which takes one random word.
  var isInnovation: Bool {
    guard isPerPeriod, case .fixed(let law) = law else { return false }
    return law.isOfNormal
  }
}

/// The draws that straight indicators make in every period, drawn for a whole block before a case is
/// computed.
struct StepDraws {
  /// The most rows of the draws of a case, one for each draw and period: what would take more is drawn
  /// period by period.
  static let most = 2048

  private let rows: [(draw: StepDraw, row: Int)]
  private let places: [Draw: Int]
  private let steps: Int
  private let width: Int

  /// Draws with rows from a place on, but those that have a home.
  ///
  /// - Precondition: the laws are fixed.
  init(
    _ draws: [Draw], streams: PlanStreams, samplers: LawSamplers, steps: Int, width: Int,
    from place: Int, homes: [Draw: Int] = [:]
  ) {
    var rows: [(draw: StepDraw, row: Int)] = []
    var places: [Draw: Int] = [:]
    var next = place
    for draw in draws where places[draw] == nil {
      let place = homes[draw] ?? next
      places[draw] = place
      rows.append((StepDraw(draw, streams: streams, samplers: samplers), place))
      if homes[draw] == nil { next += steps * width }
    }
    self.rows = rows
    self.places = places
    self.steps = steps
    self.width = width
  }

  /// Where the row of period 0 of a draw begins.
  func place(of draw: Draw) -> Int {
    guard let place = places[draw] else { preconditionFailure("\(draw.stream) is not drawn") }
    return place
  }

  /// Draws a block.
  func fill(_ store: ColumnStore, firstPath: UInt64) {
    for (draw, row) in rows {
      for step in 0..<steps {
        store.write(from: row + step * width, count: width) {
          draw.fill(&$0, firstPath: firstPath, step: step)
        }
      }
    }
  }
}
