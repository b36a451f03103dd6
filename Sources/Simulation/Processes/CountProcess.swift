internal import Expressions
internal import Plans
internal import Random
internal import SpecialFunctions

/// The state of an integer stock over one block of paths: who stays and who comes, drawn from
/// their exact laws.
struct CountProcess {
  private let plan: CountPlan
  private let grid: TimeGrid
  private let exitKey: StreamKey
  private let entryKey: StreamKey
  private let eventKey: StreamKey
  private let log: DrawLog?
  private var growth: GrowthProcess?

  /// What the indicator shows, one per path.
  var reported: [Double] { isDisturbed ? disturbed : stock }

  /// The stock, one per path, as it is without the events that will be over.
  private var stock: [Double]
  /// The stock with them, where a period has some.
  private var disturbed: [Double]
  private var isDisturbed = false
  /// The growth model's value at the last period and the one before.
  private var path: [Double]
  private var pathBefore: [Double]
  /// The mean of the stock on the path of the growth model: that path, but for events for good and
  /// for exits that a case changes.
  private var level: [Double]
  /// The most members, where the growth model has a ceiling.
  private var most: [Double]
  private var exits: [Double]
  private var referenceExits: [Double]
  private var births: [Double]
  private var entries: [Double]
  private var families: [Double]
  private var probability: [Double]
  private var mean: [Double]
  private var draws: [Double]

  init(
    _ plan: CountPlan, name: String, streams: PlanStreams, grid: TimeGrid, origin: Int, paths: Int,
    log: DrawLog?
  ) {
    self.plan = plan
    self.log = log
    self.grid = grid
    exitKey = streams.key("indicator \(name) exits")
    entryKey = streams.key("indicator \(name) entries")
    eventKey = streams.key("indicator \(name) events")
    growth =
      if case .growth(let growthPlan, _) = plan.driver {
        GrowthProcess(growthPlan, grid: grid, origin: origin, paths: paths)
      } else {
        nil
      }
    let zeros = [Double](repeating: 0, count: paths)
    stock = zeros
    disturbed = zeros
    path = zeros
    pathBefore = zeros
    level = zeros
    most = zeros
    exits = zeros
    referenceExits = zeros
    births = zeros
    entries = zeros
    families = zeros
    probability = zeros
    mean = zeros
    draws = zeros
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues) {
    values.copy(plan.initial, into: &stock)
    for i in stock.indices { stock[i] = max(0, stock[i].rounded()) }
    isDisturbed = false
    growth?.begin(values)
    if let start = growth?.level {
      pathBefore.assign(start)
      level.assign(start)
    }
  }

  /// Takes what matters of a period up to the origin.
  mutating func observe(_ step: Int, _ values: borrowing CaseValues) {
    growth?.observe(step, values)
  }

  /// Moves to the end of a period.
  mutating func advance(_ step: ProcessStep, _ values: borrowing CaseValues) {
    let (period, firstPath) = (UInt32(step.index), step.firstPath)
    if let factor = step.factor { strike(factor.struck, step: period, firstPath: firstPath) }
    switch plan.driver {
    case .growth(_, let referenceNode):
      values.copy(plan.exits, into: &exits)
      CountProcess.clamp(&exits, to: CountProcess.shares)
      values.copy(referenceNode, into: &referenceExits)
      CountProcess.clamp(&referenceExits, to: CountProcess.shares)
      growth?.advance(step, values, into: &path)
      growth?.copyCeiling(into: &most)
      for i in most.indices { most[i] = max(0, WholeItems.of(most[i])) }
      followGrowth(step: period, firstPath: firstPath)
    case .flows(let birthsNode, let entriesNode):
      values.copy(entriesNode, into: &entries)
      if let exit = values.common(plan.exits), let birth = values.common(birthsNode), birth <= 0 {
        followArrivals(
          exit: CountProcess.clamp(exit, to: CountProcess.shares), step: period,
          firstPath: firstPath)
      } else {
        values.copy(plan.exits, into: &exits)
        CountProcess.clamp(&exits, to: CountProcess.shares)
        values.copy(birthsNode, into: &births)
        CountProcess.clamp(&births, to: CountProcess.rates)
        CountProcess.clamp(&entries, to: CountProcess.rates)
        followFlows(step: period, firstPath: firstPath)
      }
    }
    report(step.factor?.lasting)
  }

  /// The whole number that events leave for a while, which never passes the ceiling.
  private mutating func report(_ factor: [Double]?) {
    isDisturbed = factor != nil
    guard let factor else { return }
    disturbed.assign(stock)
    let hasCeiling = growth != nil
    for i in disturbed.indices where factor[i] != 1 {
      let left = Elementary.floor(stock[i] * factor[i] + 0.5)
      disturbed[i] = hasCeiling ? min(left, most[i]) : left
    }
  }

  /// Who stays and who comes, so that E[N′ | N] = y′ + (N − y) stay: a stock that has drifted from
  /// the model's level, or died out, is led back to it as its members are replaced.
  ///
  /// Without a ceiling a Poisson number with the mean y′ − stay y comes. Under a ceiling K each of
  /// the K − S places that the S survivors leave free is taken with the chance
  /// (y′ − stay y)/(K − stay y), which has the same mean where N is y and never passes K.
  private mutating func followGrowth(step: UInt32, firstPath: UInt64) {
    let dt = grid.yearsPerStep
    var hasCeiling = false
    for i in stock.indices {
      let (y, next) = (pathBefore[i], max(0, path[i]))
      let reference = CountProcess.staying(share: referenceExits[i], years: dt)
      let growth = y > 0 ? next / y : .infinity
      // If the model shrinks faster than exits take, exits rise to meet it.
      let stay = min(reference, growth)
      let come = y > 0 ? max(0, next - stay * y) : next
      if referenceExits[i] == exits[i] {
        probability[i] = stay
      } else {
        let actual = CountProcess.staying(share: exits[i], years: dt)
        probability[i] = min(1, stay * actual / reference)
      }
      let scale = y > 0 ? level[i] / y : 1
      mean[i] = scale * come
      level[i] =
        scale == 1 && referenceExits[i] == exits[i]
        ? next : probability[i] * level[i] + mean[i]
      pathBefore[i] = next
      hasCeiling = hasCeiling || most[i] < .infinity
    }
    drawSurvivors(step: step, firstPath: firstPath)
    if hasCeiling { fillPlaces(step: step, firstPath: firstPath) }
    addPoisson(entryKey, step: step, firstPath: firstPath)
  }

  /// Fills free places below the ceiling, and leaves the paths without a ceiling to Poisson.
  private mutating func fillPlaces(step: UInt32, firstPath: UInt64) {
    for i in stock.indices {
      guard most[i] < .infinity else {
        families[i] = 0
        probability[i] = 0
        continue
      }
      stock[i] = min(stock[i], most[i])
      families[i] = most[i] - stock[i]
      // What stays of the model's level: its mean less those that come.
      let free = most[i] - (level[i] - mean[i])
      probability[i] = free > 0 ? min(1, mean[i] / free) : 1
      mean[i] = 0
    }
    CountDraw(key: entryKey, firstPath: firstPath, step: step, draw: 2, log: log)
      .binomial(&draws, trials: families, probability: probability)
    stock.add(draws)
  }

  /// The exact birth-death-immigration step: survivors, then the families of survivors and of
  /// those who came.
  ///
  /// Source: Kendall (1948), *Annals of Mathematical Statistics* 19, 1–15, in the form
  /// m = (e^{(β−δ)Δ} − 1)/(β − δ), 1 − a = 1 − δ m/(1 + β m), 1 − b = 1/(1 + β m), which has no
  /// singularity at β = δ.
  private mutating func followFlows(step: UInt32, firstPath: UInt64) {
    let dt = grid.yearsPerStep
    var hasBirths = false
    // Rates are often the same on many paths: what follows from them is computed where they change.
    var known = Flow(birth: births[0], exit: exits[0], years: dt)
    for i in stock.indices {
      if births[i] != known.birth || exits[i] != known.exit {
        known = Flow(birth: births[i], exit: exits[i], years: dt)
      }
      hasBirths = hasBirths || births[i] > 0
      probability[i] = known.stay
      mean[i] = entries[i] * known.m
    }
    drawSurvivors(step: step, firstPath: firstPath)
    if hasBirths {
      addFamilies(step: step, firstPath: firstPath)
    } else {
      addPoisson(entryKey, step: step, firstPath: firstPath)
    }
  }

  /// The same where nobody is born and everybody leaves at one rate.
  private mutating func followArrivals(exit: Double, step: UInt32, firstPath: UInt64) {
    let flow = Flow(birth: 0, exit: exit, years: grid.yearsPerStep)
    probability.fill(with: flow.stay)
    CountProcess.multiplyRates(entries, by: flow.m, into: &mean)
    drawSurvivors(step: step, firstPath: firstPath)
    addPoisson(entryKey, step: step, firstPath: firstPath)
  }

  /// What rates make of a step.
  private struct Flow {
    let birth: Double
    let exit: Double
    /// The integral of growth.
    let m: Double
    /// The probability to stay.
    let stay: Double

    /// The hazard of a birth.
    let birthRate: Double

    init(birth: Double, exit: Double, years: Double) {
      self.birth = birth
      self.exit = exit
      // A year multiplies by 1 + b − x: the shares of a year as hazards.
      let death = CountProcess.hazard(share: exit)
      let growth = Elementary.log1p(birth - exit)
      birthRate = birth > 0 ? max(0, growth + death) : 0
      m = CountProcess.growthIntegral(rate: growth, years: years)
      stay = 1 - death * m / (1 + birthRate * m)
    }
  }

  private static func isEvery(_ column: [Double], _ value: Double) -> Bool {
    var different = 0
    for i in column.indices { different |= column[i] == value ? 0 : 1 }
    return different == 0
  }

  private static func multiplyRates(
    _ column: [Double], by factor: Double, into out: inout [Double]
  ) {
    for i in out.indices { out[i] = clamp(column[i], to: rates) * factor }
  }

  /// Adds NB(K + ν/β, 1 − b) members to the K survivors; Poisson where a path has no births.
  private mutating func addFamilies(step: UInt32, firstPath: UInt64) {
    var known = Flow(birth: births[0], exit: exits[0], years: grid.yearsPerStep)
    for i in stock.indices {
      if births[i] != known.birth || exits[i] != known.exit {
        known = Flow(birth: births[i], exit: exits[i], years: grid.yearsPerStep)
      }
      let birth = known.birthRate
      probability[i] = 1 / (1 + birth * known.m)
      // A path without births has one Poisson inflow; its families are empty.
      families[i] = birth > 0 ? stock[i] + entries[i] / birth : 0
      mean[i] = birth > 0 ? 0 : mean[i]
    }
    CountDraw(key: entryKey, firstPath: firstPath, step: step, draw: 1, log: log)
      .negativeBinomial(&draws, size: families, probability: probability)
    stock.add(draws)
    addPoisson(entryKey, step: step, firstPath: firstPath)
  }

  /// An event for good thins the stock at the beginning of a period, or lets it grow; what comes
  /// later comes as written, or to a model's level that is multiplied too.
  private mutating func strike(_ factor: [Double], step: UInt32, firstPath: UInt64) {
    guard !CountProcess.isEvery(factor, 1) else { return }
    for i in stock.indices {
      probability[i] = min(1, factor[i])
      mean[i] = stock[i] * max(0, factor[i] - 1)
      level[i] *= factor[i]
    }
    CountDraw(key: eventKey, firstPath: firstPath, step: step, log: log)
      .binomial(&draws, trials: stock, probability: probability)
    swap(&stock, &draws)
    addPoisson(eventKey, step: step, firstPath: firstPath, draw: 1)
  }

  private mutating func drawSurvivors(step: UInt32, firstPath: UInt64) {
    // The stream of exits draws who stays; what is of interest is who leaves.
    CountDraw(key: exitKey, firstPath: firstPath, step: step, log: log)
      .binomial(&draws, trials: stock, probability: probability, noted: .failures)
    swap(&stock, &draws)
  }

  private mutating func addPoisson(
    _ key: StreamKey, step: UInt32, firstPath: UInt64, draw: UInt32 = 0
  ) {
    CountDraw(key: key, firstPath: firstPath, step: step, draw: draw, log: log).poisson(
      &draws, mean: mean)
    stock.add(draws)
  }

  /// What the tail of a law says beyond a range counts as its end; NaN stays.
  private static func clamp(_ column: inout [Double], to range: ClosedRange<Double>) {
    for i in column.indices { column[i] = clamp(column[i], to: range) }
  }

  private static func clamp(_ x: Double, to range: ClosedRange<Double>) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    return x < low ? low : (x > high ? high : x)
  }

  /// Shares that can leave in a year: a law may reach beyond, and then nearly all leave.
  private static let shares = 0...(1.0).nextDown
  /// Rates of what comes.
  private static let rates = 0...Double.infinity

  /// The hazard of a yearly share: −ln(1 − share).
  private static func hazard(share: Double) -> Double { -Elementary.log1p(-share) }

  /// The share that stays over some years: (1 − share)^years.
  private static func staying(share: Double, years: Double) -> Double {
    years == 1 ? 1 - share : Elementary.exp(-hazard(share: share) * years)
  }

  /// ∫₀^years e^{rate s} ds = (e^{rate years} − 1)/rate.
  private static func growthIntegral(rate: Double, years: Double) -> Double {
    abs(rate * years) < 1e-300 ? years : Elementary.expm1(rate * years) / rate
  }
}
