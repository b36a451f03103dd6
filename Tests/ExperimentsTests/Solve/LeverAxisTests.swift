import Experiments
import Testing

@Suite struct LeverAxisTests {
  @Test func `steps are counted from the origin, and the ends are values of the lever`() throws {
    let axis = try #require(LeverAxis("crews", in: 2.5...11, step: 3, origin: 1))
    #expect(axis.range == 4...10 && axis.count == 3)
    #expect(axis.spread(17) == [4, 7, 10])
    let tenths = try #require(LeverAxis("share", in: 0...1, step: 0.1))
    #expect(tenths.count == 11 && tenths.range.upperBound == 1)
  }

  @Test func `a long lever with a step is tried at some of its values`() throws {
    let axis = try #require(LeverAxis("crews", in: 0...1000, step: 1))
    let values = axis.spread(17)
    #expect(values.count == 17 && values.first == 0 && values.last == 1000)
    #expect(values.allSatisfy { $0 == $0.rounded() })
  }

  /// The search asks for a spacing of a hundredth of the range, which is 0 here.
  @Test(arguments: [1.0, 2, 4000])
  func `a range of next to nothing can be searched`(size: Double) throws {
    let range = 0...(size * Double.leastNonzeroMagnitude)
    let axis = try #require(LeverAxis("x", in: range))
    #expect(axis.lattice(forWidth: 0).width > 0)
    #expect(axis.spread(5).allSatisfy(range.contains))
  }

  @Test func `steps beyond counting have no count`() throws {
    let axis = try #require(LeverAxis("crews", in: 0...1e300, step: 1))
    #expect(axis.count == nil)
    #expect(axis.spread(5).first == 0)
  }

  @Test func `bounds without a choice are refused`() {
    #expect(LeverAxis("x", in: 1...1) == nil)
    #expect(LeverAxis("x", in: 1.2...1.8, step: 1, origin: 0) == nil)
    #expect(LeverAxis("x", in: 1...1.8, step: 1) == nil)
  }

  @Test(arguments: [
    (0.5, 0.005), (0.19, 0.001), (1.0, 0.01), (7.0, 0.05), (3000, 20), (2e-7, 1e-9),
  ])
  func `decimals are one hundredth of the interval or finer`(width: Double, spacing: Double) throws
  {
    let axis = try #require(LeverAxis("x", in: 0...1))
    #expect(axis.lattice(forWidth: width).width == spacing)
  }

  @Test func `numbers of the lattice are the decimals as they are written`() throws {
    let axis = try #require(LeverAxis("x", in: 0...1))
    let lattice = axis.lattice(forWidth: 0.03)
    #expect(lattice.width == 0.0002)
    #expect(lattice.nearest(0.61739) == 0.6174)
    #expect(lattice.nearest(0.1 + 0.2) == 0.3)
  }

  @Test func `neighbours have nothing strictly between them`() throws {
    let axis = try #require(LeverAxis("x", in: 0...10, step: 1))
    let lattice = axis.lattice(forWidth: 1)
    #expect(lattice.nearest(4.2, strictlyBetween: 4, and: 5) == nil)
    #expect(lattice.nearest(3.9, strictlyBetween: 4, and: 6) == 5)
    #expect(lattice.nearest(9, strictlyBetween: 4, and: 6.5) == 6)
  }
}
