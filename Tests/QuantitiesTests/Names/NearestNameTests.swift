import Quantities
import Testing

@Suite struct NearestNameTests {
  @Test func `edits are counted as by hand`() {
    func distance(_ a: String, _ b: String) -> Int { NearestName.distance(Array(a), Array(b)) }
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("yaer", "year") == 1)
    #expect(distance("", "abc") == 3)
    #expect(distance("ceiling", "ceiling") == 0)
  }

  @Test func `a distance is symmetric and obeys the triangle inequality on words`() {
    let words = ["revenue", "revenues", "revenge", "venue", "avenue", "", "x"].map(Array.init)
    for a in words {
      for b in words {
        #expect(NearestName.distance(a, b) == NearestName.distance(b, a))
        #expect(NearestName.distance(a, b) <= a.count + b.count)
      }
    }
  }

  @Test func `only near names are suggested`() {
    let names = ["attraction", "start_year", "revenue"]
    #expect(NearestName.of("atraction", among: names) == "attraction")
    #expect(NearestName.of("StartYear", among: names) == "start_year")
    #expect(NearestName.of("wombat", among: names) == nil)
    #expect(NearestName.of("", among: names) == nil)
    #expect(NearestName.of("x", among: ["y"]) == nil)
  }
}
