internal import Optimization

/// Seeks the cheapest setting of levers with which a target has a wanted probability.
///
/// For each setting of all levers but the last, what the last one has to be is a search of its own
/// (``LeverSearch``); what remains is the least cost over the others. A grid shows where it lies, and
/// a pattern search with halved strides goes on from there: on fixed paths this is an ordinary
/// problem of optimisation (sample average approximation).
///
/// Source: Kleywegt, Shapiro and Homem-de-Mello, *The sample average approximation method for
/// stochastic discrete optimization* (2002); Hooke and Jeeves, *"Direct search" solution of
/// numerical and statistical problems* (1961).
package struct CheapestMix {
  /// The most levers of a mix.
  static let leverLimit = 4
  /// The values of each lever in the first grid, by the number of levers but the last.
  private static let gridSizes = [1, 9, 5, 4]
  /// Strides end at this share of a range.
  private static let finestShare = 1.0 / 4096

  private let axes: [LeverAxis]
  private let last: LeverAxis
  private let cost: ([Double]) -> Double
  private let response: LeverResponse
  private let band: AttainmentBand
  private var known: [[Double]: Setting] = [:]

  /// What the last lever has to be for a setting of the others, and what that costs.
  private struct Setting {
    let answer: LeverAnswer
    /// The cheapest value of the last lever that will do.
    let value: Double
    let cost: Double
    /// The least costs at either end of the interval of the last lever's answer.
    let easyCost: Double
    let hardCost: Double
  }

  /// A mix and what it costs.
  package struct Mix {
    /// The value of each lever; where nothing will do, the setting that comes nearest.
    package let values: [Double]
    /// The cost; infinite where nothing will do.
    package let cost: Double
    /// The least costs of mixes whose attainment goes with the wanted one, and is above it, beyond
    /// chance: an interval of about 95 %.
    package let costInterval: (low: Double, high: Double)
    /// What the last lever has to be, given the others.
    package let answer: LeverAnswer
  }

  /// Seeks the mix.
  ///
  /// - Returns: the cheapest mix.
  /// - Throws: what the response throws.
  package static func find(
    _ axes: [LeverAxis], probability: Double, _ response: LeverResponse,
    cost: @escaping ([Double]) -> Double
  ) throws -> Mix {
    var search = CheapestMix(axes, probability, response, cost)
    return try search.run()
  }

  private init(
    _ axes: [LeverAxis], _ probability: Double, _ response: LeverResponse,
    _ cost: @escaping ([Double]) -> Double
  ) {
    precondition(!axes.isEmpty && axes.count <= CheapestMix.leverLimit, "\(axes.count) levers")
    self.axes = Array(axes.dropLast())
    last = axes[axes.count - 1]
    self.cost = cost
    self.response = response
    band = AttainmentBand(probability, paths: response.paths)
  }

  private mutating func run() throws -> Mix {
    let size = CheapestMix.gridSizes[axes.count]
    let grid = axes.reduce([[]]) { settings, axis in
      settings.flatMap { setting in axis.spread(size).map { setting + [$0] } }
    }
    try learn(grid)
    var strides = axes.map { ($0.range.upperBound - $0.range.lowerBound) / Double(2 * size - 2) }
    var best = cheapest()
    while cost(of: best) < .infinity {
      let moves = axes.indices.flatMap { i in
        strides[i] > 0 ? [-strides[i], strides[i]].map { moved(best, lever: i, by: $0) } : []
      }
      if moves.isEmpty { break }
      try learn(moves)
      let next = cheapest()
      if cost(of: next) < cost(of: best) {
        best = next
      } else {
        for i in axes.indices { strides[i] = half(strides[i], axes[i]) }
      }
    }
    return mix(best)
  }

  /// Half a stride, in whole steps; 0 where it is too short to go on.
  private func half(_ stride: Double, _ axis: LeverAxis) -> Double {
    if let step = axis.step {
      return stride > step ? max(step, ((stride / 2) / step).rounded() * step) : 0
    }
    let width = axis.range.upperBound - axis.range.lowerBound
    return stride / 2 < width * CheapestMix.finestShare ? 0 : stride / 2
  }

  private func moved(_ setting: [Double], lever: Int, by stride: Double) -> [Double] {
    let axis = axes[lever]
    // Decimals a quarter of the stride apart or less, so that no stride is rounded to nothing.
    let lattice = axis.lattice(forWidth: 25 * abs(stride))
    var setting = setting
    let aim = lattice.nearest(setting[lever] + stride)
    setting[lever] = min(max(aim, axis.range.lowerBound), axis.range.upperBound)
    return setting
  }

  private mutating func learn(_ settings: [[Double]]) throws {
    let fresh = Set(settings).filter { known[$0] == nil }.sorted {
      $0.lexicographicallyPrecedes($1)
    }
    let searches = fresh.map { LeverSearch(last, band: band, scan: scan(near: $0)) }
    for (setting, answer) in zip(fresh, try response.answers(searches, with: fresh)) {
      known[setting] = priced(setting, answer)
    }
  }

  /// Values of the last lever to try first: around the answer of the nearest setting known.
  private func scan(near setting: [Double]) -> [Double]? {
    func distance(_ other: [Double]) -> Double {
      zip(axes, zip(setting, other)).reduce(0) { sum, item in
        let width = item.0.range.upperBound - item.0.range.lowerBound
        return sum + abs(item.1.0 - item.1.1) / width
      }
    }
    let nearest = known.min { one, other in
      let (a, b) = (distance(one.key), distance(other.key))
      return a != b ? a < b : one.key.lexicographicallyPrecedes(other.key)
    }
    guard let nearest, nearest.value.answer.status == .found,
      nearest.value.answer.otherCrossings.isEmpty, nearest.value.answer.farEnd == nil
    else { return nil }
    let reach = (last.range.upperBound - last.range.lowerBound) / 16
    let middle = nearest.value.answer.value
    let part =
      max(last.range.lowerBound, middle - reach)...min(last.range.upperBound, middle + reach)
    return Set(last.spread(5, in: part) + last.spread(2)).sorted()
  }

  private func priced(_ setting: [Double], _ answer: LeverAnswer) -> Setting {
    let (easy, hard) = (answer.firstPossible, answer.firstCertain)
    let isReached = answer.status != .outOfReach
    let own =
      isReached ? cheapest(setting, from: answer.value, answer) : (answer.value, Double.infinity)
    return Setting(
      answer: answer, value: own.0, cost: own.1,
      easyCost: easy.isNaN ? .infinity : cheapest(setting, from: easy, answer).cost,
      hardCost: hard.isNaN ? .infinity : cheapest(setting, from: hard, answer).cost)
  }

  /// The cheapest value of the last lever among those that do as well as a given one or better.
  private func cheapest(
    _ setting: [Double], from value: Double, _ answer: LeverAnswer
  ) -> (value: Double, cost: Double) {
    func price(_ value: Double) -> Double {
      let price = cost(setting + [value])
      return price.isNaN ? .infinity : price
    }
    let side =
      answer.isAtLeast
      ? value...max(value, answer.farEnd?.value ?? last.range.upperBound)
      : min(value, answer.farEnd?.value ?? last.range.lowerBound)...value
    let values = ([value] + last.spread(65, in: side)).sorted()
    let prices = values.map(price)
    guard let place = values.indices.min(by: { prices[$0] < prices[$1] }) else {
      return (value, price(value))
    }
    guard last.step == nil, place > 0, place < values.count - 1 else {
      return (values[place], prices[place])
    }
    let found = ScalarMinimizer.brent(in: values[place - 1]...values[place + 1], price)
    return found.value < prices[place]
      ? (found.argument, found.value) : (values[place], prices[place])
  }

  private func cost(of setting: [Double]) -> Double { known[setting]?.cost ?? .infinity }

  /// The cheapest setting known; where nothing will do, the one that comes nearest.
  private func cheapest() -> [Double] {
    let best = known.min { one, other in
      if one.value.cost != other.value.cost { return one.value.cost < other.value.cost }
      let (a, b) = (one.value.answer.attained.successes, other.value.answer.attained.successes)
      return a != b ? a > b : one.key.lexicographicallyPrecedes(other.key)
    }
    return best?.key ?? []
  }

  private func mix(_ setting: [Double]) -> Mix {
    guard let found = known[setting] else { preconditionFailure("a setting nobody tried") }
    return Mix(
      values: setting + [found.value], cost: found.cost,
      costInterval: (
        low: known.values.map(\.easyCost).min() ?? .infinity,
        high: known.values.map(\.hardCost).min() ?? .infinity
      ),
      answer: found.answer)
  }
}
