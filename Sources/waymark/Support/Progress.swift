internal import Foundation
internal import Synchronization
internal import Wording

/// The progress of a run on standard error: share, rate and time left.
final class Progress: Sendable {
  private let total: Int
  private let unit: Phrase
  private let isShown: Bool
  private let begin = ContinuousClock.now
  private let lastShown: Mutex<ContinuousClock.Instant>
  private let hasShown = Atomic(false)

  /// Progress of work of a known size, or of one that ``update(_:of:)`` tells.
  init(of total: Int = 0, unit: Phrase, isAsked: Bool, isQuiet: Bool) {
    self.total = total
    self.unit = unit
    isShown = isAsked || (Terminal.errorIsTerminal && !isQuiet)
    lastShown = Mutex(begin)
  }

  /// Takes down how much is done.
  ///
  /// - Returns: whether to go on.
  func update(_ done: Int) -> Bool { update(done, of: total) }

  /// Takes down how much is done of how much.
  ///
  /// - Returns: whether to go on.
  func update(_ done: Int, of total: Int) -> Bool {
    if isShown { show(done, of: total) }
    return !Interruption.hasCome
  }

  private func show(_ done: Int, of total: Int) {
    let now = ContinuousClock.now
    let isDue = lastShown.withLock { last in
      guard now - last > .milliseconds(200) else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    hasShown.store(true, ordering: .relaxed)
    let seconds =
      Double((now - begin).components.seconds)
      + Double((now - begin).components.attoseconds) * 1e-18
    let rate = Double(done) / max(seconds, 1e-9)
    let left = Int((Double(total - done) / max(rate, 1e-9)).rounded(.up))
    let share = 100 * done / max(total, 1)
    let line = Phrase(
      "\(share) %  \(Int(rate)) \(unit.english)/s  \(left) s left",
      "\(share) %  每秒 \(Int(rate)) \(unit.chinese)  剩余 \(left) 秒")
    Terminal.replaceError(line(.spoken))
  }

  /// Clears the line.
  func finish() {
    if hasShown.load(ordering: .relaxed) { Terminal.replaceError("") }
  }
}

extension Phrase {
  /// What progress counts: paths.
  static let paths = Phrase("paths", "条路径")
  /// What progress counts: series.
  static let series = Phrase("series", "个序列")
  /// What progress counts: thousandths of the work.
  static let perMille = Phrase("‰")
}
