/// What the simulated workloads are known to give, from other programs and far more paths.
///
/// W1a and W1: 2²⁶ paths of a program in C++ with Philox numbers, which agrees with NumPy, Numba,
/// JAX, PyTorch and plain C++ at 10⁶ paths. W3: 60 runs of 10,000 paths.
package struct WorkloadReferences: Sendable {
  /// The distribution of an indicator in one period.
  struct Band: Sendable {
    let indicator: String
    let period: Int
    let mean: Double
    /// Those of the orders ``WorkloadReferences/orders``.
    let quantiles: [Double]
  }

  /// What of a target has a share.
  enum Event: Sendable {
    /// It is met at its deadline.
    case met
    /// Its condition has held by the end of a period.
    case reached(by: Int)
    /// Its condition ever holds.
    case ever
    /// Its condition never holds.
    case never
  }

  /// The share of paths on which something happens to a target.
  struct Share: Sendable {
    let name: String
    var setting: Int?
    let target: String
    let event: Event
    let value: Double
  }

  /// The mean of the shares of all settings.
  struct MeanShare: Sendable {
    let name: String
    let target: String
    let value: Double
    /// The standard deviation of one run of so many paths: settings share their random numbers, so
    /// it does not follow from the shares.
    let deviation: Double
    let paths: Int
  }

  /// The orders of the quantiles of ``Band``.
  static let orders = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// Distributions.
  var bands: [Band]
  /// Probabilities.
  var shares: [Share]
  /// A mean of probabilities.
  var meanShare: MeanShare?
  /// The paths that the references rest on.
  let paths: Int

  /// The references of a workload.
  ///
  /// - Parameter workload: any but W2, whose answer is a sum (``FittingBenchmark``).
  /// - Returns: the references; none for W2.
  package static func of(_ workload: Workload) -> WorkloadReferences {
    switch workload {
    case .W1a: outputOnly
    case .W1: threeIndicators
    case .W2: WorkloadReferences(bands: [], shares: [], paths: 1)
    case .W3: sweep
    }
  }

  /// The references with all means and quantiles times a factor: a run must not agree with them.
  package func shifted(by factor: Double) -> WorkloadReferences {
    var shifted = self
    shifted.bands = bands.map { band in
      Band(
        indicator: band.indicator, period: band.period, mean: band.mean * factor,
        quantiles: band.quantiles.map { $0 * factor })
    }
    return shifted
  }

  private static func bands(_ indicator: String, _ rows: [(Int, Double, [Double])]) -> [Band] {
    rows.map { Band(indicator: indicator, period: $0.0, mean: $0.1, quantiles: $0.2) }
  }

  private static let outputOnly = WorkloadReferences(
    bands: bands(
      "output",
      [
        (1, 38.689, [7.620, 18.314, 31.322, 50.876, 94.747]),
        (15, 165.916, [51.667, 98.475, 146.836, 212.145, 345.113]),
        (30, 516.682, [249.572, 380.508, 494.258, 627.938, 860.123]),
        (45, 851.830, [534.203, 691.774, 825.063, 982.433, 1260.580]),
        (60, 985.316, [622.932, 801.329, 953.784, 1134.567, 1454.928]),
      ]),
    shares: [
      Share(name: "attain", target: "output_800", event: .met, value: 0.75204),
      Share(name: "reached_by_20", target: "output_800", event: .reached(by: 20), value: 0.00274),
      Share(name: "reached_by_30", target: "output_800", event: .reached(by: 30), value: 0.08927),
      Share(name: "reached_by_40", target: "output_800", event: .reached(by: 40), value: 0.44573),
      Share(name: "reached_by_60", target: "output_800", event: .reached(by: 60), value: 0.87761),
      Share(name: "never", target: "output_800", event: .never, value: 0.12239),
    ],
    paths: 1 << 26)

  private static let threeIndicators = WorkloadReferences(
    bands: bands(
      "output",
      [
        (1, 38.691, [7.619, 18.316, 31.320, 50.881, 94.759]),
        (15, 165.913, [51.671, 98.482, 146.840, 212.120, 345.162]),
        (30, 516.663, [249.557, 380.532, 494.249, 627.911, 860.078]),
        (45, 851.772, [534.274, 691.771, 825.010, 982.320, 1260.410]),
        (60, 985.265, [622.933, 801.320, 953.749, 1134.489, 1454.766]),
      ])
      + bands(
        "enterprises",
        [
          (1, 200.407, [196, 198, 200, 202, 205]),
          (15, 228.310, [195, 211, 225, 242, 273]),
          (30, 314.192, [247, 286, 314, 342, 381]),
          (45, 373.642, [312, 347, 373, 399, 438]),
          (60, 363.021, [286, 329, 362, 396, 445]),
        ])
      + bands(
        "stations",
        [
          (1, 48.935, [29, 40, 51, 60, 60]),
          (15, 772.338, [604, 707, 782, 851, 900]),
          (30, 1571.449, [1309, 1468, 1582, 1690, 1796]),
          (45, 2378.284, [2041, 2245, 2389, 2528, 2678]),
          (60, 2969.530, [2787, 3000, 3000, 3000, 3000]),
        ]),
    shares: [
      Share(name: "output_attain", target: "output_800", event: .met, value: 0.75202),
      Share(name: "output_ever", target: "output_800", event: .ever, value: 0.87762),
      Share(name: "enterprises_attain", target: "enterprises_350", event: .met, value: 0.59736),
      Share(name: "enterprises_ever", target: "enterprises_350", event: .ever, value: 0.84994),
      Share(name: "stations_attain", target: "stations_2900", event: .met, value: 0.88234),
      Share(name: "stations_ever", target: "stations_2900", event: .ever, value: 0.88234),
      Share(name: "joint_attain", target: "all_three", event: .met, value: 0.43285),
    ],
    paths: 1 << 26)

  private static let sweep = WorkloadReferences(
    bands: [],
    shares: [
      atPoint(0, 0.83474), atPoint(1, 0.24311), atPoint(2, 0.45933), atPoint(499, 0.99906),
      atPoint(999, 0.62939),
    ],
    meanShare: MeanShare(
      name: "mean_attain", target: "ever_800", value: 0.73430, deviation: 0.0019, paths: 10_000),
    paths: 600_000)

  private static func atPoint(_ point: Int, _ value: Double) -> Share {
    Share(name: "attain_\(point)", setting: point, target: "ever_800", event: .met, value: value)
  }

  private init(bands: [Band], shares: [Share], meanShare: MeanShare? = nil, paths: Int) {
    self.bands = bands
    self.shares = shares
    self.meanShare = meanShare
    self.paths = paths
  }
}
