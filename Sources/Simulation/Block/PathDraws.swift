internal import Columns
internal import Distributions
internal import Expressions
internal import Plans
internal import Random
internal import SpecialFunctions

/// The draws of one block that do not change in time, made once for all cases that ask for them.
///
/// Two cases that draw the same law from the same stream get the same numbers; drawing them once
/// saves the inversion.
final class PathDraws {
  private struct Column {
    let key: StreamKey
    let sampler: LawSampler
    var values: [Double]
    var firstPath: UInt64?
  }

  private let seed: UInt64
  private let samplers: LawSamplers
  private let paths: Int
  private let learnt: [String: [Double]]
  private let design: PathDesign?
  private var firstPath: UInt64 = 0
  private var noisePath: UInt64 = 0
  private var places: [LawSamplers.Name: Int] = [:]
  private var columns: [Column] = []

  init(
    _ streams: PlanStreams, samplers: LawSamplers, paths: Int, design: PathDesign? = nil
  ) {
    seed = streams.seed
    learnt = streams.learnt
    self.design = design
    self.samplers = samplers
    self.paths = paths
  }

  /// Turns to the block that begins with a path.
  ///
  /// - Parameters:
  ///   - firstPath: the number of the path, by which a design is read.
  ///   - noisePath: the path whose numbers it takes where there is no design.
  func begin(firstPath: UInt64, noisePath: UInt64) {
    self.firstPath = firstPath
    self.noisePath = noisePath
  }

  /// Fills the path draws of an evaluator: values where the law is fixed, uniforms elsewhere.
  func supply(_ evaluator: inout BlockEvaluator) {
    for scheduled in evaluator.schedule.pathDraws {
      let draw = scheduled.draw
      if case .fixed(let law) = draw.law {
        let values = values(draw, law)
        evaluator.withUniforms(of: scheduled) { column in
          for i in column.indices { column[i] = values[i] }
        }
      } else {
        let key = StreamKey(seed: seed, name: draw.stream)
        evaluator.withUniforms(of: scheduled) { fill(&$0, draw, key) }
      }
    }
  }

  private func values(_ draw: Draw, _ law: Law) -> [Double] {
    let place = place(LawSamplers.Name(stream: draw.stream, law: law))
    if columns[place].firstPath != firstPath {
      columns[place].firstPath = firstPath
      let (key, sampler) = (columns[place].key, columns[place].sampler)
      var span = columns[place].values.mutableSpan
      fill(&span, draw, key)
      sampler.fill(&span)
    }
    return columns[place].values
  }

  /// Fills the uniform numbers of a draw: those of its stream, or made of several where it is correlated.
  private func fill(_ column: inout MutableSpan<Double>, _ draw: Draw, _ key: StreamKey) {
    guard !draw.correlated.isEmpty else { return fill(&column, draw.stream, key) }
    var sum = [Double](repeating: 0, count: column.count)
    for term in draw.correlated {
      fill(&column, term.stream, StreamKey(seed: seed, name: term.stream))
      StandardNormal.quantiles(&column)
      for i in column.indices { sum[i] += term.weight * column[i] }
    }
    for i in column.indices { column[i] = StandardNormal.uniform(sum[i]) }
  }

  private func fill(_ column: inout MutableSpan<Double>, _ stream: String, _ key: StreamKey) {
    if design?.fill(&column, stream: stream, firstPath: firstPath) == true { return }
    guard let numbers = learnt[stream] else {
      return key.fill(&column, firstPath: noisePath, step: 0)
    }
    for i in column.indices { column[i] = numbers[(Int(noisePath) + i) % numbers.count] }
  }

  private func place(_ name: LawSamplers.Name) -> Int {
    if let place = places[name] { return place }
    columns.append(
      Column(
        key: StreamKey(seed: seed, name: name.stream), sampler: samplers.sampler(of: name.law),
        values: [Double](repeating: 0, count: paths), firstPath: nil))
    places[name] = columns.count - 1
    return columns.count - 1
  }
}

/// The laws of draws that do not change in time, made ready once for all workers.
struct LawSamplers: Sendable {
  /// A draw: its stream and its law.
  struct Name: Hashable {
    let stream: String
    let law: Law
  }

  private let samplers: [Law: LawSampler]

  init(_ draws: [Draw]) {
    var samplers: [Law: LawSampler] = [:]
    for draw in draws {
      if case .fixed(let law) = draw.law, samplers[law] == nil {
        samplers[law] = LawSampler(law)
      }
    }
    self.samplers = samplers
  }

  func sampler(of law: Law) -> LawSampler { samplers[law] ?? LawSampler(law) }
}
