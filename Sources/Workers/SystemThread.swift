internal import Foundation

/// Threads of the system, which may have none left to give: `ulimit -u`, the processes of a container, addresses.
///
/// Of a thread of Foundation or a queue nobody learns that it could not be made; they wait for it for ever.
package enum SystemThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Begins work on a thread of its own.
  ///
  /// - Parameters:
  ///   - stack: the bytes of its stack; what the system gives if nil.
  ///   - body: the work.
  /// - Returns: whether the system gave a thread.
  package static func begin(stack: Int? = nil, _ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    if let stack { unsafe pthread_attr_setstacksize(&attributes, stack) }
    let work = unsafe Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let fault = unsafe pthread_create(
      &thread, &attributes,
      { work in
        unsafe work.map { unsafe Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if fault != 0 { unsafe work.release() }
    return fault == 0
  }

  /// How many threads can run at the same time here.
  static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}
