import Distributions
import Testing

@Suite struct LawSignatureTests {
  @Test func `every law of the format has a signature`() {
    #expect(
      LawSignature.all.map(\.name) == [
        "normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma", "exponential",
        "student_t", "weibull", "poisson", "binomial", "negative_binomial", "bernoulli",
        "discrete", "empirical", "truncated",
      ])
  }

  @Test func `the forms are shown as they are written`() {
    let texts = LawSignature.all.map { $0.texts.joined(separator: " | ") }
    #expect(texts[0] == "normal(mean, sd) | normal(p10:, p90:)")
    #expect(
      texts[1] == "lognormal(p10:, p90:) | lognormal(mean:, sd:) | lognormal(median:, sigma:)"
        + " | lognormal(mu:, sigma:)")
    #expect(texts[5].hasPrefix("beta(a, b, [min:], [max:]) | beta(mean:, sd:, [min:], [max:])"))
    #expect(texts[14] == "discrete(value: probability, …)")
    #expect(texts[15] == "empirical(value, value, …)")
    #expect(texts[16] == "truncated(law, [min], [max])")
  }

  @Test func `arguments say what they mean in the order of writing`() throws {
    let byQuantiles = try LawSignature.construction("gamma", labels: ["p90", "p2.5"])
    #expect(byQuantiles.kinds == [.location, .location])
    let byShape = try LawSignature.construction("gamma", labels: ["scale", "shape"])
    #expect(byShape.kinds == [.scale, .number])
    #expect(try byShape.make([2, 5]) == .gamma(Gamma(shape: 5, scale: 2)))
    let byRate = try LawSignature.construction("exponential", labels: ["rate"])
    #expect(byRate.kinds == [.inverseScale])
    let outcomes = try LawSignature.construction("discrete", labels: ["0", "120"])
    #expect(outcomes.kinds == [.probability, .probability])
    let mixed = try LawSignature.construction("normal", labels: [nil, "sd"])
    #expect(try mixed.make([1, 2]) == .normal(Normal(mean: 1, standardDeviation: 2)))
  }

  @Test func `parameters left out take their defaults`() throws {
    let law = try Law.make("student_t", arguments: [(nil, 5)])
    #expect(law == .studentT(try StudentT(degreesOfFreedom: 5)))
    let shifted = try Law.make("student_t", arguments: [(nil, 5), ("scale", 2)])
    #expect(shifted == .studentT(try StudentT(degreesOfFreedom: 5, location: 0, scale: 2)))
  }

  @Test(
    arguments: [
      ("normal", [nil]), ("normal", [nil, nil, nil]), ("normal", ["mean", "mean"]),
      ("normal", ["p10"]), ("normal", ["p10", "p50", "p90"]), ("normal", ["sd", nil]),
      ("normal", ["mean", "sigma"]), ("lognormal", [nil, nil]), ("lognormal", ["p10", "sd"]),
      ("poisson", []), ("exponential", [nil]), ("gamma", ["shape", "rate"]), ("empirical", []),
      ("empirical", ["a"]), ("discrete", [nil]), ("discrete", ["x"]), ("discrete", []),
    ] as [(String, [String?])])
  func `labels that fit no form are refused with the forms`(name: String, labels: [String?]) {
    #expect(
      throws: DistributionError.wrongArguments(
        law: name, given: labels.map { $0.map { $0 + ":" } ?? "value" },
        accepted: LawSignature.named(name)?.texts ?? [])
    ) { try LawSignature.construction(name, labels: labels) }
  }

  @Test func `unknown laws are refused by name`() {
    #expect(throws: DistributionError.unknownLaw(name: "norma")) {
      try Law.make("norma", arguments: [(nil, 0), (nil, 1)])
    }
  }

  @Test func `truncated is made from a law`() throws {
    let construction = try LawSignature.construction("truncated", labels: ["max"])
    let law = try construction.make([2], of: .exponential(Exponential(mean: 1)))
    #expect(law.support == 0...2)
    #expect(throws: DistributionError.self) { try Law.make("truncated", arguments: [("max", 2)]) }
  }

  @Test func `errors are sentences with their facts`() {
    let sentences: [(DistributionError, String)] = [
      (.unknownLaw(name: "norma"), "there is no law \"norma\""),
      (
        .wrongArguments(law: "poisson", given: [], accepted: ["poisson(mean)"]),
        "poisson() is not a form of poisson; write poisson(mean)"
      ),
      (
        .outOfRange(parameter: "sd", value: -1, required: "> 0 and finite"),
        "sd is -1.0, but must be > 0 and finite"
      ),
      (
        .notIncreasing(lower: "p10", lowerValue: 3, upper: "p90", upperValue: 2),
        "p10 is 3.0 and p90 is 2.0, but p10 must be below p90"
      ),
      (
        .probabilitiesDoNotSumToOne(sum: 0.5),
        "the probabilities add up to 0.5, but must add up to 1"
      ),
      (.notScalable(law: "poisson"), "a poisson law cannot be multiplied by a unit"),
    ]
    for (error, sentence) in sentences { #expect(error.description == sentence) }
  }
}
