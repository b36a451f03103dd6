import Foundation

/// Tests of more than a second, which run when they are asked for.
///
/// Write `@Suite(.enabled(if: Slow.isAsked))` or `@Test(.enabled(if: Slow.isAsked))`.
public enum Slow {
  /// Whether the environment has WAYMARK_SLOW=1, as `make slow` sets it.
  public static let isAsked = ProcessInfo.processInfo.environment["WAYMARK_SLOW"] == "1"
  /// Whether the environment has WAYMARK_SANITIZED=1, as `tools/sanitize thread` sets it.
  public static let isSanitized =
    ProcessInfo.processInfo.environment["WAYMARK_SANITIZED"] == "1"
}
