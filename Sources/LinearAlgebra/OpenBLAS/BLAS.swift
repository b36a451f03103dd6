internal import COpenBLAS
internal import Synchronization

/// How OpenBLAS works, on which LAPACK rests: its threads, its buffers and its version.
public enum BLAS {
  /// Makes OpenBLAS compute on the calling thread only.
  ///
  /// A program calls this once, before its first fit. Our matrices are small: OpenBLAS's own
  /// threads would cost more than they give, and would change the last digit.
  public static func useOneThread() {
    openblas_set_num_threads(1)
  }

  /// The version of OpenBLAS that is linked, such as 0.3.21.
  public static var version: String {
    // "OpenBLAS 0.3.21 DYNAMIC_ARCH …"
    let words = unsafe String(cString: openblas_get_config()).split(separator: " ")
    return words.count > 1 ? String(words[1]) : "of an unknown version"
  }

  private static let isShared = Atomic(false)
  private static let turn = Mutex(())

  /// Makes callers wait for each other, so that OpenBLAS needs one buffer only, and has it made now.
  ///
  /// OpenBLAS asks the system for 128 MiB of addresses for each caller that computes at the same time, and
  /// asks for ever where it gets none. A program calls this once, where its addresses are limited.
  public static func useOneBuffer() {
    isShared.store(true, ordering: .relaxed)
    var one = [4.0, 0, 0, 4]
    _ = LAPACK.syevd(&one, n: 2)
  }

  /// Calls OpenBLAS, after all others where there is one buffer.
  static func call<Result: Sendable>(_ body: () -> Result) -> Result {
    guard isShared.load(ordering: .relaxed) else { return body() }
    return turn.withLock { _ in body() }
  }
}
