internal import KernelsV1
package import Lanes

#if arch(x86_64)
  internal import KernelsV3
  internal import KernelsV4
#endif

extension Vectors {
  /// Follows eight searches for the least sum of squares of a curve until one of them is over.
  package static func search(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>,
    memory: inout MutableSpan<Double>, lanes: inout CurveLanes, stepLimit: Double, busy: UInt32
  ) -> UInt32 {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline:
        KernelsV1.search(
          shape, dates: dates, values: values, memory: &memory, lanes: &lanes,
          stepLimit: stepLimit, busy: busy)
      case .v3:
        KernelsV3.search(
          shape, dates: dates, values: values, memory: &memory, lanes: &lanes,
          stepLimit: stepLimit, busy: busy)
      case .v4:
        KernelsV4.search(
          shape, dates: dates, values: values, memory: &memory, lanes: &lanes,
          stepLimit: stepLimit, busy: busy)
      }
    #else
      KernelsV1.search(
        shape, dates: dates, values: values, memory: &memory, lanes: &lanes,
        stepLimit: stepLimit, busy: busy)
    #endif
  }

  /// Starts of searches for logistic or Gompertz curves of eight series.
  package static func start(
    _ shape: CurveShape, dates: Span<Double>, values: Span<Double>
  ) -> (points: CurvePoints, sound: UInt32) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline: KernelsV1.start(shape, dates: dates, values: values)
      case .v3: KernelsV3.start(shape, dates: dates, values: values)
      case .v4: KernelsV4.start(shape, dates: dates, values: values)
      }
    #else
      KernelsV1.start(shape, dates: dates, values: values)
    #endif
  }

  /// Fits the scale of every shape of a grid to a series and finds the best of each family of them.
  package static func compareShapes(
    _ fractions: Span<Double>, squares: Span<Double>, penalties: Span<Double>, values: Span<Double>,
    products: inout MutableSpan<Double>, left: inout MutableSpan<Double>,
    places: inout MutableSpan<Double>
  ) {
    #if arch(x86_64)
      switch InstructionSet.current {
      case .baseline:
        KernelsV1.compareShapes(
          fractions, squares: squares, penalties: penalties, values: values, products: &products,
          left: &left, places: &places)
      case .v3:
        KernelsV3.compareShapes(
          fractions, squares: squares, penalties: penalties, values: values, products: &products,
          left: &left, places: &places)
      case .v4:
        KernelsV4.compareShapes(
          fractions, squares: squares, penalties: penalties, values: values, products: &products,
          left: &left, places: &places)
      }
    #else
      KernelsV1.compareShapes(
        fractions, squares: squares, penalties: penalties, values: values, products: &products,
        left: &left, places: &places)
    #endif
  }
}
