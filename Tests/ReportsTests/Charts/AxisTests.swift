import Reports
import Testing

@Suite struct AxisTests {
  private func text(_ value: Double) -> String { "\(value)" }

  @Test(
    arguments: [
      (0.0, 1.0), (3, 4711), (-2, 5), (1e-9, 2e-9), (0, 1e12), (99, 101), (7, 7), (1e16, 1e16 + 2),
      (-1e300, 1e300), (0, 0), (-3, -3),
    ] as [(Double, Double)])
  func `an axis holds its values, with a few marks at equal distances`(low: Double, high: Double) {
    let axis = Axis(title: nil, covering: [low, high, .nan, .infinity], text: text)
    #expect(axis.range.lowerBound <= low && high <= axis.range.upperBound)
    #expect((2...11).contains(axis.ticks.count), "\(axis.ticks.count)")
    let steps = zip(axis.ticks, axis.ticks.dropFirst()).map { $1.value - $0.value }
    let width = axis.range.upperBound - axis.range.lowerBound
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-9 * width })
    #expect(axis.ticks.allSatisfy { axis.range.contains($0.value) })
  }

  /// Numbers at the limits of what there is have an axis too; the largest are drawn at its end.
  @Test(arguments: [
    (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude), (0, .leastNonzeroMagnitude),
    (.leastNonzeroMagnitude, .leastNonzeroMagnitude),
    (Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude), (1, 1 + 0x1p-52),
  ])
  func `there is an axis for every two numbers`(low: Double, high: Double) {
    for axis in [
      Axis(title: nil, covering: [low, high], text: text),
      Axis(title: nil, spanning: [low, high], text: text),
    ] {
      #expect(axis.range.lowerBound < axis.range.upperBound)
      #expect((axis.range.upperBound - axis.range.lowerBound).isFinite)
      #expect(axis.ticks.count <= 11)
    }
  }

  @Test func `an axis begins at 0 where its values lie near it, and else does not`() {
    #expect(Axis(title: nil, covering: [50, 100], text: text).range.lowerBound == 0)
    #expect(Axis(title: nil, covering: [90, 100], text: text).range.lowerBound == 90)
  }

  @Test func `years are marked at years`() {
    let axis = Axis(title: nil, spanning: [2012, 2023.5], isWhole: true, text: text)
    #expect(axis.ticks.allSatisfy { $0.value == $0.value.rounded() })
    #expect(axis.range == 2012...2023.5)
  }

  /// A mark at the end of a year would make its periods look like those of the year before.
  @Test(arguments: [(12, 0), (12, 5), (4, 0), (4, 3)])
  func `a year is marked at its first period, the last year always`(
    perYear: Int, firstInYear: Int
  ) throws {
    let places = (0..<(8 * perYear)).map { firstInYear + $0 }
    let labels = places.map { "\(2020 + $0 / perYear)-\($0 % perYear + 1)" }
    let axis = Axis.periods(labels, perYear: perYear, firstInYear: firstInYear)
    #expect(axis.ticks.count >= 4)
    for tick in axis.ticks {
      #expect(labels[Int(tick.value)] == "\(tick.label)-1")
    }
    let lastYear = "\(2020 + places[places.count - 1] / perYear)"
    #expect(axis.ticks.last?.label == lastYear)
  }

  @Test func `years and a few quarters are marked each by itself, the last one always`() {
    let years = Axis.periods(["2020", "2021", "2022"], perYear: 1, firstInYear: 0)
    #expect(years.ticks.map(\.value) == [0, 1, 2])
    let quarters = Axis.periods(["2022-Q4", "2023-Q1"], perYear: 4, firstInYear: 3)
    #expect(quarters.ticks.map(\.label) == ["2022-Q4", "2023-Q1"])
  }
}
