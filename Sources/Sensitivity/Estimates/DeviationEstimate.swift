internal import SpecialFunctions

extension IndexEstimate {
  /// The standard deviation of independent numbers of any law; `nil` for fewer than two.
  ///
  /// With θ = log s², and θᵢ the same without number i, the pseudo-values n θ − (n − 1) θᵢ are
  /// treated as a sample whose mean has Student's law. The standard error is that of s to first
  /// order, s/2 times that of θ. Equal numbers have deviation 0 for certain; fewer than four, or a
  /// number without which the others are equal, show no error.
  ///
  /// Source: Miller, *Jackknifing variances* (1968).
  package init?(deviationOf sample: [Double]) {
    let n = Double(sample.count)
    guard n >= 2 else { return nil }
    let mean = sample.reduce(0, +) / n
    let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (n - 1)).squareRoot()
    guard sample.contains(where: { $0 != sample[0] }) else {
      self.init(0, standardError: 0, interval: 0...0)
      return
    }
    guard n >= 4 else {
      self.init(deviation)
      return
    }
    let whole = Elementary.log(squares / (n - 1))
    let pseudo = sample.map { x in
      // Σ (xⱼ − mean without i)² over the others.
      let rest = squares - (x - mean) * (x - mean) * n / (n - 1)
      return n * whole - (n - 1) * Elementary.log(max(rest, 0) / (n - 2))
    }
    let centre = IndexEstimate(meanOf: pseudo)
    guard let error = centre.standardError, let interval = centre.interval else {
      self.init(deviation)
      return
    }
    // Around s itself, so that the estimate lies inside.
    let half = (interval.upperBound - interval.lowerBound) / 4
    let factor = Elementary.exp(half)
    self.init(
      deviation, standardError: deviation / 2 * error,
      interval: ClosedRange(openFrom: deviation / factor, to: deviation * factor))
  }
}
