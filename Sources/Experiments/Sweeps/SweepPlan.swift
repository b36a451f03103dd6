public import Quantities
public import Results
internal import Tables

/// What a sweep computes: everything that its results depend on but the number of paths.
///
/// It travels through the ledger as facts, so that a merge needs no scenario.
public struct SweepPlan: Hashable, Sendable {
  /// The version of the program.
  public var version = RunManifest.version
  /// The command that computes it.
  public var command = SweepPlan.sweep
  /// The scenario, as it was read.
  public var scenario = ""
  /// The SHA-256 digest of the scenario.
  public var scenarioDigest = ""
  /// The seed.
  public var seed: UInt64 = 0
  /// A digest of simulated numbers, which tells data files and processors apart that give others.
  public var fingerprint = ""
  /// The design in words, a line for the method and for each varied name.
  public var design: [String] = []
  /// A digest of the coordinates of all points.
  public var pointsDigest = ""
  /// The number of points of the whole design.
  public var points = 0
  /// The names that are varied.
  public var variables: [String] = []
  /// The grids of those of them that are dates, whose values are ends of periods.
  public var dates: [String: TimeStep] = [:]
  /// The units of those of them that are stretches of time.
  public var units: [String: String] = [:]
  /// The cases that each point is crossed with.
  public var cases: [String] = []
  /// The targets at their deadlines.
  public var rows: [String] = []
  /// The indicators whose distributions are kept, by period.
  public var levels: [SettingLevel] = []
  /// The part of the points that is computed here.
  public var shard = Shard.whole

  /// Plans nothing yet.
  public init() {}

  static let sweep = "sweep"
  static let shardFact = "shard"
  private static let datesFact = "varied dates"
  private static let levelsFact = "distributions"
  private static let unitsFact = "varied stretches of time"
  private static let fingerprintFact =
    "digest of simulated numbers, which follow from scenario, data files and program"

  /// The facts that a ledger compares.
  public var identity: ExperimentIdentity {
    var identity = ExperimentIdentity()
    identity.set("version", version)
    identity.set("command", command)
    identity.set("scenario", text: scenario)
    identity.set("digest of the scenario", scenarioDigest)
    identity.set("seed", seed)
    identity.set(SweepPlan.fingerprintFact, fingerprint)
    identity.set("design", design)
    identity.set("digest of the points", pointsDigest)
    identity.set("points", points)
    identity.set("varied", variables)
    let known = variables.compactMap { name in dates[name].map { "\(name): \($0)" } }
    if !known.isEmpty { identity.set(SweepPlan.datesFact, known) }
    let measured = variables.compactMap { name in units[name].map { "\(name): \($0)" } }
    if !measured.isEmpty { identity.set(SweepPlan.unitsFact, measured) }
    identity.set("cases", cases)
    identity.set("targets", rows)
    if !levels.isEmpty { identity.set(SweepPlan.levelsFact, levels.map(\.text)) }
    identity.set(SweepPlan.shardFact, shard)
    return identity
  }

  /// What the results of this shard look like.
  var shape: ResultShape {
    ResultShape(
      points: ownPoints, variables: variables.count, cases: cases.count, rows: rows.count,
      levels: levels.count)
  }

  /// Reads the facts of a ledger; nil where they are not those of a sweep, or of none that can be.
  public init?(_ identity: ExperimentIdentity) {
    func plain(_ name: String) -> String? { identity[name]?.first }
    guard let version = plain("version"), let command = plain("command"),
      let scenario = identity["scenario"], let digest = plain("digest of the scenario"),
      let seed = plain("seed").flatMap({ UInt64($0) }),
      let fingerprint = plain(SweepPlan.fingerprintFact), let design = identity["design"],
      let pointsDigest = plain("digest of the points"),
      let points = plain("points").flatMap({ Int($0) }),
      (1...SweepDesign.countLimit).contains(points), let variables = identity["varied"],
      Set(variables).count == variables.count,
      Set(variables).isDisjoint(with: SweepTable.ownColumns),
      let cases = identity["cases"], let rows = identity["targets"],
      let shard = plain(SweepPlan.shardFact).flatMap({ Shard($0) })
    else { return nil }
    self.version = version
    self.command = command
    self.scenario = scenario.joined(separator: "\n")
    scenarioDigest = digest
    self.seed = seed
    self.fingerprint = fingerprint
    self.design = design
    self.pointsDigest = pointsDigest
    self.points = points
    self.variables = variables
    func named(_ fact: String) -> [String: String] {
      let pairs = (identity[fact] ?? []).map { $0.split(separator: ": ").map(String.init) }
      return Dictionary(
        pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
    }
    dates = named(SweepPlan.datesFact).compactMapValues { TimeStep(rawValue: $0) }
    units = named(SweepPlan.unitsFact)
    self.cases = cases
    self.rows = rows
    levels = (identity[SweepPlan.levelsFact] ?? []).compactMap { SettingLevel($0) }
    self.shard = shard
  }

  /// The period that ends at a value of what is varied; nil where it is no date.
  ///
  /// - Returns: the period, such as 2021-06.
  public func period(_ value: Double, of name: String) -> String? {
    dates[name].flatMap { Period(at: value, on: $0) }.map { "\($0)" }
  }

  /// The points of this shard.
  public var ownPoints: Range<Int> { shard.points(of: points) }

  /// A digest of the coordinates of points.
  ///
  /// - Parameter points: for each point one value per varied name.
  /// - Returns: the SHA-256 digest of the numbers, to the last bit.
  public static func digest(_ points: [[Double]]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * (points.first?.count ?? 0) * points.count)
    for value in points.joined() {
      let bits = value.bitPattern
      for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte)))) }
    }
    return SHA256.hexadecimal(bytes)
  }

  /// `sweep.json`: what was swept; nothing in it depends on the machine, the clock, the number of
  /// workers or the shards.
  public func manifest(paths: Int) -> [UInt8] {
    func list(_ texts: [String]) -> String {
      "[\(texts.map { JSONText.quoted($0) }.joined(separator: ", "))]"
    }
    let lines = [
      "{",
      "  \"waymark\": \(JSONText.quoted(version)),",
      "  \"command\": \(JSONText.quoted(command)),",
      "  \"scenario_sha256\": \(JSONText.quoted(scenarioDigest)),",
      "  \"seed\": \(seed),",
      "  \"paths\": \(paths),",
      "  \"points\": \(points),",
      "  \"design\": \(list(design)),",
      "  \"points_sha256\": \(JSONText.quoted(pointsDigest)),",
      "  \"varied\": \(list(variables)),",
      "  \"cases\": \(list(cases)),",
      "  \"targets\": \(list(rows))",
      "}",
    ]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
