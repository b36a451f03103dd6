/// Searches for a box of few limits in which hits are many (PRIM, the patient rule induction
/// method).
///
/// From the whole sample the search peels thin slices off one side of one factor at a time, always
/// the slice whose loss raises the density most per row lost, until a further slice would raise
/// nothing or leave too little. Then it pastes slices back as long as that raises the density. The
/// whole way is returned, since density is bought with coverage and the choice is the reader's.
///
/// A continuous factor loses the share ``peel`` of the box's rows on one side, a discrete one its
/// outermost levels, a categorical one any single level.
///
/// Source: Friedman and Fisher, *Bump hunting in high-dimensional data* (1999); Bryant and Lempert
/// (2010); Kwakkel and Jaxa-Rozen, *Improving scenario discovery for handling heterogeneous
/// uncertainties and multinomial classified outcomes* (2016), for the gain per row lost, which the
/// EMA Workbench calls "lenient1".
public struct PatientRuleInduction: Hashable, Sendable {
  /// The share of a box's rows in a slice that is peeled off.
  public let peel: Double
  /// The share of the rows beside a box in a slice that is pasted back.
  public let paste: Double
  /// The least share of the sample's rows in a box.
  public let leastMass: Double

  /// Sets the patience of the search.
  ///
  /// - Precondition: `peel` and `paste` are above 0 and below ½, `leastMass` is from 0 to 1.
  public init(peel: Double = 0.05, paste: Double = 0.05, leastMass: Double = 0.05) {
    precondition(peel > 0 && peel < 0.5 && paste > 0 && paste < 0.5, "peel \(peel), paste \(paste)")
    precondition(leastMass >= 0 && leastMass <= 1, "least mass \(leastMass)")
    self.peel = peel
    self.paste = paste
    self.leastMass = leastMass
  }

  /// Searches a sample.
  ///
  /// - Parameters:
  ///   - factors: for each factor one value per row.
  ///   - kinds: for each factor how its values lie; `nil` stands for
  ///     ``FactorKind/guessed(from:)``.
  ///   - isHit: for each row whether it is of interest.
  /// - Returns: the boxes of the search; the first is the whole sample.
  /// - Throws: ``SensitivityError/notFinite(factor:row:)``; ``SensitivityError/constantOutput``
  ///   where no row or every row is a hit.
  /// - Complexity: n d log n for sorting, then about n d (1/peel + boxes).
  /// - Precondition: the shapes agree.
  public func search(
    factors: [[Double]], kinds: [FactorKind]? = nil, isHit: [Bool]
  ) throws(SensitivityError) -> PeelingTrajectory {
    let prepared = try PreparedFactors(factors, kinds: kinds)
    let steps = try steps(prepared, isHit: isHit)
    return PeelingTrajectory(boxes: steps.map { $0.limits.box(prepared, isHit: isHit) })
  }

  /// The boxes of a search, the whole sample first.
  func steps(_ factors: PreparedFactors, isHit: [Bool]) throws(SensitivityError) -> [BoxStep] {
    precondition(isHit.count == factors.rows, "\(isHit.count) outcomes, \(factors.rows) rows")
    let hits = isHit.count { $0 }
    guard hits > 0 && hits < isHit.count else { throw .constantOutput }

    func keepsEnough(_ step: BoxStep) -> Bool {
      Double(step.rows) / Double(factors.rows) >= leastMass
    }
    var last = BoxStep(limits: BoxLimits(factors), rows: factors.rows, hits: hits)
    var steps = [last]
    var peeling = BoxPeeling(factors, isHit: isHit, hits: hits)
    while let peel = peeling.best(last.limits, share: self.peel), keepsEnough(peel.step) {
      last = peel.step
      steps.append(last)
      peeling.apply(peel)
    }
    while let paste = BoxPasting(factors, last.limits, isHit: isHit).best(share: self.paste),
      keepsEnough(paste.step)
    {
      last = paste.step
      steps.append(last)
    }
    return steps
  }
}

/// A box on the way of a search.
struct BoxStep {
  /// What holds in the box.
  let limits: BoxLimits
  /// Rows in the box.
  let rows: Int
  /// Hits in the box.
  let hits: Int
}

/// A box that differs from another by one slice.
struct BoxCandidate {
  /// The new box.
  let step: BoxStep
  /// The factor that changes.
  let factor: Int

  /// The gain in density for each row lost or won; 0 where the density stays.
  ///
  /// Source: Kwakkel and Jaxa-Rozen (2016), equation 4.
  static func gain(rows: Int, hits: Int, overRows oldRows: Int, hits oldHits: Int) -> Double {
    let old = Double(oldHits) / Double(oldRows)
    let new = rows > 0 ? Double(hits) / Double(rows) : 0
    return old == new ? 0 : (new - old) / Double(abs(oldRows - rows))
  }
}

/// The best of candidates: the largest gain, of equals the one with fewer restricted factors, of
/// equals the first.
struct BestCandidate {
  let oldRows: Int
  let oldHits: Int
  private(set) var candidate: BoxCandidate?
  private var gain = 0.0
  private var restricted = 0

  init(oldRows: Int, oldHits: Int) {
    self.oldRows = oldRows
    self.oldHits = oldHits
  }

  /// Offers a box of `rows` and `hits`; its limits are made only where it wins.
  mutating func offer(
    rows: Int, hits: Int, factor: Int, restricted: Int, limits: () -> BoxLimits
  ) {
    let offered = BoxCandidate.gain(
      rows: rows, hits: hits, overRows: oldRows, hits: oldHits)
    guard offered > gain || (offered == gain && candidate != nil && restricted < self.restricted)
    else { return }
    candidate = BoxCandidate(
      step: BoxStep(limits: limits(), rows: rows, hits: hits), factor: factor)
    gain = offered
    self.restricted = restricted
  }
}
