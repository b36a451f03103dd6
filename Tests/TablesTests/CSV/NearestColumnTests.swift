import Tables
import Testing

@Suite struct NearestColumnTests {
  @Test(arguments: [
    ("ceilling", "ceiling"), ("celing", "ceiling"), ("hisotry", "history"), ("AtLeast", "at_least"),
    ("at-least", "at_least"), ("indicator", "indicators"), ("Unit", "unit"),
  ])
  func `a misspelt name finds the one meant`(written: String, meant: String) {
    let names = ["unit", "history", "indicators", "at_least", "at_most", "ceiling"]
    #expect(NearestColumn.of(written, among: names) == meant)
  }

  @Test(arguments: ["", "x", "colour", "un", "ab"])
  func `nothing is offered for a name that is far from all`(written: String) {
    #expect(NearestColumn.of(written, among: ["unit", "history", "p"]) == nil)
  }
}
