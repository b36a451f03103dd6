package import SpecialFunctions

extension Elementary {
  /// Replaces every x of a column by eˣ.
  package static func exp(_ column: inout MutableSpan<Double>) {
    loops.replace(.exp, &column)
  }

  /// Replaces every x of a column by eˣ − 1.
  package static func expm1(_ column: inout MutableSpan<Double>) {
    loops.replace(.expm1, &column)
  }

  /// Replaces every x of a column by its natural logarithm.
  package static func log(_ column: inout MutableSpan<Double>) {
    loops.replace(.log, &column)
  }

  /// Replaces every x of a column by log(1 + x).
  package static func log1p(_ column: inout MutableSpan<Double>) {
    loops.replace(.log1p, &column)
  }

  /// Replaces every x of a column by 1 / (1 + e⁻ˣ).
  package static func logistic(_ column: inout MutableSpan<Double>) {
    loops.replace(.logistic, &column)
  }
}

extension StandardNormal {
  /// Replaces uniform numbers by standard normal ones, with the values of `quantile`.
  package static func quantiles(_ u: inout MutableSpan<Double>) { loops.replaceByNormals(&u) }
}
