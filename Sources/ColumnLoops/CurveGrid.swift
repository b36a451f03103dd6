internal import Lanes

extension CompiledLoops {
  package static func compareShapes(
    _ fractions: Span<Double>, squares: Span<Double>, penalties: Span<Double>, values: Span<Double>,
    products: inout MutableSpan<Double>, left: inout MutableSpan<Double>,
    places: inout MutableSpan<Double>
  ) {
    let (families, shapes) = (left.count, squares.count)
    precondition(
      families & 7 == 0 && shapes % families == 0 && places.count == families
        && penalties.count == shapes && products.count == shapes
        && fractions.count == shapes * values.count,
      "\(shapes) shapes in \(families) families at \(values.count) dates")
    let (f, y) = (Column(reading: fractions), Column(reading: values))
    let (squares, penalties) = (Column(reading: squares), Column(reading: penalties))
    let (products, left, places) = (
      Column(writing: &products), Column(writing: &left), Column(writing: &places)
    )
    var sum = 0.0
    for i in 0..<y.count { sum += y[i] * y[i] }
    let total = Doubles8(sum)
    // Cancellation can leave a negative sum of squares where the curve is exact.
    let least = 1e-15 * total

    var family = 0
    while family &+ 8 <= families {
      var (best, place) = (Doubles8(Double.infinity), Doubles8(0))
      var number = Doubles8(0)
      var shape = family
      while shape < shapes {
        var product = Doubles8(0)
        for i in 0..<y.count {
          product = Doubles8.fma(f.vector(i &* shapes &+ shape), Doubles8(y[i]), product)
        }
        products.store(product, shape)
        let rest = total - product * product / squares.vector(shape)
        let raised = Doubles8.choose(rest < least, least, rest) + penalties.vector(shape)
        let isBetter = (raised < best) & (rest.magnitudes < Doubles8(Double.infinity))
        best = Doubles8.choose(isBetter, raised, best)
        place = Doubles8.choose(isBetter, number, place)
        number = number + 1
        shape &+= families
      }
      left.store(best, family)
      places.store(place, family)
      family &+= 8
    }
  }
}
