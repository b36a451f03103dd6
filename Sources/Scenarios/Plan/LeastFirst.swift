/// Numbers of which the least comes first: a binary heap.
struct LeastFirst {
  private var heap: [Int] = []

  /// Takes numbers in.
  init(_ numbers: some Sequence<Int>) {
    heap = numbers.sorted()
  }

  /// Takes a number in.
  mutating func insert(_ number: Int) {
    heap.append(number)
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2] > heap[place] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// The least number, which is taken out; nil where none is left.
  mutating func pop() -> Int? {
    guard let least = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return least }
    heap[0] = last
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { return least }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[place] else { return least }
      heap.swapAt(place, child)
      place = child
    }
  }
}
