import Sensitivity
import Testing

struct SensitivityErrorTests {
  @Test func `people count factors and rows from one`() {
    #expect(
      SensitivityError.notFinite(factor: 1, row: 0).description
        == "factor 2 in row 1 is not a finite number")
    #expect(
      SensitivityError.notFinite(factor: nil, row: 2).description
        == "the output in row 3 is not a finite number")
    #expect(
      SensitivityError.collinear(factor: 2, with: [0, 1]).description
        == "factor 3 is fixed by factor 1, 2, so their effects cannot be told apart; leave one of "
        + "them out")
    #expect(
      SensitivityError.tooFewRows(rows: 3, required: 20).description
        == "3 rows are too few: this analysis needs at least 20")
  }
}
