import CurveFitting
import Forecasting
import Foundation
import GrowthCurves
import Tables
import Testing
import _TestSupport

/// Whole folders of reference fits, run when WAYMARK_DATA names the folder that holds them.
enum ReferenceData {
  static let folder = ProcessInfo.processInfo.environment["WAYMARK_DATA"]
  static var isGiven: Bool { folder != nil }

  static func table(_ path: String) throws -> Table {
    try CSVReader.read("\(folder ?? ".")/\(path)")
  }
}

@Suite(.enabled(if: ReferenceData.isGiven)) struct ReferenceScoreboard {
  /// How far an estimate is off, relative, beyond the accuracy to which R iterates: it stops at a
  /// relative offset of 1e-5, which leaves about so many standard errors. (ChickWeight 1: R's
  /// ceiling 937.0301 is 937.0206 at the minimum, by mpmath; ChickWeight 13 is harder still.)
  func off(_ ours: Double, _ theirs: Double, _ error: Double) -> Double {
    max(0, abs(ours - theirs) - 1e-4 * error) / abs(theirs)
  }

  /// How far a standard error is off, beyond what its being taken at R's estimate explains.
  func errorOff(
    _ ours: Double, _ estimate: Double, _ theirs: (estimate: Double, se: Double, rss: Double)
  ) -> Double {
    max(0, relative(ours, theirs.se) - 4 * relative(estimate, theirs.estimate))
  }

  func relative(_ ours: Double, _ theirs: Double) -> Double { abs(ours - theirs) / abs(theirs) }

  // MARK: R

  struct Case: Hashable {
    let data: String
    let model: String
  }

  func points(_ data: String, _ model: String) throws -> (x: [Double], y: [Double]) {
    let parts = data.split(separator: ".", maxSplits: 1).map(String.init)
    let group = parts.count > 1 ? parts[1] : ""
    func read(
      _ file: String, _ x: String, _ y: String, by: String?, keep: (Double) -> Bool = { _ in true }
    ) throws -> (x: [Double], y: [Double]) {
      let table = try ReferenceData.table("r-nls/\(file).csv")
      let (xs, ys) = (try table.numbers(x), try table.numbers(y))
      let groups = try by.map { try table.texts($0) }
      let rows = xs.indices.filter {
        (group == "all" || groups == nil || groups?[$0] == group) && keep(xs[$0])
      }
      return (rows.map { xs[$0] }, rows.map { ys[$0] })
    }
    switch parts[0] {
    case "DNase":
      let (x, y) = try read("DNase", "conc", "density", by: "Run")
      return (x.map { Foundation.log($0) }, y)
    case "ChickWeight":
      let skipsZero = model.contains("SSweibull")
      return try read("ChickWeight", "Time", "weight", by: "Chick") { !skipsZero || $0 > 0 }
    case "Loblolly": return try read("Loblolly", "age", "height", by: "Seed")
    case "BOD": return try read("BOD", "Time", "demand", by: nil)
    case "Indometh": return try read("Indometh", "time", "conc", by: "Subject")
    case "Puromycin": return try read("Puromycin", "conc", "rate", by: "state")
    case "Orange": return try read("Orange", "age", "circumference", by: "Tree")
    case "USPop": return try read("USPop", "year", "population", by: nil)
    case "sunflower": return try read("sunflower", "DAYS", "HEIGHT", by: nil)
    case "tsChicken": return try read("tsChicken", "time", "weight", by: nil)
    default: return ([], [])
    }
  }

  /// R's formula, and starts that anybody could guess from the data: its scale and its middle.
  func formula(
    _ model: String, _ x: [Double], _ y: [Double]
  ) -> (names: [String], start: [Double], formula: @Sendable ([Dual], Double) -> Dual)? {
    let (top, low) = (y.max() ?? 1, y.min() ?? 0)
    let middle = ((x.min() ?? 0) + (x.max() ?? 0)) / 2
    let width = ((x.max() ?? 1) - (x.min() ?? 0)) / 6
    if model.contains("SSlogis") {
      return (
        ["Asym", "xmid", "scal"], [1.2 * top, middle, width],
        { b, x in b[0] / (1 + Dual.exp((b[1] + -x) / b[2])) }
      )
    }
    if model.contains("SSfpl") {
      return (
        ["A", "B", "xmid", "scal"], [low, 1.2 * top, middle, width],
        { b, x in b[0] + (b[1] - b[0]) / (1 + Dual.exp((b[2] + -x) / b[3])) }
      )
    }
    if model.contains("SSgompertz") {
      return (
        ["Asym", "b2", "b3"], [1.2 * top, 2, 0.7],
        { b, x in b[0] * Dual.exp(-(b[1] * Dual.pow(b[2], Dual(x)))) }
      )
    }
    if model.contains("SSweibull") {
      return (
        ["Asym", "Drop", "lrc", "pwr"], [top, top - low, -5, 2],
        { b, x in b[0] - b[1] * Dual.exp(-(Dual.exp(b[2]) * Dual.pow(Dual(x), b[3]))) }
      )
    }
    if model.contains("SSasympOff") {
      return (
        ["Asym", "lrc", "c0"], [1.2 * top, -3, 1],
        { b, x in b[0] * (1 - Dual.exp(-(Dual.exp(b[1]) * (Dual(x) - b[2])))) }
      )
    }
    if model.contains("SSasympOrig") {
      return (
        ["Asym", "lrc"], [top, -1], { b, x in b[0] * (1 - Dual.exp(-(Dual.exp(b[1]) * x))) }
      )
    }
    if model.contains("SSasymp") {
      return (
        ["Asym", "R0", "lrc"], [1.2 * top, -5, -3],
        { b, x in b[0] + (b[1] - b[0]) * Dual.exp(-(Dual.exp(b[2]) * x)) }
      )
    }
    if model.contains("SSbiexp") {
      return (
        ["A1", "lrc1", "A2", "lrc2"], [2, 1, 0.5, -1],
        { b, x in
          b[0] * Dual.exp(-(Dual.exp(b[1]) * x)) + b[2] * Dual.exp(-(Dual.exp(b[3]) * x))
        }
      )
    }
    if model.contains("SSmicmen") {
      return (["Vm", "K"], [top, 0.1], { b, x in b[0] * x / (b[1] + x) })
    }
    if model.contains("theta1") {
      return (
        ["theta1", "theta2", "theta3"], [400, -49, 0.025],
        { b, x in b[0] / (1 + Dual.exp(-(b[1] + b[2] * x))) }
      )
    }
    return nil
  }

  func referenceCases() throws -> [Case: [String: (estimate: Double, se: Double, rss: Double)]] {
    let table = try ReferenceData.table("r-nls/reference.csv")
    let (cases, models, names) = (
      try table.texts("case"), try table.texts("model"), try table.texts("param")
    )
    let (estimates, errors, squares) = (
      try table.numbers("estimate"), try table.numbers("se"), try table.numbers("rss")
    )
    var result: [Case: [String: (estimate: Double, se: Double, rss: Double)]] = [:]
    for i in cases.indices {
      result[Case(data: cases[i], model: models[i]), default: [:]][names[i]] =
        (estimates[i], errors[i], squares[i])
    }
    return result
  }

  @Test func `formulas reach what R reports`() throws {
    var failures: [String] = []
    let cases = try referenceCases()
    for (key, reference) in cases {
      let (x, y) = try points(key.data, key.model)
      guard let (names, start, formula) = formula(key.model, x, y), !x.isEmpty else {
        failures.append("\(key): no formula or data")
        continue
      }
      let curve = FormulaCurve(parameterNames: names, points: x, formula: formula)
      let fit = try CurveFit(
        curve, values: y, start: Dictionary(uniqueKeysWithValues: zip(names, start)))
      var (worst, worstError) = (0.0, 0.0)
      for (name, expected) in reference {
        worst = max(worst, off(fit[name] ?? .nan, expected.estimate, expected.se))
        worstError = max(
          worstError,
          errorOff(fit.standardError(name) ?? .nan, fit[name] ?? .nan, expected))
      }
      if !(worst < 1e-5 && worstError < 1e-4) || !fit.termination.isConverged {
        failures.append("\(key.data) \(key.model): \(worst) \(worstError) \(fit.termination)")
      }
    }
    print("R formulas: \(cases.count - failures.count) of \(cases.count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test func `named curves reach what R's self-starts report`() throws {
    var failures: [String] = []
    var count = 0
    for (key, reference) in try referenceCases() {
      let family: CurveFamily
      switch key.model {
      case let m where m.contains("SSlogis") || m.contains("theta1"): family = .logistic
      case let m where m.contains("SSfpl"): family = .fourParameterLogistic
      case let m where m.contains("SSgompertz"): family = .gompertz
      case let m where m.contains("SSweibull"): family = .fourParameterWeibull
      case let m where m.contains("SSasympO"): continue
      case let m where m.contains("SSasymp"): family = .asymptotic
      default: continue
      }
      count += 1
      let (x, y) = try points(key.data, key.model)
      var options = CurveFitOptions()
      if family.needsOrigin { options.origin = 0 }
      let fit = try CurveFit(family, times: x, values: y, options: options)
      let ceiling = reference["Asym"] ?? reference["B"] ?? reference["theta1"]
      let expected = try #require(ceiling)
      let off = off(fit["ceiling"] ?? .nan, expected.estimate, expected.se)
      let errorOff = errorOff(
        fit.standardError("ceiling") ?? .nan, fit["ceiling"] ?? .nan, expected)
      let squaresOff = relative(fit.residualSumOfSquares, expected.rss)
      // Where R reports an error above the ceiling itself, we report the same and say what it means.
      let isSaid = fit.termination.isConverged || fit.termination == .ceilingOpen
      if !(off < 1e-5 && errorOff < 1e-4 && squaresOff < 1e-6) || !isSaid {
        failures.append(
          "\(key.data) \(key.model): \(off) \(errorOff) \(squaresOff) \(fit.termination)")
      }
    }
    print("R self-starts: \(count - failures.count) of \(count)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  // MARK: NIST

  static let nist: [String: @Sendable ([Dual], Double) -> Dual] = [
    "BoxBOD": { b, x in b[0] * (1 - Dual.exp(-(b[1] * x))) },
    "Misra1a": { b, x in b[0] * (1 - Dual.exp(-(b[1] * x))) },
    "Chwirut2": { b, x in Dual.exp(-(b[0] * x)) / (b[1] + b[2] * x) },
    "DanWood": { b, x in b[0] * Dual.pow(Dual(x), b[1]) },
    "Hahn1": { b, x in
      (b[0] + b[1] * x + b[2] * (x * x) + b[3] * (x * x * x))
        / (1 + b[4] * x + b[5] * (x * x) + b[6] * (x * x * x))
    },
    "Kirby2": { b, x in
      (b[0] + b[1] * x + b[2] * (x * x)) / (1 + b[3] * x + b[4] * (x * x))
    },
    "MGH17": { b, x in b[0] + b[1] * Dual.exp(-(b[3] * x)) + b[2] * Dual.exp(-(b[4] * x)) },
    "Rat42": { b, x in b[0] / (1 + Dual.exp(b[1] - b[2] * x)) },
    "Rat43": { b, x in b[0] / Dual.pow(1 + Dual.exp(b[1] - b[2] * x), 1 / b[3]) },
  ]

  /// The points of a NIST file: `y x` from line 61 on.
  func nistPoints(_ problem: String) throws -> (x: [Double], y: [Double]) {
    let path = "\(ReferenceData.folder ?? ".")/nist-nonlinear/\(problem).dat"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var (x, y): ([Double], [Double]) = ([], [])
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(60) {
      let cells = line.split { $0 == " " || $0 == "\r" }.compactMap { Double($0) }
      guard cells.count == 2 else { continue }
      y.append(cells[0])
      x.append(cells[1])
    }
    return (x, y)
  }

  @Test func `certified values of NIST from both starts`() throws {
    let table = try ReferenceData.table("nist-nonlinear/certified.csv")
    let (problems, names) = (try table.texts("problem"), try table.texts("param"))
    let starts = [try table.numbers("start1"), try table.numbers("start2")]
    let (certified, errors) = (try table.numbers("certified"), try table.numbers("std_error"))
    for problem in Set(problems).sorted() {
      let rows = problems.indices.filter { problems[$0] == problem }
      let (x, y) = try nistPoints(problem)
      let formula = try #require(Self.nist[problem])
      let curve = FormulaCurve(
        parameterNames: rows.map { names[$0] }, points: x, formula: formula)
      for (which, start) in starts.enumerated() {
        let fit = try CurveFit(
          curve, values: y,
          start: Dictionary(uniqueKeysWithValues: rows.map { (names[$0], start[$0]) }))
        let worst = rows.indices.map { relative(fit.estimates[$0], certified[rows[$0]]) }.max()
        let worstError = rows.indices.map {
          relative(fit.standardErrors?[$0] ?? .nan, errors[rows[$0]])
        }.max()
        print("NIST \(problem) start \(which + 1): \(worst ?? 1) \(worstError ?? 1)")
        #expect((worst ?? 1) < 1e-8 && (worstError ?? 1) < 1e-7 && fit.termination.isConverged)
      }
    }
  }

  // MARK: Bass

  @Test func `the Bass curve of sales per period`() throws {
    let reference = try ReferenceData.table("bass/reference.csv")
    let series = try ReferenceData.table("bass/series.csv")
    let products = try series.texts("product")
    let (years, adoptions) = (try series.numbers("year"), try series.numbers("adoptions"))
    var options = CurveFitOptions()
    options.observation = .increment
    for (row, product) in try reference.texts("product").enumerated() {
      let rows = products.indices.filter { products[$0] == product }
      let fit = try CurveFit(
        .bass, times: rows.map { years[$0] }, values: rows.map { adoptions[$0] }, options: options)
      #expect(fit.termination.isConverged)
      for (name, key) in [("p", "p"), ("q", "q"), ("ceiling", "m")] {
        let estimate = try reference.numbers("nls_\(key)")[row]
        let error = try reference.numbers("se_\(key)")[row]
        #expect(relative(fit[name] ?? .nan, estimate) < 1e-4, "\(product) \(name)")
        #expect(relative(fit.standardError(name) ?? .nan, error) < 1e-4, "\(product) \(name)")
      }
      #expect(relative(fit.residualSumOfSquares, try reference.numbers("rss")[row]) < 1e-6)
    }
  }

  // MARK: Technology adoption

  @Test func `published logistic triples of technology adoption`() throws {
    let published = try ReferenceData.table("technology-adoption/published_fits.csv")
    let series = try ReferenceData.table("technology-adoption/series.csv")
    let keys = try series.texts("series")
    let (years, values) = (try series.numbers("year"), try series.numbers("value"))
    var rows: [String: [Int]] = [:]
    for (i, key) in keys.enumerated() { rows[key, default: []].append(i) }
    let names = try published.texts("series")
    let triples = try ["hatch_L", "hatch_k", "hatch_t50"].map { try published.numbers($0) }
    var failures: [String] = []
    let clock = ContinuousClock()
    var spent = Duration.zero
    for (i, name) in names.enumerated() {
      let points = rows[name] ?? []
      let (x, y) = (points.map { years[$0] }, points.map { values[$0] })
      let begin = clock.now
      let fit = try CurveFit(.logistic, times: x, values: y)
      spent += clock.now - begin
      let off = zip(["ceiling", "rate", "midpoint"], triples).map {
        relative(fit[$0] ?? .nan, $1[i])
      }
      if !off.allSatisfy({ $0 < 1e-3 }) {
        let curve = GrowthCurve(.logistic, triples.map { $0[i] })
        let squares = zip(x, y).reduce(0) { sum, point in
          let error = curve.value(at: point.0) - point.1
          return sum + error * error
        }
        failures.append(
          "\(name): \(off) \(fit.termination) rss \(fit.residualSumOfSquares) published \(squares)")
      }
    }
    print("adoption: \(names.count - failures.count) of \(names.count) in \(spent)")
    print(failures.joined(separator: "\n"))
    #expect(Double(names.count - failures.count) >= 0.97 * Double(names.count))
  }

  // MARK: Forecasts

  /// The best automatic peer on the same series, AutoARIMA of statsforecast, has sMAPE 17.206 and
  /// MASE 3.503.
  ///
  /// Both are in docs/evidence.md. M1 chose nothing of the forecaster.
  @Test func `the forecaster is better than automatic peers on the M1 yearly series`() throws {
    let table = try ReferenceData.table("competitions/m1_yearly.csv")
    let (keys, sets) = (try table.texts("sn"), try table.texts("set"))
    let values = try table.numbers("value")
    var series: [String: (train: [Double], test: [Double])] = [:]
    for i in keys.indices {
      if sets[i] == "train" {
        series[keys[i], default: ([], [])].train.append(values[i])
      } else {
        series[keys[i], default: ([], [])].test.append(values[i])
      }
    }
    var (percent, scaled, covered, count) = (0.0, 0.0, 0, 0)
    for (train, test) in series.values {
      let forecast = try Forecaster(times: train.indices.map(Double.init), values: train)
      let naive = zip(train.dropFirst(), train).reduce(0) { $0 + abs($1.0 - $1.1) }
      var (errors, shares) = (0.0, 0.0)
      for (step, actual) in test.enumerated() {
        let h = Double(step + 1)
        let median = forecast.median(after: h)
        errors += abs(actual - median)
        shares += 200 * abs(actual - median) / (abs(actual) + abs(median))
        covered += forecast.interval(0.95, after: h).contains(actual) ? 1 : 0
        count += 1
      }
      percent += shares / Double(test.count)
      scaled += errors / Double(test.count) / (naive / Double(train.count - 1))
    }
    let n = Double(series.count)
    print("M1 yearly: sMAPE \(percent / n) MASE \(scaled / n)")
    #expect(percent / n < 17.206)
    #expect(scaled / n < 3.503)
    #expect((0.92...0.97).contains(Double(covered) / Double(count)))
  }
}
