/// Anchored curves of one family, one for each path of a block.
///
/// `load` does once what does not change with time; `fillCentre` is then straight-line arithmetic
/// for one step of the whole block. The storage is kept from block to block.
package struct AnchoredColumns: Sendable {
  package let family: CurveFamily
  private let form: any AnchoredForm.Type
  private var level: [Double] = []
  private var a: [Double] = []
  private var b: [Double] = []
  private var c: [Double] = []

  /// Columns without a path yet.
  ///
  /// - Precondition: the family has an anchored form.
  package init(_ family: CurveFamily) {
    guard let form = family.anchored else {
      preconditionFailure("\(family) has no anchored form")
    }
    self.family = family
    self.form = form
  }

  /// Takes the anchors of a block of paths.
  ///
  /// - Parameters:
  ///   - level: L, > 0, in the unit of the series.
  ///   - growth: g, per year.
  ///   - share: ζ = L / ceiling, in 0..<1; read only by families with a ceiling.
  ///   - shape: ν, q/p, k or h; read only by families with a shape.
  /// - Precondition: the columns that are read are as long as `level`.
  package mutating func load(
    level: Span<Double>, growth: Span<Double>, share: Span<Double>, shape: Span<Double>
  ) {
    resize(to: level.count)
    let (hasShare, hasShape) = (family.hasCeiling, family.hasShape)
    for i in level.indices {
      let kernel = form.kernel(
        growth: growth[i], share: hasShare ? share[i] : 0, shape: hasShape ? shape[i] : 1)
      self.level[i] = level[i]
      a[i] = kernel[0]
      b[i] = kernel[1]
      c[i] = kernel[2]
    }
  }

  /// Writes the centre of each path some time after the anchor.
  ///
  /// - Parameters:
  ///   - elapsed: τ, years since the anchor; may be negative.
  ///   - centre: one value for each path that was loaded.
  package func fillCentre(after elapsed: Double, into centre: inout MutableSpan<Double>) {
    precondition(centre.count == level.count, "\(centre.count) places for \(level.count) paths")
    form.fillFactors(after: elapsed, a.span, b.span, c.span, into: &centre)
    let level = level.span
    for i in centre.indices { centre[i] *= level[i] }
  }

  private mutating func resize(to count: Int) {
    guard level.count != count else { return }
    let zeros = [Double](repeating: 0, count: count)
    (level, a, b, c) = (zeros, zeros, zeros, zeros)
  }
}
