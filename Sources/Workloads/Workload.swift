/// The standard workloads of `waymark bench`: scenarios like any other, with known answers.
public enum Workload: String, Sendable, CaseIterable {
  /// One output, 60 periods: a logistic curve with uncertain, correlated parameters times AR(1) noise.
  case W1a
  /// Three indicators with correlated noise, 60 periods: the output of W1a, a count of enterprises
  /// with entries and exits, a rollout.
  case W1
  /// 10,000 series of 8 to 30 points, fitted by logistic and by Gompertz curves.
  case W2
  /// A sweep: 1,000 settings on the same random numbers, 40 periods.
  case W3

  /// The scenario file; nil for W2, which fits series.
  public var scenario: String? {
    switch self {
    case .W1a: Self.growth(until: 2060) + Self.outputOnly
    case .W1: Self.growth(until: 2060) + Self.threeIndicators
    case .W2: nil
    case .W3: Self.sweep
    }
  }

  /// The paths of a run if nothing else is asked for.
  public var defaultPaths: Int { self == .W3 ? 10_000 : 1_000_000 }

  /// The simulated periods that count, in which all indicators of a path are one unit of work.
  var periods: Int { self == .W3 ? 40 : 60 }

  /// The settings that are compared.
  package var settings: Int { self == .W3 ? 1_000 : 1 }

  private static func growth(until end: Int) -> String {
    """
    waymark: 1
    scenario: Benchmark workload
    time: {start: 2000, end: \(end)}
    simulation: {paths: 1_000_000}
    uncertainties:
      e1: normal(0, 1)
      e2: normal(0, 1)
      e3: normal(0, 1)
      ceiling: 1000 * exp(0.25 * e1)
      rate: 0.12 * exp(0.2 * (-0.4 * e1 + 0.916515138991168 * e2))
      midpoint: 30 + 6 * (0.3 * e1 - 0.4146139914483855 * e2 + 0.8591246929842246 * e3)

    """
  }

  private static let outputOnly = """
    indicators:
      noise:
        kind: derived
        auxiliary: true
        expression: 0.7 * lag(noise, 1) + if(t == 1, 1, sqrt(0.51)) * each(normal(0, 1))
        initial: 0
      output:
        kind: derived
        expression: ceiling / (1 + exp(-rate * (t - midpoint))) * exp(0.1 * noise - 0.005)
    targets:
      output_800: {of: output, at_least: 800, in: 2060}

    """

  private static let threeIndicators = """
    indicators:
      shock1: {kind: derived, auxiliary: true, expression: "each(normal(0, 1))"}
      shock2: {kind: derived, auxiliary: true, expression: "each(normal(0, 1))"}
      shock3: {kind: derived, auxiliary: true, expression: "each(normal(0, 1))"}
      noise1:
        kind: derived
        auxiliary: true
        expression: 0.7 * lag(noise1, 1) + if(t == 1, 1, sqrt(0.51)) * shock1
        initial: 0
      noise2:
        kind: derived
        auxiliary: true
        expression: >-
          0.5 * lag(noise2, 1) + if(t == 1, 1, sqrt(0.75)) * (0.5 * shock1 + 0.8660254037844386 * shock2)
        initial: 0
      noise3:
        kind: derived
        auxiliary: true
        expression: >-
          0.6 * lag(noise3, 1)
          + if(t == 1, 1, 0.8) * (0.3 * shock1 + 0.2886751345948129 * shock2 + 0.9092121131323903 * shock3)
        initial: 0
      share:
        kind: derived
        auxiliary: true
        expression: 1 / (1 + exp(-rate * (t - midpoint)))
      output:
        kind: derived
        expression: ceiling * share * exp(0.1 * noise1 - 0.005)
      # Who enters in a year may leave in it: the last factor makes their number Poisson with the mean before it.
      enterprises:
        kind: count
        initial: 200
        births: 0
        exits: 1.5 %
        entries: (2 + 40 * share * (1 - share)) * exp(0.3 * noise2 - 0.045) * (-log(0.985) / 0.015) per year
      stations:
        kind: rollout
        initial: 0
        plan: if(t <= 50, 60, 0) / year
        pipeline:
          - {stage: build, takes: 0 years, capacity: floor(55 * exp(0.35 * noise3 - 0.06125)) / year}
    targets:
      output_800: {of: output, at_least: 800, in: 2060}
      enterprises_350: {of: enterprises, at_least: 350, in: 2060}
      stations_2900: {of: stations, at_least: 2900, in: 2060}
      all_three: {all: [output_800, enterprises_350, stations_2900]}

    """

  private static let sweep: String = {
    var text = """
      waymark: 1
      scenario: Benchmark workload W3
      time: {start: 2000, end: 2040}
      simulation: {paths: 10_000}
      levers: {ceiling0: 1000, rate0: 0.14, midpoint0: 22, sigma: 0.15}
      uncertainties:
        e1: normal(0, 1)
        e2: normal(0, 1)
        e3: normal(0, 1)
        ceiling: ceiling0 * exp(0.15 * e1)
        rate: rate0 * exp(0.15 * (-0.4 * e1 + 0.916515138991168 * e2))
        midpoint: midpoint0 + 3 * (0.3 * e1 - 0.4146139914483855 * e2 + 0.8591246929842246 * e3)
      indicators:
        noise:
          kind: derived
          auxiliary: true
          expression: 0.7 * lag(noise, 1) + if(t == 1, 1, sqrt(0.51)) * each(normal(0, 1))
          initial: 0
        output:
          kind: derived
          auxiliary: true
          expression: ceiling / (1 + exp(-rate * (t - midpoint))) * exp(sigma * noise - sigma^2 / 2)
      targets:
        ever_800: {of: output, at_least: 800, by: 2040}
      cases:

      """
    // Points of a Kronecker sequence with the powers of the root of x⁵ = x + 1.
    var factors: [Double] = []
    var power = 1.0
    for _ in 0..<4 {
      power /= 1.1673039782614187
      factors.append(power)
    }
    for point in 0..<1000 {
      let u = factors.map { factor in
        let product = (Double(point) + 0.5) * factor
        return product - product.rounded(.down)
      }
      text += "  p\(point): {ceiling0: \(700 + 600 * u[0]), rate0: \(0.08 + 0.12 * u[1]), "
      text += "midpoint0: \(15 + 15 * u[2]), sigma: \(0.05 + 0.15 * u[3])}\n"
    }
    return text
  }()
}
