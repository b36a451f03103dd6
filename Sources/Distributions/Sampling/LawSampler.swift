internal import Columns
internal import SpecialFunctions

/// A law made ready for many draws: what can be tabulated once, is.
///
/// Making one costs up to half a millisecond. Its draws agree with the quantiles of the law: for
/// laws of counts exactly, for continuous ones to twelve digits or better; they depend on the
/// uniform number alone, not on its block.
package struct LawSampler: Sendable {
  /// The law.
  package let law: Law
  private let method: Method

  private enum Method {
    case direct
    case interpolated(QuantileInterpolation, any SmoothLaw)
    case counts(CountTable)
    case values(CountTable, [Double])
  }

  /// Makes a law ready.
  package init(_ law: Law) {
    self.law = law
    method =
      switch law {
      case .gamma(let gamma): Self.interpolated(gamma)
      case .beta(let beta): Self.interpolated(beta)
      case .pert(let pert): Self.interpolated(pert)
      case .studentT(let studentT): Self.interpolated(studentT)
      case .poisson(let poisson): Self.tabulated(poisson.counts)
      case .binomial(let binomial): Self.tabulated(binomial.counts)
      case .negativeBinomial(let negative): Self.tabulated(negative.counts)
      case .discrete(let discrete): .values(discrete.table, discrete.values)
      case .normal, .lognormal, .uniform, .triangular, .exponential, .weibull, .bernoulli,
        .empirical, .truncated:
        .direct
      }
  }

  /// Turns uniform numbers into draws, in place.
  ///
  /// - Parameter u: uniform numbers from 2⁻⁵³ to 1 − 2⁻⁵³, as streams give them.
  package func fill(_ u: inout MutableSpan<Double>) {
    switch method {
    case .direct:
      law.fillQuantiles(&u)
    case .interpolated(let interpolation, let smooth):
      StandardNormal.quantiles(&u)
      interpolation.coordinates(&u)
      smooth.values(&u)
    case .counts(let table):
      for i in u.indices { u[i] = Double(table.index(of: u[i])) }
    case .values(let table, let values):
      for i in u.indices { u[i] = values[table.index(of: u[i])] }
    }
  }

  /// Turns standard normal numbers into draws, in place.
  ///
  /// - Precondition: the law ``Law/isOfNormal``.
  package func fill(fromStandard z: inout MutableSpan<Double>) {
    switch law {
    case .normal(let normal): normal.fill(fromStandard: &z)
    case .lognormal(let lognormal): lognormal.fill(fromStandard: &z)
    default: preconditionFailure("\(law) is not made of a normal number")
    }
  }

  private static func interpolated<L: SmoothLaw>(_ law: L) -> Method {
    law.isInterpolated ? .interpolated(QuantileInterpolation(law), law) : .direct
  }

  private static func tabulated<L: CountLaw>(_ law: L) -> Method {
    law.table.map { .counts($0) } ?? .direct
  }
}

extension Law {
  /// Whether a draw is a standard normal number moved and stretched, or e to the power of one.
  package var isOfNormal: Bool {
    switch self {
    case .normal, .lognormal: true
    default: false
    }
  }
}
