internal import LinearAlgebra
internal import Scenarios
internal import Simulation
internal import SpecialFunctions
internal import Statistics
internal import Tables

/// One row of `fits.csv`: a parameter of the growth of an indicator.
struct FitRow: Sendable {
  let note: GrowthNote
  let parameter: String
  /// Mean, standard deviation and the 5, 50 and 95 % quantiles.
  let estimates: [Double]

  /// The columns of the file.
  static let table = RowTable<FitRow>(
    [
      .text("indicator") { $0.note.indicator },
      .text("model") { $0.note.model },
      .number("weight") { $0.note.weight },
      .text("parameter") { $0.parameter },
    ]
      + ["estimate", "standard_error", "p5", "p50", "p95"].enumerated().map { place, name in
        // What is beyond numbers has none.
        .number(name) {
          let estimate = $0.estimates[place]
          return estimate.isFinite ? DecimalDigits.rounded(estimate) : .nan
        }
      } + [
        .text("grade") { $0.note.grade },
        .text("termination") { $0.note.termination.english },
      ])

  /// The number of draws that the quantiles of parameters rest on.
  private static let draws = 4096

  /// All rows of a scenario, by indicator and model.
  static func rows(_ compiled: CompiledScenario) -> [FitRow] {
    let simulator = Simulator(compiled.plan)
    return compiled.growth.flatMap { note in
      let samples = simulator.samples(of: note.parameters.map(\.node), paths: draws)
      return zip(note.parameters, samples).compactMap { parameter, values in
        parameter.estimates(values).map {
          FitRow(note: note, parameter: parameter.name, estimates: $0)
        }
      }
    }
  }
}

extension GrowthParameter {
  /// Mean, standard deviation and the 5, 50 and 95 % quantiles: of the posterior where there is one,
  /// otherwise of draws.
  fileprivate func estimates(_ draws: [Double]) -> [Double]? {
    if let summary {
      return [
        summary.mean, summary.standardDeviation, summary.p5, summary.median, summary.p95,
      ]
    }
    var moments = Moments()
    moments.add(draws.span)
    let sorted = draws.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    return [moments.mean, moments.standardDeviation]
      + [0.05, 0.50, 0.95].map { SortedQuantile.quantile($0, of: sorted) }
  }
}
