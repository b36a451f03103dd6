internal import Synchronization

/// Independent pieces of work, done by several threads, with results in the order of the pieces.
package enum Parallel {
  /// Applies a function to each element.
  ///
  /// - Parameters:
  ///   - elements: the pieces of work.
  ///   - workers: the number of threads.
  ///   - progress: called with the number done; returns whether to go on.
  ///   - body: the work on one piece.
  /// - Returns: one result for each piece.
  /// - Throws: `CancellationError` if `progress` said to stop.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], workers: Int, progress: @escaping @Sendable (Int) -> Bool,
    _ body: @escaping @Sendable (Element) -> Result
  ) throws -> [Result] {
    guard let results = finished(elements, workers: workers, progress: progress, body) else {
      throw CancellationError()
    }
    return results
  }

  /// Applies a function to each element, to the last one.
  ///
  /// - Returns: one result for each piece.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], workers: Int, _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    finished(elements, workers: workers, progress: { _ in true }, body) ?? []
  }

  /// Does pieces of work by their number, in any order, until one says not to go on.
  ///
  /// The thread that calls works too, and alone where the system gives no other.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - workers: the number of threads.
  ///   - begin: makes what one thread keeps from piece to piece.
  ///   - body: the work on one piece; returns whether to go on.
  ///   - end: takes what a thread has kept, once it has no more to do.
  /// - Returns: whether all was done.
  @discardableResult
  package static func pieces<State: ~Copyable>(
    _ count: Int, workers: Int, begin: @escaping @Sendable () -> State,
    _ body: @escaping @Sendable (inout State, Int) -> Bool,
    end: @escaping @Sendable (consuming State) -> Void = { _ in }
  ) -> Bool {
    let next = Atomic(0)
    let isStopped = Atomic(false)
    Crew {
      var state = begin()
      while !isStopped.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { break }
        if !body(&state, index) { isStopped.store(true, ordering: .relaxed) }
      }
      end(state)
    }.work(on: min(workers, count))
    return !isStopped.load(ordering: .relaxed)
  }

  /// The results, or `nil` if `progress` said to stop.
  private static func finished<Element: Sendable, Result: Sendable>(
    _ elements: [Element], workers: Int, progress: @escaping @Sendable (Int) -> Bool,
    _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result]? {
    let done = Atomic(0)
    let found = Mutex([(Int, Result)]())
    let isWhole = pieces(elements.count, workers: workers) {
      [(Int, Result)]()
    } _: { own, index in
      own.append((index, body(elements[index])))
      return progress(done.wrappingAdd(1, ordering: .relaxed).newValue)
    } end: { own in
      found.withLock { $0 += own }
    }
    guard isWhole else { return nil }
    return found.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
  }
}
