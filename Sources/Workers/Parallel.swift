internal import Dispatch
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
  /// - Parameters:
  ///   - elements: the pieces of work.
  ///   - workers: the number of threads.
  ///   - body: the work on one piece.
  /// - Returns: one result for each piece.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], workers: Int, _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result] {
    finished(elements, workers: workers, progress: { _ in true }, body) ?? []
  }

  /// Does the work on each element, in any order, until one says not to go on.
  ///
  /// - Parameters:
  ///   - elements: the pieces of work.
  ///   - workers: the number of threads.
  ///   - begin: makes what one thread keeps from piece to piece.
  ///   - body: the work on one piece; returns whether to go on.
  /// - Returns: whether all was done.
  package static func forEach<Element: Sendable, State>(
    _ elements: [Element], workers: Int, begin: @escaping @Sendable () -> State,
    _ body: @escaping @Sendable (State, Element) -> Bool
  ) -> Bool {
    let next = Atomic(0)
    let isStopped = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, elements.count))) { _ in
      let state = begin()
      while !isStopped.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < elements.count else { break }
        if !body(state, elements[index]) { isStopped.store(true, ordering: .relaxed) }
      }
    }
    return !isStopped.load(ordering: .relaxed)
  }

  /// The results, or `nil` if `progress` said to stop.
  private static func finished<Element: Sendable, Result: Sendable>(
    _ elements: [Element], workers: Int, progress: @escaping @Sendable (Int) -> Bool,
    _ body: @escaping @Sendable (Element) -> Result
  ) -> [Result]? {
    let next = Atomic(0)
    let done = Atomic(0)
    let isStopped = Atomic(false)
    let found = Mutex([(Int, Result)]())
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, elements.count))) { _ in
      var own: [(Int, Result)] = []
      while !isStopped.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < elements.count else { break }
        own.append((index, body(elements[index])))
        let count = done.wrappingAdd(1, ordering: .relaxed).newValue
        if !progress(count) { isStopped.store(true, ordering: .relaxed) }
      }
      let results = own
      found.withLock { $0 += results }
    }
    guard !isStopped.load(ordering: .relaxed) else { return nil }
    return found.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
  }
}
