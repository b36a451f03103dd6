import Designs
import Foundation
import Random
import Sensitivity

/// A function of the unit cube whose indices are known.
enum TestFunction: Sendable, CaseIterable {
  /// sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, each x uniform on (−π, π).
  ///
  /// Source: Ishigami and Homma, *An importance quantification technique in uncertainty analysis
  /// for computer models* (1990).
  case ishigami
  /// ∏ (|4 uⱼ − 2| + aⱼ) / (1 + aⱼ), a = 0, 1, 4.5, 9 and four times 99.
  ///
  /// Source: Saltelli and Sobol, *About the use of rank transformation in sensitivity analysis of
  /// model output* (1995).
  case gFunction

  static let all = allCases

  private static let weights: [Double] = [0, 1, 4.5, 9, 99, 99, 99, 99]

  var factors: Int { self == .ishigami ? 3 : Self.weights.count }

  /// The output at every point.
  func outputs(_ points: UnitPoints) -> [Double] {
    let u = points.columns
    switch self {
    case .ishigami:
      return (0..<points.count).map { i in
        let x = (0..<3).map { (2 * u[$0][i] - 1) * Double.pi }
        let (s, w) = (sin(x[0]), sin(x[1]))
        return s + 7 * w * w + 0.1 * x[2] * x[2] * x[2] * x[2] * s
      }
    case .gFunction:
      return (0..<points.count).map { i in
        zip(u, Self.weights).reduce(1) { $0 * (abs(4 * $1.0[i] - 2) + $1.1) / (1 + $1.1) }
      }
    }
  }

  /// Variances of the effects of single factors: Vⱼ of the g-function is 1 / (3 (1 + aⱼ)²).
  private var parts: [Double] {
    let pi4 = pow(Double.pi, 4)
    return switch self {
    case .ishigami: [pow(1 + 0.1 * pi4 / 5, 2) / 2, 49 / 8.0, 0]
    case .gFunction: Self.weights.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    }
  }

  /// The variance of the output.
  var variance: Double {
    switch self {
    case .ishigami: parts[0] + parts[1] + ishigamiInteraction
    case .gFunction: parts.reduce(1) { $0 * (1 + $1) } - 1
    }
  }

  private var ishigamiInteraction: Double { 8 * 0.01 * pow(Double.pi, 8) / 225 }

  /// First-order indices.
  var first: [Double] { parts.map { $0 / variance } }

  /// Total indices.
  var total: [Double] {
    switch self {
    case .ishigami:
      return [parts[0] + ishigamiInteraction, parts[1], ishigamiInteraction].map { $0 / variance }
    case .gFunction:
      let whole = variance + 1
      return parts.map { $0 * whole / (1 + $0) / variance }
    }
  }

  /// Indices from a design of its own.
  func indices(
    rows: Int, sampling: SaltelliDesign.Sampling, seed: UInt64
  ) throws -> SobolIndices {
    let design = try SaltelliDesign(
      rows: rows, columns: FactorColumns(factors: factors), sampling: sampling,
      key: StreamKey(seed: seed, name: "design"))
    let outcomes = design.matrices.map { outputs(design.points($0, rows: 0..<rows)) }
    let finding = SobolIndices.estimate(
      SobolOutcomes(of: design, outcomes: outcomes), key: StreamKey(seed: seed, name: "bootstrap"))
    guard case .indices(let indices) = finding else { throw SobolIndicesTests.Missing() }
    return indices
  }
}
