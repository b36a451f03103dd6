import Designs
import Testing

@Suite struct DesignErrorTests {
  @Test func `errors are sentences with both numbers`() {
    #expect(
      DesignError.unevenReplicates(rows: 100, replicates: 16).description
        == "100 rows cannot be dealt evenly to 16 scrambled replicates")
    #expect(DesignError.noLevels(factor: 0).description == "factor 1 of the grid has no levels")
    #expect(
      DesignError.tooManyDimensions(asked: 513, limit: 512).description
        == "the design has 513 dimensions, at most 512 are possible")
  }
}
