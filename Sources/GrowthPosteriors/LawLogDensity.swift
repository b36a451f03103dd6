internal import Distributions
internal import SpecialFunctions

/// The logarithm of a law's density, also where the density underflows for the laws whose tails
/// matter to a search.
func logarithmOfDensity(_ law: Law, _ x: Double) -> Double {
  switch law {
  case .normal(let law):
    let z = (x - law.mean) / law.standardDeviation
    return -z * z / 2 - Elementary.log(law.standardDeviation) - 0.918_938_533_204_672_7
  case .lognormal(let law):
    guard x > 0 else { return -.infinity }
    let logX = Elementary.log(x)
    let z = (logX - law.logMean) / law.logSD
    return -z * z / 2 - Elementary.log(law.logSD) - logX - 0.918_938_533_204_672_7
  case .truncated(let law):
    guard x >= law.min, x <= law.max else { return -.infinity }
    // The mass between the bounds is a constant.
    return logarithmOfDensity(law.law, x)
  default:
    let density = law.density(x)
    return density > 0 ? Elementary.log(density) : -.infinity
  }
}
