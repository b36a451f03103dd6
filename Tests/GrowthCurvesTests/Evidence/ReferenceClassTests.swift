import GrowthCurves
import Testing
import _TestSupport

@Suite struct ReferenceClassTests {
  @Test func `a seventh a year after more than a quarter a year happens in three of ten cases`()
    throws
  {
    let past = try #require(GrowthRates.compound(from: 120, to: 405, years: 5))
    let needed = try #require(GrowthRates.compound(from: 405, to: 800, years: 5))
    let members = try #require(ReferenceClass(pastGrowth: past, horizon: 5))
    #expect(members.count == 1087)
    #expect(members.share(growingAtLeast: needed).agrees(with: 0.31, within: .printed(decimals: 2)))
  }

  @Test func `tabulated points come back`() throws {
    let members = try #require(ReferenceClass(pastGrowth: 0.275, horizon: 5))
    for (growth, share) in [
      (-0.050, 0.9), (0.014, 0.75), (0.092, 0.5), (0.165, 0.25), (0.258, 0.1), (0.1, 0.46),
      (0.146, 0.306), (0.2, 0.182),
    ] {
      #expect(members.share(growingAtLeast: growth).agrees(with: share, within: .ulps(16)))
    }
  }

  @Test(arguments: ReferenceClass.table)
  func `shares fall as the required growth rises`(members: ReferenceClass) {
    let rates = stride(from: -0.4, through: 0.8, by: 0.001)
    let shares = rates.map { members.share(growingAtLeast: $0) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(shares.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func `the classes cover every past and no other horizon`() {
    #expect(ReferenceClass.table.map(\.count).reduce(0, +) == 22_072)
    for past in [-0.5, 0, 0.049, 0.05, 0.3, 7] {
      #expect(ReferenceClass(pastGrowth: past, horizon: 5) != nil)
    }
    #expect(ReferenceClass(pastGrowth: 0.1, horizon: 4) == nil)
    #expect(ReferenceClass(pastGrowth: .nan, horizon: 5) == nil)
  }
}
