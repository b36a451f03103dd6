internal import CVector
internal import Synchronization

/// The processor instructions that loops over columns are compiled for.
///
/// All give the same bits; they differ in speed only. The best that the processor has is taken
/// unless another is asked for.
public enum InstructionSet: Int, Sendable, CaseIterable, Comparable {
  /// What every processor of the architecture has (x86-64: SSE2).
  case baseline = 1
  /// x86-64-v3: AVX2.
  case v3 = 3
  /// x86-64-v4: AVX-512 (F, BW, CD, DQ, VL).
  case v4 = 4

  /// The instruction sets that this build has loops for and this processor has.
  public static var available: [InstructionSet] {
    #if arch(x86_64)
      let level = Int(wm_instruction_level())
      return allCases.filter { $0.rawValue <= level }
    #else
      return [.baseline]
    #endif
  }

  /// The instruction set in use by all threads.
  public static var current: InstructionSet {
    if let known = InstructionSet(rawValue: chosen.load(ordering: .relaxed)) { return known }
    let best = available.max() ?? .baseline
    // What another thread has asked for in the meantime stands.
    let level = chosen.compareExchange(
      expected: 0, desired: best.rawValue, ordering: .relaxed
    ).original
    return InstructionSet(rawValue: level) ?? best
  }

  /// Uses an instruction set from now on, in all threads.
  ///
  /// - Precondition: it is ``available``.
  public static func use(_ set: InstructionSet) {
    precondition(available.contains(set), "\(set) on a processor that has \(available)")
    chosen.store(set.rawValue, ordering: .relaxed)
  }

  /// Does something with an instruction set, in all threads, and goes back to the one before.
  ///
  /// One after the other: what would do so at the same time waits, for it would take the set of another for the
  /// usual one, and leave it behind.
  ///
  /// - Precondition: it is ``available``, and the body does not do so itself.
  public static func with<Failure>(
    _ set: InstructionSet, _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try turn.withLock { _ throws(Failure) in
      let usual = current
      defer { use(usual) }
      use(set)
      try body()
    }
  }

  private static let turn = Mutex(())

  /// The raw value of the set in use; 0 before the first use.
  private static let chosen = Atomic(0)

  /// Whether an instruction set is a part of another.
  public static func < (a: InstructionSet, b: InstructionSet) -> Bool { a.rawValue < b.rawValue }
}
