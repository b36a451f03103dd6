import Columns
import Lanes
import Testing

@Suite struct ColumnStoreTests {
  @Test func `numbers are one half until they are written, and stay where they were`() {
    let store = ColumnStore(count: 41)
    store.read(from: 0, count: 41) { span in
      for i in span.indices { #expect(span[i] == 0.5) }
    }
    store.write(from: 40, count: 1) { $0[0] = 3 }
    store.spread(-2, at: 8)
    store.read(from: 0, count: 41) { span in
      for i in span.indices { #expect(span[i] == (i == 40 ? 3 : (8..<16 ~= i ? -2 : 0.5))) }
    }
    #expect(store.read(from: 41, count: 0) { $0.count } == 0)
    ColumnStore(count: 0).run(ColumnProgram([], rows: 8))
  }
}
