/// Loops over columns, compiled once for each instruction set; all compilations give the same bits.
package protocol Loops {
  /// Replaces every number of a column.
  static func replace(_ function: ColumnFunction, _ column: inout MutableSpan<Double>)

  /// Replaces uniform numbers by standard normal ones.
  ///
  /// The central formula is evaluated for all; the tails, 15 % of them, are collected and evaluated
  /// together.
  static func replaceByNormals(_ column: inout MutableSpan<Double>)

  /// Fills a column with the uniform numbers of consecutive paths at one step of the stream that the words
  /// of a key name.
  static func fillUniforms(
    _ column: inout MutableSpan<Double>, key: SIMD2<UInt32>, firstPath: UInt64, step: UInt32,
    draw: UInt32
  )

  /// Fills a column with the innovations of consecutive paths at one step of the stream that the words of a
  /// key name: standard normal numbers of one random word each.
  static func fillInnovations(
    _ column: inout MutableSpan<Double>, key: SIMD2<UInt32>, firstPath: UInt64, step: UInt32,
    draw: UInt32
  )

  /// Poisson counts of uniform numbers, by adding up probabilities below a mean, and by expansion above.
  ///
  /// - Parameters:
  ///   - u: numbers in (0, 1); receives the counts, or −u where the law itself has to decide.
  ///   - mean: the means.
  ///   - limit: the mean from which the expansion is taken.
  /// - Returns: whether a law has to decide.
  /// - Precondition: the two are equally long.
  static func replaceByPoisson(
    _ u: inout MutableSpan<Double>, mean: Span<Double>, limit: Double
  ) -> Bool

  /// Binomial counts of uniform numbers, by adding up probabilities where the law is far from normal, and
  /// by expansion elsewhere.
  ///
  /// - Parameters:
  ///   - u: numbers in (0, 1); receives the counts, or −u where the law itself has to decide.
  ///   - trials: the numbers of trials.
  ///   - probability: the probabilities of success.
  ///   - limit: the variance from which the expansion is taken, if the law is not too skew.
  /// - Returns: whether a law has to decide.
  /// - Precondition: all are equally long.
  static func replaceByBinomial(
    _ u: inout MutableSpan<Double>, trials: Span<Double>, probability: Span<Double>, limit: Double
  ) -> Bool

  /// Lowers items to the whole ones of an amount, of which fractions are carried over.
  ///
  /// - Parameters:
  ///   - items: those that wait; receives those that are let through.
  ///   - amount: how many may be let through; nothing where it is negative.
  ///   - carried: the fraction that earlier amounts left; receives that which this one leaves.
  /// - Precondition: all are equally long.
  static func letThrough(
    _ items: inout MutableSpan<Double>, _ amount: Span<Double>, carried: inout MutableSpan<Double>
  )

  /// Runs a program on the memory that its operands lie in.
  ///
  /// - Precondition: the memory reaches as far as the program does.
  static func run(_ program: ColumnProgram, _ memory: inout MutableSpan<Double>)

  /// Finds the bins of numbers, 512 to an octave, and the extent of the numbers.
  ///
  /// Bin 0 holds |x| < 2⁻⁴⁰; 1, 2, … follow for growing numbers and −1, −2, … for falling ones.
  ///
  /// - Parameters:
  ///   - column: at most as many numbers as there are bins.
  ///   - bins: receives the numbers of the bins; without meaning where the extent is not finite.
  /// - Returns: the extent of the numbers.
  static func findBins(_ column: Span<Double>, _ bins: inout MutableSpan<Int>) -> ColumnExtent

  /// Σ (x − center) and Σ (x − center)² in eight interleaved partial sums.
  static func sums(_ column: Span<Double>, about center: Double) -> (first: Double, second: Double)

  /// Σ x in eight interleaved partial sums.
  static func sum(_ column: Span<Double>) -> Double

  /// Copies a column.
  ///
  /// - Precondition: `out` is at least as long.
  static func copy(_ column: Span<Double>, into out: inout MutableSpan<Double>)

  /// number − x for every x of a column.
  ///
  /// - Precondition: the two columns are equally long.
  static func subtract(
    _ column: Span<Double>, from number: Double, into out: inout MutableSpan<Double>
  )

  /// The same as ``followGap(_:best:first:step:)`` with the gaps threshold − x of a column.
  ///
  /// - Returns: whether all numbers of the column are finite; if not, the results have no meaning.
  static func followThreshold(
    _ column: Span<Double>, _ threshold: Double, best: inout MutableSpan<Double>,
    first: inout MutableSpan<Double>, step: Double
  ) -> Bool

  /// The same for the columns of two steps that follow each other.
  static func followThreshold(
    _ column: Span<Double>, then next: Span<Double>, _ threshold: Double,
    best: inout MutableSpan<Double>, first: inout MutableSpan<Double>, step: Double
  ) -> Bool

  /// Takes down the least gap so far, and the step of the first gap that is not above 0.
  ///
  /// - Parameters:
  ///   - gaps: how far a condition is from holding; at most 0 where it holds.
  ///   - best: the least gap so far; not a number is passed over.
  ///   - first: the first step without a gap; infinite while there is none.
  ///   - step: the number of the present step.
  static func followGap(
    _ gaps: Span<Double>, best: inout MutableSpan<Double>, first: inout MutableSpan<Double>,
    step: Double
  )

  /// Starts of searches for logistic or Gompertz curves of eight series, side by side.
  ///
  /// The ceiling is 1.05 times the greatest value; rate and midpoint are those of the straight line
  /// through the shares of the ceiling, held to 0.02...0.98 and transformed to where the curve is a line.
  /// The transformation magnifies the scatter of a share by 1/F′, so the weights are F′².
  ///
  /// - Parameters:
  ///   - shape: logistic or Gompertz.
  ///   - dates: rows of eight, a lane for each series, counted from a date near them.
  ///   - values: what was observed, in the same order.
  /// - Returns: the starts, and one bit for each series that has one: a positive value and two different
  ///   dates.
  static func start(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>
  ) -> (points: CurvePoints, sound: UInt32)

  /// Follows eight searches for the least sum of squares of a curve until one of them is over.
  ///
  /// Steps follow the Gauss–Newton matrix, damped as by Marquardt 1963; where the exact Hessian is
  /// positive definite and promises to take off less than a tenth of the sum of squares, so that the
  /// minimum cannot be far, it takes over, and when that is a hundredth the damping is dropped and
  /// convergence is quadratic.
  ///
  /// Source: Dennis and Schnabel 1983, *Numerical Methods for Unconstrained Optimization and Nonlinear
  /// Equations*, ch. 10.
  ///
  /// - Parameters:
  ///   - shape: the curve.
  ///   - dates: rows of eight, a lane for each series, counted from a date near them.
  ///   - values: what was observed, in the same order.
  ///   - memory: room for twice as many numbers.
  ///   - lanes: the searches.
  ///   - stepLimit: the most points that a search tries.
  ///   - busy: one bit for each lane that may end the call.
  /// - Returns: one bit for each of those that are over.
  static func search(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>,
    memory: inout MutableSpan<Double>, lanes: inout CurveLanes, stepLimit: Double, busy: UInt32
  ) -> UInt32

  /// Fits the scale of every shape of a grid to a series and finds the best of each family of them.
  ///
  /// Families stand side by side: the k-th shapes of all families make a row, and the numbers of
  /// families is a multiple of eight.
  ///
  /// - Parameters:
  ///   - fractions: F of each shape at the first date, then at the second and so on.
  ///   - squares: Σ F² of each shape.
  ///   - penalties: 0, or infinity for a shape that is out of the question.
  ///   - values: what was observed at each date.
  ///   - products: receives Σ F y of each shape.
  ///   - left: receives, for each family, the least sum of squares that a shape leaves; infinite where
  ///     none leaves a finite one.
  ///   - places: receives the number of that shape in its family.
  static func compareShapes(
    _ fractions: Span<Double>, squares: Span<Double>, penalties: Span<Double>, values: Span<Double>,
    products: inout MutableSpan<Double>, left: inout MutableSpan<Double>,
    places: inout MutableSpan<Double>
  )
}
