internal import Optimization
internal import SpecialFunctions
internal import Statistics

/// Seeks the lever value at which a target has a wanted probability, on common random numbers.
///
/// The search asks: it has ``requests``, the lever values whose counts of met paths it wants next,
/// and takes them with ``take(_:)``; it is over when it has none. So the values of a round, and
/// those of other searches, run together.
///
/// First values spread over the range show where the attainment passes the wanted probability p.
/// There three roots are enclosed at once, of the logit of the attainment: the first value whose
/// count lies in the band of p (``AttainmentBand``), the first with a share of at least p, and the
/// last value in the band. On common random numbers, with a lever that helps each path or leaves it
/// be, the count at a lever value is that of paths whose own critical value is not above it. The
/// answer is then the p-quantile of the critical values, and first and last are order statistics
/// whose interval needs no law: it holds the true answer whenever the count there lies in its band.
///
/// The attainment itself is not smoothed: a kernel of the usual width h = 1.06 σ n^(−1/5) over the
/// distances to the threshold shifts it by h² f′/2, at 10,000 paths and p = 0.8 by nearly one
/// standard error. Between lever values the logit is taken for a straight line, which only steers.
package struct LeverSearch {
  /// How many values are tried first.
  static let scanSize = 17
  /// How often a top that falls short is looked at more closely.
  private static let topRounds = 2

  package let axis: LeverAxis
  let band: AttainmentBand
  /// The lever values to try next.
  package private(set) var requests: [Double]

  private var tried: [Trial] = []
  private var topRoundsLeft = LeverSearch.topRounds
  private var enclosure: Enclosure?

  private struct Trial {
    let value: Double
    let met: Int
  }

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - axis: where to look.
  ///   - band: what is wanted.
  ///   - scan: the values to try first; evenly spread ones if nil.
  package init(_ axis: LeverAxis, band: AttainmentBand, scan: [Double]? = nil) {
    self.axis = axis
    self.band = band
    requests = scan ?? axis.spread(LeverSearch.scanSize)
  }

  /// Takes the counts of met paths at the requested values, in their order.
  package mutating func take(_ counts: [Int]) {
    precondition(counts.count == requests.count, "\(counts.count) for \(requests.count) values")
    let trials = zip(requests, counts).map { Trial(value: $0, met: $1) }
    tried += trials
    tried.sort { $0.value < $1.value }
    if enclosure != nil {
      for trial in trials { enclosure?.take(trial.met, at: trial.value) }
    } else if let finer = finerTop() {
      requests = finer
      return
    } else {
      enclosure = Enclosure(band, tried.map { ($0.value, $0.met) }, chosen().crossing)
    }
    requests = enclosure?.requests(axis) ?? []
  }

  /// Values around the best one, where none will do and the best is not at an end.
  private mutating func finerTop() -> [Double]? {
    guard topRoundsLeft > 0, let best = best(), tried[best].met < band.needed,
      best > 0, best < tried.count - 1
    else { return nil }
    topRoundsLeft -= 1
    let known = Set(tried.map(\.value))
    let finer = axis.spread(
      LeverSearch.scanSize, in: tried[best - 1].value...tried[best + 1].value
    ).filter { !known.contains($0) }
    return finer.isEmpty ? nil : finer
  }

  private func best() -> Int? {
    tried.indices.max { tried[$0].met < tried[$1].met }
  }

  /// The crossing that is the answer, and the others.
  private func chosen() -> (crossing: LeverCrossing, others: [LeverCrossing]) {
    let met = tried.map(\.met)
    var crossings = LeverCrossing.all(met, band)
    if crossings.contains(where: \.isCertain) { crossings.removeAll { !$0.isCertain } }
    let home = axis.defaultValue ?? axis.range.lowerBound
    func distance(_ crossing: LeverCrossing) -> Double {
      let low = tried[crossing.places.lowerBound].value
      let high = tried[crossing.places.upperBound].value
      return max(low - home, home - high, 0)
    }
    guard let nearest = crossings.min(by: { distance($0) < distance($1) }).map(narrowed) else {
      let isRising = (met.last ?? 0) >= (met.first ?? 0)
      // Where nothing will do, the best value bounds what is searched.
      var places = 0...(met.count - 1)
      if let best = best(), met[best] < band.needed {
        places = isRising ? 0...best : best...(met.count - 1)
        if best == 0 || best == met.count - 1 { places = 0...(met.count - 1) }
      }
      return (narrowed(LeverCrossing(places: places, isRising: isRising, isCertain: true)), [])
    }
    return (nearest, crossings.filter { distance($0) > distance(nearest) || !$0.overlaps(nearest) })
  }

  /// A crossing that ends at the best of its values, where the value at its end will not do: a top
  /// may reach the wanted probability without passing it by more than chance.
  private func narrowed(_ crossing: LeverCrossing) -> LeverCrossing {
    let (first, last) = (crossing.places.lowerBound, crossing.places.upperBound)
    guard tried[crossing.isRising ? last : first].met < band.needed,
      let top = crossing.places.max(by: { tried[$0].met < tried[$1].met }),
      tried[top].met >= band.needed
    else { return crossing }
    let isRising = crossing.isRising ? top > first : top == last
    return LeverCrossing(
      places: isRising ? first...top : top...last, isRising: isRising,
      isCertain: crossing.isCertain)
  }

  /// How far beyond an answer the target is met so often, by the values tried.
  private func farEnd(_ value: Double, isRising: Bool) -> LeverAnswer.FarEnd? {
    let ahead = isRising ? tried : tried.reversed()
    guard let start = ahead.firstIndex(where: { $0.value == value }),
      let missed = ahead[start...].firstIndex(where: { $0.met < band.needed }), missed > start
    else { return nil }
    let (one, other) = (ahead[missed - 1].value, ahead[missed].value)
    return LeverAnswer.FarEnd(
      value: one, bracket: min(one, other)...max(one, other),
      isCertain: ahead[missed...].contains { $0.met < band.least })
  }

  /// What was found, once there are no more requests.
  package var answer: LeverAnswer {
    precondition(requests.isEmpty, "a search that is not over")
    guard let enclosure, let best = best() else { preconditionFailure("nothing was tried") }
    let counts = Dictionary(
      tried.map { ($0.value, $0.met) }, uniquingKeysWith: { first, _ in first })
    let status: LeverAnswer.Status
    var value = tried[best].value
    switch enclosure.place(.value) {
    case .inside(_, let met):
      status = .found
      value = met
    case .before(let end):
      status = .alreadyReached
      value = end
    case .beyond: status = .outOfReach
    }
    // What the range does not hold ends no interval; where nothing will do, the interval is what
    // chance leaves open of the range.
    let (low, high) = (enclosure.place(.low), enclosure.place(.high))
    var (first, last) = (Double.nan, Double.nan)
    let possible =
      switch low {
      // With a step the values tried are all there are; without, the end is rounded outwards.
      case .inside(let missed, let met): axis.step == nil ? missed : met
      case .before(let end): end
      case .beyond: Double.nan
      }
    let certain =
      switch high {
      case .inside(_, let met), .before(let met): met
      case .beyond: Double.nan
      }
    if low.isInside || status == .outOfReach { first = possible }
    if high.isInside { last = certain }
    return LeverAnswer(
      status: status, value: value, isAtLeast: enclosure.isRising,
      low95: enclosure.isRising ? first : last, high95: enclosure.isRising ? last : first,
      farEnd: status == .outOfReach ? nil : farEnd(value, isRising: enclosure.isRising),
      attained: Proportion(successes: counts[value] ?? 0, trials: band.paths),
      otherCrossings: otherCrossings(),
      hasInfluence: tried.contains { $0.met != tried[0].met }, firstPossible: possible,
      firstCertain: certain, tried: tried.map { (value: $0.value, met: $0.met) })
  }

  private func otherCrossings() -> [Double] {
    chosen().others.map { crossing in
      let places = Array(crossing.places)
      let pair =
        zip(places, places.dropFirst()).first { one, next in
          (tried[one].met >= band.needed) != (tried[next].met >= band.needed)
        } ?? (crossing.places.lowerBound, crossing.places.upperBound)
      let (one, other) = (tried[pair.0], tried[pair.1])
      guard axis.step == nil else { return one.met >= band.needed ? one.value : other.value }
      return (one.value + other.value) / 2
    }
  }
}

/// The three roots of one crossing, in a coordinate that grows towards the side that will do.
private struct Enclosure {
  /// Where a level lies.
  enum Place {
    /// Between a value that misses it and the next one that meets it.
    case inside(missed: Double, met: Double)
    /// Every value meets it; the first one.
    case before(Double)
    /// No value meets it; the last one.
    case beyond(Double)

    var isInside: Bool { if case .inside = self { true } else { false } }
  }

  let isRising: Bool
  private let band: AttainmentBand
  private var roots: [AttainmentBand.Level: EnclosedRoot] = [:]
  private var ends: [AttainmentBand.Level: Place] = [:]
  private var asked: [AttainmentBand.Level: Double] = [:]

  init(_ band: AttainmentBand, _ tried: [(value: Double, met: Int)], _ crossing: LeverCrossing) {
    self.band = band
    isRising = crossing.isRising
    var window = Array(tried[crossing.places])
    if !isRising { window.reverse() }
    guard let first = window.first, let last = window.last else {
      preconditionFailure("a crossing without values")
    }
    for level in AttainmentBand.Level.allCases {
      let count = band.count(level)
      // Of several places the outermost ones, so that the interval holds them all.
      let firstMet = window.firstIndex { $0.met >= count }
      let lastMissed = window.lastIndex { $0.met < count }
      guard let lastMissed, let firstMet else {
        ends[level] = lastMissed == nil ? .before(first.value) : .beyond(last.value)
        continue
      }
      let met = level == .low ? firstMet : lastMissed + 1
      guard met > 0 else {
        ends[level] = .before(first.value)
        continue
      }
      guard met < window.count else {
        ends[level] = .beyond(last.value)
        continue
      }
      let (missedTrial, metTrial) = (window[met - 1], window[met])
      roots[level] = EnclosedRoot(
        lower: coordinate(missedTrial.value), valueAtLower: logit(missedTrial.met, level),
        upper: coordinate(metTrial.value), valueAtUpper: logit(metTrial.met, level))
    }
  }

  private func coordinate(_ value: Double) -> Double { isRising ? value : -value }

  /// The logit of the attainment less that of the level: positive from its count on.
  private func logit(_ met: Int, _ level: AttainmentBand.Level) -> Double {
    let n = Double(band.paths)
    let (hits, wanted) = (Double(met) + 0.5, Double(band.count(level)))
    return Elementary.log(hits / (n + 1 - hits)) - Elementary.log(wanted / (n + 1 - wanted))
  }

  mutating func take(_ met: Int, at value: Double) {
    for level in AttainmentBand.Level.allCases {
      guard var root = roots[level] else { continue }
      root.take(logit(met, level), at: coordinate(value), isOwn: asked[level] == value)
      roots[level] = root
    }
  }

  /// The next lever value for each root that is not yet enclosed by neighbours.
  mutating func requests(_ axis: LeverAxis) -> [Double] {
    let lattice = axis.lattice(forWidth: width(axis))
    asked = [:]
    for (level, root) in roots {
      let aim = coordinate(root.next(tolerance: lattice.width))
      let (one, other) = (coordinate(root.lower), coordinate(root.upper))
      asked[level] = lattice.nearest(
        aim, strictlyBetween: min(one, other), and: max(one, other))
    }
    return Set(asked.values).sorted()
  }

  /// About how wide the interval of the answer is.
  private func width(_ axis: LeverAxis) -> Double {
    func about(_ level: AttainmentBand.Level) -> Double {
      if let root = roots[level] { return root.interpolated }
      switch ends[level] {
      case .before(let end), .beyond(let end): return coordinate(end)
      default: return coordinate(axis.range.lowerBound)
      }
    }
    return abs(about(.high) - about(.low))
  }

  func place(_ level: AttainmentBand.Level) -> Place {
    if let root = roots[level] {
      return .inside(missed: coordinate(root.lower), met: coordinate(root.upper))
    }
    return ends[level] ?? .beyond(.nan)
  }
}
