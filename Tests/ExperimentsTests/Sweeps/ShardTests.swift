import Experiments
import Testing

@Suite struct ShardTests {
  @Test(arguments: [(1, 1), (1000, 8), (7, 3), (3, 7), (0, 4), (1_000_003, 64)])
  func `shards hold every point once, in order, and differ by one at most`(
    points: Int, count: Int
  ) throws {
    var next = 0
    for index in 1...count {
      let own = try #require(Shard("\(index)/\(count)")).points(of: points)
      #expect(own.lowerBound == next)
      #expect((points / count)...(points / count + 1) ~= own.count)
      next = own.upperBound
    }
    #expect(next == points)
  }

  @Test(arguments: ["", "1", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1/", "/2", "1/9999999"])
  func `what is no shard is refused`(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test func `a shard is written as it is read`() {
    #expect(Shard("3/8")?.description == "3/8")
  }
}
