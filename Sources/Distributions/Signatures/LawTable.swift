extension LawSignature {
  /// The table of all laws, in the order of the documentation.
  public static let all: [LawSignature] = continuous + discrete + [truncated]

  private static let mean = LawParameter("mean", .location)
  private static let sd = LawParameter("sd", .scale)
  private static let min = LawParameter("min", .location)
  private static let mode = LawParameter("mode", .location)
  private static let max = LawParameter("max", .location)
  private static let shape = LawParameter("shape", .number)
  private static let scale = LawParameter("scale", .scale)
  private static let sigma = LawParameter("sigma", .number)
  private static let df = LawParameter("df", .number)

  private static let continuous: [LawSignature] = [
    LawSignature(
      name: Normal.name, isDiscrete: false,
      forms: [
        LawForm([mean, sd], positional: 2, fastPath: .normal) {
          (p, _) throws(DistributionError) in
          .normal(try Normal(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2, fastPath: .normalQuantiles) {
          (_, q) throws(DistributionError) in
          .normal(try Normal(q[0], q[1]))
        },
      ]),
    LawSignature(
      name: LogNormal.name, isDiscrete: false,
      // No form without labels: of (0, 0.5) nobody can say whether it means logarithms.
      forms: [
        LawForm([], quantiles: 2, fastPath: .lognormalQuantiles) {
          (_, q) throws(DistributionError) in
          .lognormal(try LogNormal(q[0], q[1]))
        },
        LawForm([mean, sd], fastPath: .lognormalMoments) { (p, _) throws(DistributionError) in
          .lognormal(try LogNormal(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([LawParameter("median", .location), sigma], fastPath: .lognormalMedian) {
          (p, _) throws(DistributionError) in
          .lognormal(try LogNormal(median: p[0], logSD: p[1]))
        },
        LawForm([LawParameter("mu", .number), sigma], fastPath: .lognormalLogs) {
          (p, _) throws(DistributionError) in
          .lognormal(try LogNormal(logMean: p[0], logSD: p[1]))
        },
      ]),
    LawSignature(
      name: Uniform.name, isDiscrete: false,
      forms: [
        LawForm([min, max], positional: 2, fastPath: .uniform) {
          (p, _) throws(DistributionError) in
          .uniform(try Uniform(min: p[0], max: p[1]))
        },
        LawForm([mean, sd]) { (p, _) throws(DistributionError) in
          .uniform(try Uniform(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2) { (_, q) throws(DistributionError) in
          .uniform(try Uniform(q[0], q[1]))
        },
      ]),
    LawSignature(
      name: Triangular.name, isDiscrete: false,
      forms: [
        LawForm([min, mode, max], positional: 3) { (p, _) throws(DistributionError) in
          .triangular(try Triangular(min: p[0], mode: p[1], max: p[2]))
        },
        LawForm([mean, sd]) { (p, _) throws(DistributionError) in
          .triangular(try Triangular(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2) { (_, q) throws(DistributionError) in
          .triangular(try Triangular(q[0], q[1]))
        },
      ]),
    LawSignature(
      name: Pert.name, isDiscrete: false,
      forms: [
        LawForm([min, mode, max], positional: 3) { (p, _) throws(DistributionError) in
          .pert(try Pert(min: p[0], mode: p[1], max: p[2]))
        },
        LawForm([mean, sd]) { (p, _) throws(DistributionError) in
          .pert(try Pert(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2) { (_, q) throws(DistributionError) in
          .pert(try Pert(q[0], q[1]))
        },
      ]),
    LawSignature(
      name: Beta.name, isDiscrete: false,
      forms: [
        LawForm(
          [
            LawParameter("a", .number), LawParameter("b", .number), zero, one,
          ], positional: 2
        ) { (p, _) throws(DistributionError) in
          .beta(try Beta(a: p[0], b: p[1], min: p[2], max: p[3]))
        },
        LawForm([mean, sd, zero, one]) { (p, _) throws(DistributionError) in
          .beta(try Beta(mean: p[0], standardDeviation: p[1], min: p[2], max: p[3]))
        },
        LawForm([zero, one], quantiles: 2) { (p, q) throws(DistributionError) in
          .beta(try Beta(q[0], q[1], min: p[0], max: p[1]))
        },
      ]),
    LawSignature(
      name: Gamma.name, isDiscrete: false,
      forms: [
        LawForm([shape, scale], positional: 2) { (p, _) throws(DistributionError) in
          .gamma(try Gamma(shape: p[0], scale: p[1]))
        },
        LawForm([mean, sd]) { (p, _) throws(DistributionError) in
          .gamma(try Gamma(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2) { (_, q) throws(DistributionError) in
          .gamma(try Gamma(q[0], q[1]))
        },
      ]),
    LawSignature(
      name: Exponential.name, isDiscrete: false,
      forms: [
        LawForm([mean], fastPath: .exponentialMean) { (p, _) throws(DistributionError) in
          .exponential(try Exponential(mean: p[0]))
        },
        LawForm([LawParameter("rate", .inverseScale)], fastPath: .exponentialRate) {
          (p, _) throws(DistributionError) in
          .exponential(try Exponential(rate: p[0]))
        },
        LawForm([], quantiles: 1) { (_, q) throws(DistributionError) in
          .exponential(try Exponential(q[0]))
        },
      ]),
    LawSignature(
      name: StudentT.name, isDiscrete: false,
      forms: [
        LawForm(
          [
            df, LawParameter("location", .location, default: 0),
            LawParameter("scale", .scale, default: 1),
          ], positional: 3
        ) { (p, _) throws(DistributionError) in
          .studentT(try StudentT(degreesOfFreedom: p[0], location: p[1], scale: p[2]))
        },
        LawForm([df, mean, sd], positional: 1) { (p, _) throws(DistributionError) in
          .studentT(try StudentT(degreesOfFreedom: p[0], mean: p[1], standardDeviation: p[2]))
        },
        LawForm([df], quantiles: 2, positional: 1) { (p, q) throws(DistributionError) in
          .studentT(try StudentT(degreesOfFreedom: p[0], q[0], q[1]))
        },
      ]),
    LawSignature(
      name: Weibull.name, isDiscrete: false,
      forms: [
        LawForm([shape, scale], positional: 2) { (p, _) throws(DistributionError) in
          .weibull(try Weibull(shape: p[0], scale: p[1]))
        },
        LawForm([mean, sd]) { (p, _) throws(DistributionError) in
          .weibull(try Weibull(mean: p[0], standardDeviation: p[1]))
        },
        LawForm([], quantiles: 2) { (_, q) throws(DistributionError) in
          .weibull(try Weibull(q[0], q[1]))
        },
      ]),
  ]

  private static let zero = LawParameter("min", .location, default: 0)
  private static let one = LawParameter("max", .location, default: 1)
  private static let expected = LawParameter("mean", .count)
  private static let probability = LawParameter("p", .probability)

  private static let discrete: [LawSignature] = [
    LawSignature(
      name: Poisson.name, isDiscrete: true,
      forms: [
        LawForm([expected], positional: 1, fastPath: .poisson) {
          (p, _) throws(DistributionError) in
          .poisson(try Poisson(mean: p[0]))
        }
      ]),
    LawSignature(
      name: Binomial.name, isDiscrete: true,
      forms: [
        LawForm([LawParameter("n", .count), probability], positional: 2, fastPath: .binomial) {
          (p, _) throws(DistributionError) in
          .binomial(try Binomial(trials: p[0], probability: p[1]))
        }
      ]),
    LawSignature(
      name: NegativeBinomial.name, isDiscrete: true,
      forms: [
        LawForm(
          [expected, LawParameter("size", .number)], fastPath: .negativeBinomialMean
        ) { (p, _) throws(DistributionError) in
          .negativeBinomial(try NegativeBinomial(mean: p[0], size: p[1]))
        },
        LawForm(
          [LawParameter("r", .number), probability], positional: 2,
          fastPath: .negativeBinomialSize
        ) { (p, _) throws(DistributionError) in
          .negativeBinomial(try NegativeBinomial(size: p[0], probability: p[1]))
        },
      ]),
    LawSignature(
      name: Bernoulli.name, isDiscrete: true,
      forms: [
        LawForm([probability], positional: 1, fastPath: .bernoulli) {
          (p, _) throws(DistributionError) in
          .bernoulli(try Bernoulli(probability: p[0]))
        }
      ]),
    LawSignature(
      name: Discrete.name, isDiscrete: true,
      forms: [
        LawForm([], takesOutcomes: true) { (p, _) throws(DistributionError) in
          let pairs = stride(from: 0, to: p.count, by: 2)
          return .discrete(
            try Discrete(values: pairs.map { p[$0] }, probabilities: pairs.map { p[$0 + 1] }))
        }
      ]),
    LawSignature(
      name: Empirical.name, isDiscrete: true,
      forms: [
        LawForm([], takesValues: true) { (p, _) throws(DistributionError) in
          .empirical(try Empirical(p))
        }
      ]),
  ]

  private static let truncated = LawSignature(
    name: Truncated.name, isDiscrete: false,
    forms: [
      LawForm(
        [
          LawParameter("min", .location, default: -.infinity),
          LawParameter("max", .location, default: .infinity),
        ], positional: 2, takesLaw: true
      ) { (_, _) throws(DistributionError) in
        preconditionFailure("truncated is made from a law")
      }
    ])
}
