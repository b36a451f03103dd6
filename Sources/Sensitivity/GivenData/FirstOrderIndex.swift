/// The share of the output's variance that a factor alone explains, S = Var(E(Y|X)) / Var(Y),
/// from any sample.
///
/// The rows are cut into classes of the factor, and the conditional mean is taken as a straight
/// line in each (a constant where a class is one value). What the lines explain holds S and the
/// errors of their coefficients, which are taken off:
///
///     S = (Σ (m(x) − ȳ)² − Σ (pₖ − nₖ/n) sₖ²) / Σ (y − ȳ)²
///
/// with pₖ coefficients in class k and sₖ² the variance about its line. Without that a factor
/// without influence would have about Σ pₖ / n. With constants in place of lines this is the
/// estimate of Plischke, Borgonovo and Smith, which loses what the mean does within a class: three
/// hundredths of S for a normal factor in a dozen classes.
///
/// The standard error is the infinitesimal jackknife of the uncorrected ratio, to which a bootstrap
/// of the rows tends, less the part that the errors of the coefficients add to it.
///
/// Source: Plischke, Borgonovo and Smith (2013), equation 11, for the classes; Györfi, Kohler,
/// Krzyżak and Walk, *A distribution-free theory of nonparametric regression* (2002), chapter 19,
/// for lines in classes; Efron, *The jackknife, the bootstrap and other resampling plans* (1982),
/// section 6.3.
enum FirstOrderIndex {
  /// The line of one class, by its means and sums of squares.
  private struct Line {
    var rows = 0.0
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var xy = 0.0
    var slope = 0.0
    var parameters = 1.0
    var rest = 0.0
  }

  /// Estimates the index from classes.
  ///
  /// - Parameters:
  ///   - classes: the rows by class of the factor, at least two classes.
  ///   - factor: the factor by row.
  ///   - output: the output less its mean, which is not 0 everywhere.
  /// - Returns: the corrected index with its error.
  static func estimate(
    _ classes: ValueClasses, factor: [Double], output: [Double]
  ) -> IndexEstimate {
    let n = Double(output.count)
    var lines = lines(classes, factor: factor, output: output)
    var between = 0.0
    var within = 0.0
    var parameters = 0.0
    for row in output.indices {
      let k = Int(classes.classOfRow[row])
      let mean = lines[k].y + lines[k].slope * (factor[row] - lines[k].x)
      let rest = output[row] - mean
      between += mean * mean
      lines[k].rest += rest * rest
    }
    for line in lines {
      within += line.rest
      parameters += line.parameters
    }
    let total = between + within
    let pooled = n > parameters ? within / (n - parameters) : 0
    var noise = 0.0
    for line in lines {
      let variance =
        line.rows > line.parameters ? line.rest / (line.rows - line.parameters) : pooled
      noise += (line.parameters - line.rows / n) * variance
    }
    let index = (between - noise) / total

    let s = min(max(index, 0), 1)
    var squares = 0.0
    for row in output.indices {
      let line = lines[Int(classes.classOfRow[row])]
      let a = line.y + line.slope * (factor[row] - line.x)
      let e = output[row] - a
      let influence = (1 - s) * (a * a + 2 * a * e) - s * e * e
      squares += influence * influence
    }
    let jackknife = squares / (total * total)
    let ofCoefficients = 2 * (parameters - 1) * (1 - s) * (1 - s) / (n * n)
    return IndexEstimate(
      ofShare: index,
      standardError: max(jackknife - ofCoefficients, ofCoefficients).squareRoot())
  }

  private static func lines(
    _ classes: ValueClasses, factor: [Double], output: [Double]
  ) -> [Line] {
    var lines = [Line](repeating: Line(), count: classes.count)
    for row in output.indices {
      let k = Int(classes.classOfRow[row])
      lines[k].x += factor[row]
      lines[k].y += output[row]
    }
    for k in lines.indices {
      let rows = Double(classes.sizes[k])
      lines[k].rows = rows
      lines[k].x /= rows
      lines[k].y /= rows
    }
    guard classes.areRanges else { return lines }
    for row in output.indices {
      let k = Int(classes.classOfRow[row])
      let x = factor[row] - lines[k].x
      lines[k].xx += x * x
      lines[k].xy += x * output[row]
    }
    // With three rows a line leaves one degree of freedom; with fewer a constant must do.
    for k in lines.indices where lines[k].rows > 2 && lines[k].xx > 0 {
      lines[k].slope = lines[k].xy / lines[k].xx
      lines[k].parameters = 2
    }
    return lines
  }
}
