package import Lanes

/// Memory for columns, aligned to the lines of the cache, so that no vector lies across two.
///
/// One of the files that touch memory: whatever is lent lies inside it and does not outlive the call.
@safe package final class ColumnStore {
  /// How many numbers it holds.
  package let count: Int
  private let start: UnsafeMutablePointer<Double>

  /// Memory for numbers, all ½.
  package init(count: Int) {
    precondition(count >= 0, "memory for \(count) numbers")
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(64, 8 * count), alignment: 64)
    unsafe start = bytes.bindMemory(to: Double.self, capacity: count)
    unsafe start.initialize(repeating: 0.5, count: count)
  }

  deinit { unsafe start.deallocate() }

  /// Lends some of the numbers to be written.
  package func write<R>(
    from first: Int, count rows: Int, _ body: (inout MutableSpan<Double>) -> R
  ) -> R {
    precondition(first >= 0 && rows >= 0 && first + rows <= count, "\(first) + \(rows) of \(count)")
    var span = unsafe MutableSpan(_unsafeStart: start + first, count: rows)
    return body(&span)
  }

  /// Lends some of the numbers to be read.
  package func read<R>(from first: Int, count rows: Int, _ body: (Span<Double>) -> R) -> R {
    precondition(first >= 0 && rows >= 0 && first + rows <= count, "\(first) + \(rows) of \(count)")
    return body(unsafe Span(_unsafeStart: start + first, count: rows))
  }

  /// The number at a place.
  package subscript(place: Int) -> Double {
    get {
      precondition(0..<count ~= place, "\(place) of \(count)")
      return unsafe start[place]
    }
    set {
      precondition(0..<count ~= place, "\(place) of \(count)")
      unsafe start[place] = newValue
    }
  }

  /// Copies numbers to a place that does not overlap theirs.
  package func copy(from first: Int, to other: Int, count rows: Int) {
    precondition(abs(first - other) >= rows, "\(rows) numbers from \(first) to \(other)")
    read(from: first, count: rows) { values in
      write(from: other, count: rows) { loops.copy(values, into: &$0) }
    }
  }

  /// Writes a number eight times.
  package func spread(_ value: Double, at first: Int) {
    precondition(first >= 0 && first + 8 <= count, "\(first) + 8 of \(count)")
    for i in first..<(first + 8) { unsafe start[i] = value }
  }

  /// Runs a program on the numbers.
  package func run(_ program: ColumnProgram) {
    write(from: 0, count: count) { loops.run(program, &$0) }
  }
}
