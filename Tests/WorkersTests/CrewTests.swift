import Synchronization
import Testing
import Workers

@Suite struct CrewTests {
  @Test(arguments: [1, 2, 3, 64]) func `all pieces are done once, in order`(workers: Int) {
    let begun = Mutex(0)
    let squares = Parallel.map(Array(0..<1000), workers: workers) { $0 * $0 }
    #expect(squares == (0..<1000).map { $0 * $0 })
    let found = Mutex([Int]())
    let isWhole = Parallel.pieces(1000, workers: workers) {
      begun.withLock { $0 += 1 }
      return [Int]()
    } _: { own, piece in
      own.append(piece)
      return true
    } end: { own in
      found.withLock { $0 += own }
    }
    #expect(isWhole)
    #expect(found.withLock { $0.sorted() } == Array(0..<1000))
    #expect(begun.withLock { (1...workers).contains($0) })
  }

  @Test func `one piece that says so ends the work`() {
    let done = Mutex(0)
    let isWhole = Parallel.pieces(1_000_000, workers: 2) {
    } _: { _, _ in
      done.withLock { done in
        done += 1
        return done < 10
      }
    }
    #expect(!isWhole)
    #expect(done.withLock { $0 < 1_000_000 })
  }

  /// Whoever works has nobody to wait for: threads that never come stop no work.
  @Test func `work inside work is done, however few threads there are`() {
    let sums = Parallel.map(Array(0..<32), workers: 32) { outer in
      Parallel.map(Array(0..<32), workers: 32) { inner in
        Parallel.map(Array(0..<8), workers: 8) { outer + inner + $0 }.reduce(0, +)
      }.reduce(0, +)
    }
    // 32 · 8 · outer, 8 times the sum of 0 to 31, and 32 times that of 0 to 7.
    #expect(sums == (0..<32).map { 256 * $0 + 8 * 496 + 32 * 28 })
  }

  @Test func `a thread that cannot be made is told`() {
    // More than a process can address.
    #expect(!SystemThread.begin(stack: 1 << 50) {})
    let end = Mutex(false)
    #expect(SystemThread.begin { end.withLock { $0 = true } })
    while !end.withLock({ $0 }) {}
  }
}
